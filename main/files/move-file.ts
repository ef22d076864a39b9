import fs from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, FileError, toFileError } from './file-error.ts';
import { syncFolder } from './sync-folder.ts';

/** Moving needs links besides what other writing code does. */
export type MoveOps = Pick<
  typeof fs,
  'linkSync' | 'lstatSync' | 'mkdirSync' | 'renameSync' | 'rmdirSync' | 'unlinkSync'
>;

/** Answers of file systems that have no hard links (FAT, exFAT, many network shares). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'EACCES']);
/** Of Windows, where indexers and players hold files open for a moment. */
const BUSY = new Set(['EBUSY', 'EPERM', 'EACCES']);
const RETRY_DELAYS_MS = [20, 80, 320];

export interface MovedFile {
  /** The folder of the new name was made for it. */
  hasMadeFolder: boolean;
}

/**
 * Gives a file another name on the same disk, never over one that is there. A link, where the disk has them, takes the
 * new name or fails in one step; elsewhere the name is looked at first. A crash leaves the old name, the new or both, of
 * one file; settleMove tells which.
 * Throws a FileError: `changed_on_disk` when the new name is taken, `not_found` when the file is gone, or what the disk
 * said; then nothing has changed. Blocks: call it in a worker.
 */
export async function moveFile(from: string, to: string, ops: MoveOps = fs): Promise<MovedFile> {
  let hasMadeFolder = false;
  try {
    ops.lstatSync(from);
    if (!isOtherCase(from, to, ops)) requireFree(to, ops);
    hasMadeFolder = makeFolder(dirname(to), ops);
    for (const delayMs of [...RETRY_DELAYS_MS, null]) {
      try {
        take(from, to, ops);
        break;
      } catch (error) {
        if (error instanceof FileError || delayMs === null || !BUSY.has(errnoOf(error) ?? '')) throw error;
        await sleep(delayMs);
      }
    }
    syncFolder(dirname(to));
    if (dirname(from) !== dirname(to)) syncFolder(dirname(from));
    return { hasMadeFolder };
  } catch (error) {
    if (hasMadeFolder) removeFolderIfEmpty(dirname(to), ops);
    if (errnoOf(error) === 'EEXIST') throw taken(to);
    if (errnoOf(error) === 'EXDEV') {
      throw new FileError('io_error', to, `${dirname(to)} is on another disk. Move the file there yourself.`);
    }
    throw toFileError(error, from);
  }
}

export type SettledMove = 'old' | 'new' | 'unknown';

/** After a crash: which of the two names the file has now. One that has both keeps the new. Never throws. */
export function settleMove(from: string, to: string, ops: MoveOps = fs): SettledMove {
  try {
    const isOld = isThere(from, ops);
    const isNew = isThere(to, ops);
    if (isOld && isNew && isSameFile(from, to, ops)) {
      ops.unlinkSync(from);
      return 'new';
    }
    if (isOld === isNew) return isOld ? 'old' : 'unknown';
    return isOld ? 'old' : 'new';
  } catch {
    return 'unknown';
  }
}

/** Never throws: a folder that is not empty, or that others have removed, is left. */
export function removeFolderIfEmpty(folder: string, ops: MoveOps = fs): void {
  try {
    ops.rmdirSync(folder);
  } catch {
    // Not empty, or gone already.
  }
}

function take(from: string, to: string, ops: MoveOps): void {
  // Only the case of the name changes, on a disk where both spellings are one file.
  if (isOtherCase(from, to, ops)) {
    ops.renameSync(from, to);
    return;
  }
  try {
    ops.linkSync(from, to);
  } catch (error) {
    if (!NO_LINKS.has(errnoOf(error) ?? '')) throw error;
    requireFree(to, ops);
    ops.renameSync(from, to);
    return;
  }
  try {
    ops.unlinkSync(from);
  } catch (error) {
    ops.unlinkSync(to);
    throw error;
  }
}

function requireFree(to: string, ops: MoveOps): void {
  if (isThere(to, ops)) throw taken(to);
}

function taken(to: string): FileError {
  return new FileError('changed_on_disk', to, `${to} is there already. Rename or remove it first.`);
}

function isThere(path: string, ops: MoveOps): boolean {
  return ops.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Two names that are one file because the disk does not tell their spellings apart. */
function isOtherCase(from: string, to: string, ops: MoveOps): boolean {
  const [a, b] = [from, to].map((path) => path.normalize('NFC').toLowerCase());
  return a === b && isSameFile(from, to, ops);
}

function isSameFile(from: string, to: string, ops: MoveOps): boolean {
  const [a, b] = [from, to].map((path) => ops.lstatSync(path, { throwIfNoEntry: false, bigint: true }));
  return a !== undefined && b !== undefined && a.ino !== 0n && a.dev === b.dev && a.ino === b.ino;
}

function makeFolder(folder: string, ops: MoveOps): boolean {
  if (isThere(folder, ops)) return false;
  try {
    // Not recursive: the folder above is the item's, and one that is away is not to be made anew.
    ops.mkdirSync(folder);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}
