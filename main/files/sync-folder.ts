import { type FsOps, nodeFs } from './fs-ops.ts';

/**
 * Flushes a folder's entries, so that renames and removals in it survive a power cut.
 * Where folders cannot be flushed (Windows, some network shares) nothing happens: those flush with the file.
 */
export function syncFolder(path: string, fs: FsOps = nodeFs): void {
  let fd;
  try {
    fd = fs.openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fs.fsyncSync(fd);
  } catch {
    // EINVAL, EPERM, EBADF: this file system has no such thing.
  } finally {
    fs.closeSync(fd);
  }
}
