import fs from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, FileError, type FileErrorData, toFileError } from './file-error.ts';
import { moveFile, type MoveOps } from './move-file.ts';
import { syncFolder } from './sync-folder.ts';

/** One step of a stage; absolute paths. See `domain/rename/rename-step.ts`. */
export interface DiskStep {
  op: 'move' | 'make_folder' | 'remove_folder';
  isFolder: boolean;
  from: string;
  to: string;
}

/**
 * `isClean`: nothing of the stage is taken. Otherwise some of it is, because the way back was refused, too; the same steps
 * settle it later.
 */
export type StageResult = { ok: true } | { ok: false; error: FileErrorData; isClean: boolean };

/** Of Windows, where indexers and players hold folders open for a moment. */
const BUSY = new Set(['EBUSY', 'EPERM', 'EACCES']);
const RETRY_DELAYS_MS = [20, 80, 320];

/**
 * Takes the steps of one stage, all or none: what a crash left taken counts as taken, and when one is refused those before it
 * are taken back. Nothing is ever moved over something else. Blocks: call it in a worker.
 */
export async function takeSteps(steps: readonly DiskStep[], ops: MoveOps = fs): Promise<StageResult> {
  let at = 0;
  try {
    at = takenUpTo(steps, ops);
    for (; at < steps.length; at += 1) await take(steps[at] as DiskStep, ops);
    return { ok: true };
  } catch (error) {
    const step = steps[at];
    const isClean = await takeBack(steps.slice(0, at), ops);
    return { ok: false, error: toFileError(error, step?.from ?? '').toData(), isClean };
  }
}

/**
 * Steps are taken in order, so the first one that is not ends those that are: what lies at a later one's place by then is
 * somebody else's.
 */
function takenUpTo(steps: readonly DiskStep[], ops: MoveOps): number {
  const first = steps.findIndex((step) => step.op === 'move' && !isTaken(step, ops));
  // What comes behind the last of them, folders made and removed, is done once more, which does nothing twice.
  return 1 + steps.slice(0, first === -1 ? steps.length : first).findLastIndex(({ op }) => op === 'move');
}

/** True when none is taken any more. Every step that can be taken back is. */
async function takeBack(steps: readonly DiskStep[], ops: MoveOps): Promise<boolean> {
  try {
    for (const step of steps.toReversed()) {
      if (step.op === 'make_folder') removeIfEmpty(step.to, ops);
      else if (step.op === 'remove_folder') makeFolder(step.to, ops);
      else if (isTaken(step, ops)) await take({ ...step, from: step.to, to: step.from }, ops);
    }
    return true;
  } catch {
    return false;
  }
}

async function take(step: DiskStep, ops: MoveOps): Promise<void> {
  if (step.op === 'make_folder') makeFolder(step.to, ops);
  else if (step.op === 'remove_folder') removeIfEmpty(step.from, ops);
  else if (step.isFolder) await moveFolder(step.from, step.to, ops);
  else await moveFile(step.from, step.to, ops);
}

/** The thing has its new name; one that has both, of a crash between two names of one file, loses the old. */
function isTaken({ from, to }: DiskStep, ops: MoveOps): boolean {
  const [old, made] = [from, to].map((path) => ops.lstatSync(path, { throwIfNoEntry: false, bigint: true }));
  if (made === undefined) return false;
  if (old === undefined) return true;
  const isOneFile = old.ino !== 0n && old.dev === made.dev && old.ino === made.ino && !old.isDirectory();
  if (isOneFile) ops.unlinkSync(from);
  return isOneFile;
}

async function moveFolder(from: string, to: string, ops: MoveOps): Promise<void> {
  if (ops.lstatSync(from, { throwIfNoEntry: false }) === undefined) {
    throw new FileError('not_found', from, `${from} is not there any more. Scan the library, then plan again.`);
  }
  if (ops.lstatSync(to, { throwIfNoEntry: false }) !== undefined) {
    throw new FileError('changed_on_disk', to, `${to} is there already. Rename or remove it first.`);
  }
  for (const delayMs of [...RETRY_DELAYS_MS, null]) {
    try {
      ops.renameSync(from, to);
      break;
    } catch (error) {
      if (errnoOf(error) === 'EXDEV') {
        throw new FileError('io_error', to, `${from} is on another disk than ${dirname(to)}. Move it there yourself.`);
      }
      if (delayMs === null || !BUSY.has(errnoOf(error) ?? '')) throw error;
      await sleep(delayMs);
    }
  }
  syncFolder(dirname(to));
  if (dirname(from) !== dirname(to)) syncFolder(dirname(from));
}

function makeFolder(folder: string, ops: MoveOps): void {
  try {
    // Not recursive: the folders above are steps of their own, and a disk that is away is not to be made anew.
    ops.mkdirSync(folder);
    syncFolder(dirname(folder));
  } catch (error) {
    const isThere = errnoOf(error) === 'EEXIST' && ops.lstatSync(folder, { throwIfNoEntry: false })?.isDirectory();
    if (isThere !== true) throw error;
  }
}

function removeIfEmpty(folder: string, ops: MoveOps): void {
  try {
    ops.rmdirSync(folder);
    syncFolder(dirname(folder));
  } catch {
    // Not empty, or gone already: somebody else's, then.
  }
}
