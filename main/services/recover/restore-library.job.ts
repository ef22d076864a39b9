import path from 'node:path';
import { z } from 'zod';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { CacheRebuildResult } from '../../../contract/recovery.ts';
import { CoreError } from '../../domain/core-error.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import { sha256 } from '../../files/hash-file.ts';
import type { PublishStep, StepSource } from '../../files/publish-step.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { type KeptPublishedFile, publishedFilesOf } from '../../store/lost-file.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import {
  addRunItem,
  clearRunItems,
  endRunItem,
  getRun,
  insertRun,
  markRunListed,
  runScope,
  setRunJob,
  waitingRunItems,
} from '../../store/publish-run.store.ts';
import { getJournal, recordMadeFolders } from '../../store/publish.store.ts';
import { transaction } from '../../store/sql.ts';
import { publishedNfoText } from '../../store/verify-target.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { inSlices } from '../enrich/in-slices.ts';
import { itemFolder } from '../items/item-folder.ts';
import { unitTitle } from '../publish/item-title.ts';
import type { PublishService } from '../publish/publish-service.ts';
import { findUnit } from '../publish/publish-unit.ts';
import { checkPublished, fateOf, requirePlace } from './cache-rebuild.ts';

export const RESTORE_LIBRARY = 'restore_library';

const NAMED_PROBLEMS = 200;

export interface RestoreLibraryDependencies {
  db: WriteDb;
  pool: WorkerPool;
  publisher: PublishService;
  enqueue: (job: NewJob) => { id: number };
}

/** Queues putting back what is missing of a library's published files, as a run that can be taken back. Throws `not_found`. */
export async function startRestoreLibrary(deps: RestoreLibraryDependencies, libraryId: number): Promise<number> {
  const { db, enqueue } = deps;
  const library = await requirePlace(db, libraryId);
  const label = `Put back the files of ${library.name}`;
  return transaction(db, () => {
    const runId = insertRun(db, {
      action: 'publish',
      requestedBy: 'manual',
      label,
      scope: { libraryId },
      // Not the run of the library's publication, which is looked up by it.
      libraryId: null,
      undoesRunId: null,
    });
    const job = enqueue({
      type: RESTORE_LIBRARY,
      label,
      priority: PRIORITY.user,
      payload: { runId, libraryId },
      libraryId,
    });
    setRunJob(db, runId, job.id);
    return job.id;
  });
}

type Sums = Omit<CacheRebuildResult, 'runId'>;

/** Puts back, byte for byte, what was published in a library and is not there any more, from the cache; item by item. */
export function createRestoreLibraryKind(deps: RestoreLibraryDependencies): JobKind {
  const { db } = deps;
  return jobKind({
    type: RESTORE_LIBRARY,
    payload: z.object({ runId: z.int(), libraryId: z.int() }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ runId, libraryId }, context) => {
      await requirePlace(db, libraryId);
      const sums = await list(deps, runId, libraryId, context.signal);
      const total = getRun(db, runId)?.total ?? 0;
      let done = 0;
      for (
        let next = waitingRunItems(db, runId, -1, 1)[0];
        next !== undefined;
        [next] = waitingRunItems(db, runId, next.position, 1)
      ) {
        context.signal.throwIfAborted();
        await restoreItem(deps, { runId, position: next.position, item: next.item }, sums);
        done += 1;
        context.progress(done, total);
      }
      const result: CacheRebuildResult = { ...sums, runId: sums.restored === 0 ? null : runId };
      return { kind: 'done', result };
    },
  });
}

/** Which items lack files. A list that was broken off is made anew, what was done by then is not done again. */
async function list(
  { db, pool }: RestoreLibraryDependencies,
  runId: number,
  libraryId: number,
  signal: AbortSignal,
): Promise<Sums> {
  const sums: Sums = { restored: 0, bytes: 0, inPlace: 0, changed: 0, noBytes: 0, failed: 0, problems: [] };
  const library = await requirePlace(db, libraryId);
  const items = new Map<string, ItemRef>();
  for await (const page of checkPublished(db, pool, library.path, signal)) {
    for (const { file, fate } of page) {
      if (fate === 'inPlace') sums.inPlace += 1;
      else if (fate === 'missing') items.set(`${file.item.type}:${String(file.item.id)}`, file.item);
      else addProblem(sums, file, fate === 'changed' ? CHANGED : NO_BYTES, fate === 'changed' ? 'changed' : 'noBytes');
    }
  }
  if (runScope(db, runId)?.isListed === true) return sums;
  clearRunItems(db, runId);
  await inSlices(
    db,
    [...items.values()],
    (item, at) => {
      addRunItem(db, runId, at, item);
    },
    signal,
  );
  markRunListed(db, runId);
  return sums;
}

const CHANGED = 'Another file lies there by now. It was left alone.';
const NO_BYTES =
  'Its bytes are not in the cache any more, or the item is in the trash. Publish the item to write a new one.';

function addProblem(sums: Sums, file: { path: string }, reason: string, count: 'changed' | 'noBytes' | 'failed'): void {
  sums[count] += 1;
  if (sums.problems.length < NAMED_PROBLEMS) sums.problems.push({ path: file.path, reason });
}

interface Work {
  runId: number;
  position: number;
  item: ItemRef;
}

async function restoreItem(deps: RestoreLibraryDependencies, work: Work, sums: Sums): Promise<void> {
  const { db, pool, publisher } = deps;
  const { runId, position, item } = work;
  const unit = findUnit(db, item);
  if (unit === null) {
    endRunItem(db, runId, position, { outcome: 'failed', title: '', reason: 'This item is not in Metarr any more.' });
    return;
  }
  const title = unitTitle(db, unit);
  const files = await missingFiles(deps, item);
  const [first] = files;
  if (first === undefined) {
    endRunItem(db, runId, position, { outcome: 'unchanged', title });
    return;
  }
  try {
    const folderPath = itemFolder(unit.owner) || path.dirname(first.path);
    const made = await pool.run('makeFolder', folderPath);
    if (!made.ok) throw new CoreError(made.error.code, made.error.message, { path: made.error.path });
    const able: { file: KeptPublishedFile; source: StepSource }[] = [];
    for (const file of files) {
      const source = sourceOf(db, file);
      if (source === null) addProblem(sums, file, NO_BYTES, 'noBytes');
      else able.push({ file, source });
    }
    if (able.length === 0) {
      endRunItem(db, runId, position, { outcome: 'failed', title, reason: NO_BYTES });
      return;
    }
    const steps = able.map(({ file, source }, seq) => stepOf(file, source, seq));
    const types = new Map(files.map((file) => [file.path, file.assetType === 'nfo' ? null : file.assetType]));
    const journalId = await publisher.write(item, {
      folderPath,
      steps,
      assetTypeOf: (target) => types.get(target) ?? null,
      by: 'manual',
      run: { id: runId, position },
    });
    if (made.outermost !== null) rememberFolders(db, journalId, made.outermost, folderPath);
    endRunItem(db, runId, position, { outcome: 'written', title, files: able.length, journalId });
    sums.restored += able.length;
    sums.bytes += able.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    endRunItem(db, runId, position, { outcome: 'failed', title, reasonCode: error.code, reason: error.message });
    for (const file of files) addProblem(sums, file, error.message, 'failed');
  }
}

/** Looked at again: the list may be of before a restart. */
async function missingFiles({ db, pool }: RestoreLibraryDependencies, item: ItemRef): Promise<KeptPublishedFile[]> {
  const files = publishedFilesOf(db, item);
  const seen = await pool.run(
    'lookForFiles',
    files.map((file) => ({ path: file.path, cachePath: file.cachePath })),
  );
  return files.filter(
    (file, index) => fateOf(file, seen[index] ?? { sizeBytes: null, cachedBytes: null }) === 'missing',
  );
}

function stepOf(file: KeptPublishedFile, source: StepSource, seq: number): PublishStep {
  return {
    seq,
    op: 'create',
    path: file.path,
    tempPath: newTempPath(file.path),
    beforeHash: null,
    afterHash: file.hash,
    source,
  };
}

/** The cache, or the text that the history has of an NFO, where that is what was written; null when neither has it. */
function sourceOf(db: WriteDb, { hash, cachePath }: KeptPublishedFile): StepSource | null {
  if (cachePath !== null) return { kind: 'cache', hash, ext: path.extname(cachePath).slice(1) };
  const text = publishedNfoText(db, hash);
  const bytes = text === null ? null : Buffer.from(text, 'utf8');
  return bytes !== null && sha256(bytes) === hash ? { kind: 'bytes', bytes } : null;
}

/** So that taking it back leaves no empty folders: those that were made, the outermost first. */
function rememberFolders(db: WriteDb, journalId: number, outermost: string, folder: string): void {
  const made: string[] = [];
  for (let current = folder; current.startsWith(outermost); current = path.dirname(current)) made.unshift(current);
  const known = getJournal(db, journalId)?.madeFolders ?? [];
  recordMadeFolders(db, journalId, [...made, ...known]);
}
