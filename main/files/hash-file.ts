import { createHash, hash } from 'node:crypto';
import { type FsOps, nodeFs } from './fs-ops.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Kept, because new memory costs more than what is read by way of it. */
let chunk: Buffer | null = null;

/** SHA-256 of the bytes, 64 lower-case hex digits. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** SHA-256 of a file's content, read in chunks so that a trailer of any size fits; throws the system's error. */
export function hashFile(path: string, fs: FsOps = nodeFs): string {
  const fd = fs.openSync(path, 'r');
  try {
    chunk ??= Buffer.allocUnsafeSlow(CHUNK_BYTES);
    const digest = createHash('sha256');
    for (;;) {
      const read = fs.readSync(fd, chunk, 0, chunk.length, null);
      if (read === 0) return digest.digest('hex');
      digest.update(chunk.subarray(0, read));
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** As hashFile, but null when nothing has that name. A dangling link or a folder is something: it throws. */
export function hashFileIfThere(path: string, fs: FsOps = nodeFs): string | null {
  // Not throwing matters: before most publications nothing is there.
  return fs.lstatSync(path, { throwIfNoEntry: false }) === undefined ? null : hashFile(path, fs);
}
