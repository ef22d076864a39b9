import { dirname } from 'node:path';
import { type FsOps, nodeFs } from './fs-ops.ts';

/** Permission bits and owner of a file. */
export interface FileConvention {
  mode: number;
  uid: number;
  gid: number;
}

/**
 * How a file at this path is to be: as the one that is there, else as its folder suggests, so that whoever may write into
 * the folder may write the file, and it belongs to whom the folder belongs. Throws the system's error.
 */
export function conventionFor(path: string, fs: FsOps = nodeFs): FileConvention {
  const there = fs.statSync(path, { throwIfNoEntry: false });
  if (there !== undefined) return { mode: there.mode & 0o777, uid: there.uid, gid: there.gid };
  const { mode, uid, gid } = fs.statSync(dirname(path));
  return { mode: (mode & 0o666) | 0o600, uid, gid };
}

/**
 * Gives an open file its owner, as far as the account may: root all of it, others a group of their own. Never throws: a file
 * of another owner is better than none.
 */
export function giveTo(fd: number, { uid, gid }: FileConvention, fs: FsOps = nodeFs): void {
  const now = fs.fstatSync(fd);
  if (now.uid === uid && now.gid === gid) return;
  for (const owner of new Set([uid, now.uid])) {
    try {
      fs.fchownSync(fd, owner, gid);
      return;
    } catch {
      // Not allowed to give it away: with its group alone, then as it is.
    }
  }
}

/** Makes a folder that is as the one around it. Throws the system's error. */
export function makeFolderAsParent(path: string, fs: FsOps = nodeFs): void {
  const parent = fs.statSync(dirname(path));
  fs.mkdirSync(path);
  try {
    fs.chmodSync(path, parent.mode & 0o7777);
    const made = fs.statSync(path);
    if (made.uid !== parent.uid || made.gid !== parent.gid) fs.chownSync(path, parent.uid, parent.gid);
  } catch {
    // As with files: whose it is matters less than that it is there.
  }
}
