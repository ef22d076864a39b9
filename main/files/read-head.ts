import { CONTENT_BYTES, type FileContent, readContent } from '../domain/unknown-content.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';

/** What a file is by its first bytes; null when it cannot be read. Blocks: call it in a worker. */
export function readHead(filePath: string, fs: FsOps = nodeFs): FileContent | null {
  let fd: number;
  try {
    fd = fs.openSync(filePath, 'r');
  } catch {
    return null;
  }
  try {
    const bytes = Buffer.allocUnsafe(CONTENT_BYTES);
    return readContent(bytes.subarray(0, fs.readSync(fd, bytes, 0, CONTENT_BYTES, 0)));
  } catch {
    return null;
  } finally {
    fs.closeSync(fd);
  }
}
