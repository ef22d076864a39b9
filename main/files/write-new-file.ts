import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from './file-error.ts';
import { type FileConvention, giveTo } from './file-convention.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { hashFile, sha256 } from './hash-file.ts';

const CHUNK_BYTES = 1024 * 1024;

/** What copies go through, kept because new memory costs more than what is copied by way of it. */
let chunk: Buffer | null = null;

/** With bytes may come their SHA-256, where it is known already. */
export type BytesOrFile = { bytes: Uint8Array; hash?: string } | { copyFrom: string };

export interface WriteOptions {
  /** Permission bits, which the umask does not reduce; by default 644, which it does for bytes. */
  mode?: number;
  /** Whose it is to be, as far as the account may decide that. */
  owner?: FileConvention;
  /** Flush to the disk before returning, so that a power cut cannot take the bytes back. */
  durable?: boolean;
  fs?: FsOps;
}

/**
 * Writes a new file and answers the SHA-256 and size of what was written: of a copy, by reading it back. Copies share the blocks of the source
 * (reflink) where the file system can; hard links are never made.
 * Throws EEXIST when the path is taken, or the system's error; a partly written file is removed again.
 */
export function writeNewFile(
  path: string,
  source: BytesOrFile,
  options: WriteOptions = {},
): { hash: string; sizeBytes: number } {
  const fs = options.fs ?? nodeFs;
  if ('copyFrom' in source && tryReflink(source.copyFrom, path, fs)) {
    return removeOnFailure(path, fs, () => {
      // Read-only: a reflink takes over the source's permissions, which may forbid writing.
      finish(fs.openSync(path, 'r'), { mode: 0o644, ...options }, fs);
      return readBack(path, fs);
    });
  }
  const fd = fs.openSync(path, 'wx', options.mode ?? 0o644);
  return removeOnFailure(path, fs, () => {
    try {
      if ('bytes' in source) writeAll(fd, source.bytes, fs);
      else copyInto(fd, source.copyFrom, fs);
    } catch (error) {
      fs.closeSync(fd);
      throw error;
    }
    finish(fd, options, fs);
    if (!('bytes' in source)) return readBack(path, fs);
    return { hash: source.hash ?? sha256(source.bytes), sizeBytes: source.bytes.length };
  });
}

function removeOnFailure<T>(path: string, fs: FsOps, write: () => T): T {
  try {
    return write();
  } catch (error) {
    try {
      fs.unlinkSync(path);
    } catch {
      // The first error is the one to tell.
    }
    throw error;
  }
}

function finish(fd: number, options: WriteOptions, fs: FsOps): void {
  try {
    if (options.owner !== undefined) giveTo(fd, options.owner, fs);
    if (options.mode !== undefined) fs.fchmodSync(fd, options.mode);
    if (options.durable === true) fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** Errors of file systems that share no blocks, whatever the file. */
const NEVER_SHARES = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOTTY', 'EXDEV']);

/** Pairs of disks that share no blocks: an attempt makes a file and removes it, which costs as much as a small copy. */
const unshared = new Set<string>();

function tryReflink(from: string, to: string, fs: FsOps): boolean {
  let disks;
  try {
    disks = `${String(fs.statSync(from).dev)}>${String(fs.statSync(dirname(to)).dev)}`;
    if (unshared.has(disks)) return false;
    fs.copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch (error) {
    if (disks !== undefined && NEVER_SHARES.has(errnoOf(error) ?? '')) unshared.add(disks);
    // Whatever it was (usually a file system without reflinks), the plain copy meets it again and reports it.
    return false;
  }
}

function writeAll(fd: number, bytes: Uint8Array, fs: FsOps): void {
  for (let offset = 0; offset < bytes.length;) offset += fs.writeSync(fd, bytes, offset, bytes.length - offset);
}

function readBack(path: string, fs: FsOps): { hash: string; sizeBytes: number } {
  return { hash: hashFile(path, fs), sizeBytes: fs.statSync(path).size };
}

function copyInto(fd: number, from: string, fs: FsOps): void {
  const source = fs.openSync(from, 'r');
  try {
    chunk ??= Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (;;) {
      const read = fs.readSync(source, chunk, 0, chunk.length, null);
      if (read === 0) return;
      writeAll(fd, chunk.subarray(0, read), fs);
    }
  } finally {
    fs.closeSync(source);
  }
}
