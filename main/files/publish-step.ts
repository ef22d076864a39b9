import { createHash } from 'node:crypto';
import { dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import { cachePath } from './cache-store.ts';
import { errnoOf, fileError, FileError, toFileError } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { hashFile, hashFileIfThere } from './hash-file.ts';
import { discardStaged, renamePatiently, stageFile, unlinkPatiently } from './atomic-write.ts';

/** Where the new bytes of a step come from: the plan itself (an NFO) or the cache (artwork). */
export type StepSource = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'cache'; hash: string; ext: string };

/** One file of a publish plan, as the journal keeps it. Paths are absolute. */
export interface PublishStep {
  seq: number;
  op: 'create' | 'replace' | 'remove';
  path: string;
  /** Where the new bytes are staged: in the folder of `path`, named by newTempPath; null for a removal. */
  tempPath: string | null;
  /** SHA-256 of what must be there before; null when nothing may be. */
  beforeHash: string | null;
  /** SHA-256 of what is there afterwards; null for a removal. */
  afterHash: string | null;
  source: StepSource | null;
}

/** What recovery needs of a step: a journal keeps no bytes. */
export type JournalledStep = Omit<PublishStep, 'source'>;

/**
 * Refuses a plan that contradicts itself or reaches out of the item's folder: a programming error, so a plain Error.
 * @param folderPath the item's own folder; every path of the plan is in it
 */
export function assertSoundPlan(folderPath: string, steps: readonly JournalledStep[]): void {
  const paths = new Set<string>();
  for (const step of steps) {
    const bad = (why: string): never => {
      throw new Error(`Unsound publish step ${step.seq} (${step.path}): ${why}`);
    };
    const inside = relative(folderPath, step.path);
    if (
      !isAbsolute(step.path) ||
      inside === '' ||
      inside === '..' ||
      inside.startsWith(`..${sep}`) ||
      isAbsolute(inside)
    ) {
      bad('outside the folder of the item');
    }
    if (paths.has(step.path)) bad('path occurs twice');
    paths.add(step.path);
    if ((step.op === 'create') !== (step.beforeHash === null)) bad('beforeHash does not go with the operation');
    if ((step.op === 'remove') !== (step.afterHash === null)) bad('afterHash does not go with the operation');
    if (step.op === 'remove') continue;
    if (step.tempPath === null || dirname(step.tempPath) !== dirname(step.path))
      bad('tempPath is not beside the target');
    if (step.beforeHash === step.afterHash) bad('changes nothing');
  }
}

/** New files first, removals last, so that a reader never finds less than before or after. */
export function inCommitOrder<T extends JournalledStep>(steps: readonly T[]): T[] {
  return [...steps].sort((a, b) => Number(a.op === 'remove') - Number(b.op === 'remove') || a.seq - b.seq);
}

/** The different folders the steps write into. */
export function foldersOf(steps: readonly JournalledStep[]): string[] {
  return [...new Set(steps.map((step) => dirname(step.path)))];
}

/** SHA-256 of the file now at `path`, null when there is none, 'other' for a folder or a link that leads nowhere. */
export function currentHash(path: string, fs: FsOps = nodeFs): string | null {
  try {
    return hashFileIfThere(path, fs);
  } catch (error) {
    if (['EISDIR', 'ELOOP', 'ENOENT'].includes(errnoOf(error) ?? '')) return 'other';
    throw error;
  }
}

/** Where the bytes that a step displaces are kept in the cache. */
export function displacedPath(cacheDir: string, step: JournalledStep): string {
  if (step.beforeHash === null) throw new Error(`Step ${step.seq} displaces nothing`);
  return cachePath(cacheDir, step.beforeHash, extname(step.path));
}

/** True when the bytes for a step are completely staged. */
export function isStaged(step: JournalledStep, fs: FsOps = nodeFs): boolean {
  return step.tempPath !== null && currentHash(step.tempPath, fs) === step.afterHash;
}

/** Throws not_found unless the item's folder is there: an unplugged disk must not look like deleted files. */
export function requireFolder(folderPath: string, fs: FsOps = nodeFs): void {
  let found;
  try {
    found = fs.statSync(folderPath, { throwIfNoEntry: false });
  } catch (error) {
    throw toFileError(error, folderPath);
  }
  if (found?.isDirectory() !== true) throw fileError('not_found', folderPath);
}

/**
 * Puts back what was there before a step: `restored`, or `left_alone` when somebody else has written there since.
 * Throws a FileError when the displaced bytes are missing from the cache or cannot be written.
 */
export async function undoStep(
  cacheDir: string,
  step: JournalledStep,
  fs: FsOps = nodeFs,
): Promise<'restored' | 'left_alone'> {
  const now = currentHash(step.path, fs);
  if (now === step.beforeHash) return 'restored';
  if (now !== step.afterHash) return 'left_alone';
  if (step.beforeHash === null) {
    await unlinkPatiently(step.path, fs);
    return 'restored';
  }
  const kept = displacedPath(cacheDir, step);
  if (fs.statSync(kept, { throwIfNoEntry: false }) === undefined) {
    throw new FileError(
      'not_found',
      step.path,
      `The earlier content of ${step.path} is missing from the cache (${kept}), so it cannot be put back.`,
    );
  }
  if (hashFile(kept, fs) !== step.beforeHash) throw fileError('damaged', kept);
  const tempPath = restoreTempPath(step.path);
  discardStaged(tempPath, fs);
  await stageFile(step.path, { copyFrom: kept }, { tempPath, expectedHash: step.beforeHash, fs });
  await renamePatiently(tempPath, step.path, fs);
  return 'restored';
}

/** Removes everything the steps may have left beside their targets. Never throws. */
export function discardTemps(steps: readonly JournalledStep[], fs: FsOps = nodeFs): void {
  for (const step of steps) {
    if (step.tempPath !== null) discardStaged(step.tempPath, fs);
    discardStaged(restoreTempPath(step.path), fs);
  }
}

/**
 * The journal is all that knows of what lies beside the targets: it stays open while some of that could not be removed.
 * Throws a FileError then.
 */
export function requireNoTemps(steps: readonly JournalledStep[], fs: FsOps = nodeFs): void {
  for (const step of steps) {
    for (const path of [step.tempPath, restoreTempPath(step.path)]) {
      if (path === null || currentHash(path, fs) === null) continue;
      throw new FileError(
        'io_error',
        path,
        `The temporary file ${path} could not be removed. Check the disk and the permissions of the folder; the next publication tries again.`,
      );
    }
  }
}

/** Follows from the target alone, so that recovery finds it after a crash in the middle of a rollback. */
function restoreTempPath(path: string): string {
  const id = createHash('sha256').update(path).digest('hex').slice(0, 12);
  return join(dirname(path), `.metarr-${id}.tmp`);
}
