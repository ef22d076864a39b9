import type { FsOps } from './fs-ops.ts';

/** By what a staged file, whose content was read back, is known again under its new name. Times in ms since 1970. */
export interface StagedMark {
  seq: number;
  inode: number;
  sizeBytes: number;
  mtimeMs: number;
}

/** Throws the system's error. */
export function markOf(seq: number, path: string, fs: FsOps): StagedMark {
  const { ino, size, mtimeMs } = fs.statSync(path);
  return { seq, inode: ino, sizeBytes: size, mtimeMs };
}

/** Whether what lies there now is the file that was marked, with nothing written to it since. */
export function isSameFile(mark: StagedMark, path: string, fs: FsOps): boolean {
  const found = fs.lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.ino === 0) return false;
  return found.ino === mark.inode && found.size === mark.sizeBytes && found.mtimeMs === mark.mtimeMs;
}
