import { constants } from 'node:fs';
import { dirname, extname } from 'node:path';
import { renamePatiently, stageFile, unlinkPatiently } from './atomic-write.ts';
import { cachePath, putBytes, putFile } from './cache-store.ts';
import { errnoOf, fileError, FileError, type FileErrorData, toFileError } from './file-error.ts';
import { makeFolderAsParent } from './file-convention.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import {
  assertSoundPlan,
  currentHash,
  discardTemps,
  foldersOf,
  inCommitOrder,
  isStaged,
  type JournalledStep,
  type PublishStep,
  requireFolder,
  requireNoTemps,
  undoStep,
} from './publish-step.ts';
import { requireSpace } from './require-space.ts';
import { isSameFile, markOf, type StagedMark } from './staged-mark.ts';
import { syncFolder } from './sync-folder.ts';

/*
 * The order that makes a publish survive a crash: everything displaced is in the cache and flushed, and the bytes of
 * everything new are staged and flushed, before the first target changes. From then on recovery can go either way; after a
 * power cut that took the name of a staged file with it, back.
 */

export interface PublishWork<Step extends JournalledStep> {
  cacheDir: string;
  /** The item's own folder: exists beforehand and holds every path of the steps. */
  folderPath: string;
  steps: readonly Step[];
}

/** Bytes a step replaces or removes, now safe in the cache. */
export interface DisplacedFile {
  seq: number;
  path: string;
  hash: string;
  sizeBytes: number;
  ext: string;
  cachePath: string;
}

/** Bytes of the plan itself (an NFO), kept in the cache so that they can be put back later. */
export type KeptFile = Omit<DisplacedFile, 'seq' | 'path'>;

/** A file as it is after the commit; hash, size and time are null for a removed one. */
export interface PublishedFile {
  seq: number;
  op: PublishStep['op'];
  path: string;
  hash: string | null;
  sizeBytes: number | null;
  mtimeMs: number | null;
}

export type StageResult =
  | {
      ok: true;
      displaced: DisplacedFile[];
      kept: KeptFile[];
      /** Folders that had to be made, outermost first. */
      madeFolders: string[];
      staged: StagedMark[];
    }
  | {
      ok: false;
      error: FileErrorData;
      /** False when temporary files could not be removed, as on a disk that went away: call recoverPublish later. */
      isClean: boolean;
    };

export type CommitResult =
  | { ok: true; files: PublishedFile[] }
  | {
      ok: false;
      error: FileErrorData;
      /** True when every file is as it was before. Otherwise call recoverPublish later. */
      rolledBack: boolean;
      /** Files somebody else wrote meanwhile, which were not touched. */
      leftAlone: string[];
    };

export type RecoverResult =
  | { ok: true; outcome: 'committed' | 'rolled_back' | 'untouched'; leftAlone: string[] }
  /** Nothing was decided (the disk is away, say): keep the journal open and try again. */
  | { ok: false; error: FileErrorData };

/**
 * First half of a publish: checks that the targets are as planned, that there is room and permission, secures what
 * will be displaced in the cache, and stages the new bytes. No target changes; on any error nothing stays behind.
 * Call it in a worker: it blocks. Errors come back as data; only a plan that contradicts itself throws.
 */
export async function stagePublish(work: PublishWork<PublishStep>, fs: FsOps = nodeFs): Promise<StageResult> {
  const { cacheDir, folderPath, steps } = work;
  assertSoundPlan(folderPath, steps);
  const madeFolders: string[] = [];
  let isBegun = false;
  try {
    requireFolder(folderPath, fs);
    for (const step of steps) requireUnchanged(step, fs);
    requireWritable([folderPath, ...foldersOf(steps)], fs);
    checkSpace(work, fs);
    const displaced: DisplacedFile[] = [];
    const kept: KeptFile[] = [];
    for (const step of steps) if (step.beforeHash !== null) displaced.push(await secure(cacheDir, step, fs));
    for (const step of steps) if (step.source?.kind === 'bytes') kept.push(await keep(cacheDir, step, step.source, fs));
    isBegun = true;
    for (const step of steps) if (step.op !== 'remove') makeFolder(folderPath, dirname(step.path), madeFolders, fs);
    // The folders are flushed when the files have their names: what a power cut leaves unstaged is taken back.
    const staged: StagedMark[] = [];
    for (const step of steps) {
      await stageStep(cacheDir, step, fs);
      if (step.tempPath !== null) staged.push(markOf(step.seq, step.tempPath, fs));
    }
    return { ok: true, displaced, kept, madeFolders, staged };
  } catch (error) {
    discardTemps(steps, fs);
    removeEmptyFolders(madeFolders, fs);
    return { ok: false, error: toFileError(error, folderPath).toData(), isClean: !isBegun || isClean(work, fs) };
  }
}

function isClean({ folderPath, steps }: PublishWork<PublishStep>, fs: FsOps): boolean {
  try {
    requireFolder(folderPath, fs);
    requireNoTemps(steps, fs);
    return true;
  } catch {
    return false;
  }
}

/**
 * Second half: puts the staged files in place, removes what is to go, flushes and reads everything back.
 * When a step fails, the ones before it are undone from the cache. `emptied` are folders below the item's own, outermost
 * first, that go when nothing is left in them. Files that are not among `staged`, or are other files by now, are read again.
 */
export async function commitPublish(
  work: PublishWork<JournalledStep> & { emptied?: readonly string[]; staged?: readonly StagedMark[] },
  fs: FsOps = nodeFs,
): Promise<CommitResult> {
  const { folderPath, steps } = work;
  assertSoundPlan(folderPath, steps);
  const begun: JournalledStep[] = [];
  try {
    requireFolder(folderPath, fs);
    for (const step of inCommitOrder(steps)) {
      requireUnchanged(step, fs);
      begun.push(step);
      await applyStep(step, fs);
    }
    for (const folder of foldersOf(steps)) syncFolder(folder, fs);
    const files = steps.map((step) => confirm(step, work.staged ?? [], fs));
    removeEmptyFolders(work.emptied ?? [], fs);
    return { ok: true, files };
  } catch (error) {
    const undone = await rollBack(work, begun, fs);
    return {
      ok: false,
      error: toFileError(error, folderPath).toData(),
      rolledBack: undone.error === null,
      leftAlone: undone.leftAlone,
    };
  }
}

/**
 * Brings an interrupted publish to all-new or all-old: forward when everything needed is still there, else back.
 * Targets that hold neither the old nor the new bytes belong to somebody else by now; they are left alone and reported.
 * May itself be interrupted and called again.
 * @param work.isStaged whether the journal says that staging had ended, without which no target was touched
 */
export async function recoverPublish(
  work: PublishWork<JournalledStep> & { isStaged: boolean },
  fs: FsOps = nodeFs,
): Promise<RecoverResult> {
  const { folderPath, steps } = work;
  assertSoundPlan(folderPath, steps);
  try {
    requireFolder(folderPath, fs);
    const states = inCommitOrder(steps).map((step) => ({ step, state: stateOf(step, fs) }));
    // What was to be created may have been there all the time. What was displaced or removed was not so before: then the
    // mark is what a power cut took.
    const isBegun = work.isStaged || states.some(({ step, state }) => state === 'after' && step.op !== 'create');
    if (!isBegun) {
      takeBackStaging(steps, folderPath, fs);
      requireNoTemps(steps, fs);
      return { ok: true, outcome: 'untouched', leftAlone: [] };
    }
    const leftAlone = states.filter(({ state }) => state === 'foreign').map(({ step }) => step.path);
    const open = states.filter(({ state }) => state === 'before').map(({ step }) => step);
    const done = states.filter(({ state }) => state === 'after').map(({ step }) => step);
    const canFinish = leftAlone.length === 0 && open.every((step) => step.op === 'remove' || isStaged(step, fs));

    const finishing = canFinish || (open.length === 0 && done.length > 0);
    if (finishing && (await finish(work, open, fs))) return { ok: true, outcome: 'committed', leftAlone };
    if (finishing) done.push(...open);
    const undone = await rollBack(work, done, fs);
    if (undone.error !== null) return { ok: false, error: undone.error };
    return {
      ok: true,
      outcome: done.length === 0 ? 'untouched' : 'rolled_back',
      leftAlone: [...leftAlone, ...undone.leftAlone],
    };
  } catch (error) {
    return { ok: false, error: toFileError(error, folderPath).toData() };
  }
}

/** Applies the remaining steps of an interrupted publish; false when that cannot be done (any longer). */
async function finish(work: PublishWork<JournalledStep>, open: readonly JournalledStep[], fs: FsOps): Promise<boolean> {
  try {
    for (const step of open) if (step.beforeHash !== null) await secure(work.cacheDir, step, fs);
    for (const step of open) await applyStep(step, fs);
  } catch {
    return false;
  }
  discardTemps(work.steps, fs);
  requireNoTemps(work.steps, fs);
  for (const folder of foldersOf(work.steps)) syncFolder(folder, fs);
  return true;
}

function stateOf(step: JournalledStep, fs: FsOps): 'before' | 'after' | 'foreign' {
  const now = currentHash(step.path, fs);
  if (now === step.beforeHash) return 'before';
  return now === step.afterHash ? 'after' : 'foreign';
}

function requireUnchanged(step: JournalledStep, fs: FsOps): void {
  let now;
  try {
    now = currentHash(step.path, fs);
  } catch (error) {
    throw toFileError(error, step.path);
  }
  if (now !== step.beforeHash) throw fileError('changed_on_disk', step.path);
}

/** Asked beforehand so that a removal cannot be the first to find out. Folders that are still to be made do not count. */
function requireWritable(folders: readonly string[], fs: FsOps): void {
  for (const folder of folders) {
    try {
      fs.accessSync(folder, constants.W_OK);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw toFileError(error, folder);
    }
  }
}

function checkSpace({ cacheDir, folderPath, steps }: PublishWork<PublishStep>, fs: FsOps): void {
  let newBytes = 0;
  let keptBytes = 0;
  for (const step of steps) {
    if (step.beforeHash !== null) keptBytes += fs.statSync(step.path).size;
    if (step.source?.kind === 'bytes') {
      newBytes += step.source.bytes.length;
      keptBytes += step.source.bytes.length;
    }
    if (step.source?.kind === 'cache') newBytes += cachedSize(cacheDir, step.source, fs);
  }
  fs.mkdirSync(cacheDir, { recursive: true });
  requireSpace(
    [
      { folder: folderPath, bytes: newBytes },
      { folder: cacheDir, bytes: keptBytes },
    ],
    fs,
  );
}

function cachedSize(cacheDir: string, source: { hash: string; ext: string }, fs: FsOps): number {
  const path = cachePath(cacheDir, source.hash, source.ext);
  const found = fs.statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) return found.size;
  throw new FileError('not_found', path, `${path} is missing from the cache. Verify the cache, or choose it again.`);
}

async function secure(cacheDir: string, step: JournalledStep, fs: FsOps): Promise<DisplacedFile> {
  const kept = await putFile(cacheDir, step.path, extname(step.path), { durable: true, verifyExisting: true, fs });
  if (kept.hash !== step.beforeHash) throw fileError('changed_on_disk', step.path);
  const { hash, sizeBytes, ext, path } = kept;
  return { seq: step.seq, path: step.path, hash, sizeBytes, ext, cachePath: path };
}

/** Not flushed: the library gets the same bytes flushed, and they are secured like any others before that copy goes. */
async function keep(cacheDir: string, step: PublishStep, source: { bytes: Uint8Array }, fs: FsOps): Promise<KeptFile> {
  const put = await putBytes(cacheDir, source.bytes, extname(step.path), { verifyExisting: true, fs });
  const { hash, sizeBytes, ext, path } = put;
  return { hash, sizeBytes, ext, cachePath: path };
}

async function stageStep(cacheDir: string, step: PublishStep, fs: FsOps): Promise<void> {
  const { source, tempPath, afterHash } = step;
  if (step.op === 'remove') return;
  if (source === null || tempPath === null || afterHash === null) {
    throw new Error(`Publish step ${step.seq} has nothing to write`);
  }
  const from =
    source.kind === 'bytes' ? { bytes: source.bytes } : { copyFrom: cachePath(cacheDir, source.hash, source.ext) };
  await stageFile(step.path, from, { tempPath, expectedHash: afterHash, fs });
}

/** Makes the missing folders of a path (.actors, extrafanart …), but never the item's own. */
function makeFolder(folderPath: string, folder: string, made: string[], fs: FsOps): void {
  if (folder === folderPath || fs.statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(folderPath, dirname(folder), made, fs);
  try {
    makeFolderAsParent(folder, fs);
  } catch (error) {
    throw toFileError(error, folder);
  }
  made.push(folder);
}

function removeEmptyFolders(folders: readonly string[], fs: FsOps): void {
  for (const folder of [...folders].reverse()) {
    try {
      fs.rmdirSync(folder);
    } catch {
      // Not empty, or gone already.
    }
  }
}

async function applyStep(step: JournalledStep, fs: FsOps): Promise<void> {
  if (step.tempPath === null || step.op === 'remove') await unlinkPatiently(step.path, fs);
  else await renamePatiently(step.tempPath, step.path, fs);
}

/** That a target is as planned. The very file that was staged was read back then. */
function confirm(step: JournalledStep, staged: readonly StagedMark[], fs: FsOps): PublishedFile {
  const { seq, op, path, afterHash: hash } = step;
  const mark = staged.find((one) => one.seq === seq);
  if (mark === undefined || !isSameFile(mark, path, fs)) {
    if (currentHash(path, fs) !== hash) throw fileError('changed_on_disk', path);
  }
  if (hash === null) return { seq, op, path, hash, sizeBytes: null, mtimeMs: null };
  const { size, mtimeMs } = fs.statSync(path);
  return { seq, op, path, hash, sizeBytes: size, mtimeMs };
}

/** Undoes the begun steps, newest first, goes on past failures and cleans up; answers the first failure. */
async function rollBack(
  { cacheDir, folderPath, steps }: PublishWork<JournalledStep>,
  begun: readonly JournalledStep[],
  fs: FsOps,
): Promise<{ error: FileErrorData | null; leftAlone: string[] }> {
  const leftAlone: string[] = [];
  let failure: FileErrorData | null = null;
  try {
    // A disk that is away looks like files that are gone.
    requireFolder(folderPath, fs);
  } catch (error) {
    return { error: toFileError(error, folderPath).toData(), leftAlone };
  }
  for (const step of [...begun].reverse()) {
    try {
      if ((await undoStep(cacheDir, step, fs)) === 'left_alone') leftAlone.push(step.path);
    } catch (error) {
      failure ??= toFileError(error, step.path).toData();
    }
  }
  takeBackStaging(steps, folderPath, fs);
  try {
    requireNoTemps(steps, fs);
  } catch (error) {
    failure ??= toFileError(error, folderPath).toData();
  }
  return { error: failure, leftAlone };
}

function takeBackStaging(steps: readonly JournalledStep[], folderPath: string, fs: FsOps): void {
  discardTemps(steps, fs);
  const made = steps.filter((step) => step.op === 'create').map((step) => dirname(step.path));
  removeEmptyFolders([...new Set(made)].filter((folder) => folder !== folderPath).sort(), fs);
  for (const folder of foldersOf(steps)) syncFolder(folder, fs);
}
