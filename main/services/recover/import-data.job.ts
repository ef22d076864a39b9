import { access, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { ImportResult } from '../../../contract/recovery.ts';
import { CoreError } from '../../domain/core-error.ts';
import { cachedKind } from '../../domain/manifest/cached-kind.ts';
import type { ManifestBody } from '../../domain/manifest/manifest.ts';
import type { PathMapping } from '../../domain/manifest/map-path.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { BackupTaskError } from '../../store/backup-task.ts';
import { beginImported, dropHalfImported, endImported, isUntouched } from '../../store/import.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import { recordFoundBytes } from '../../store/manifest-cache.store.ts';
import {
  RESTORE_ORDER,
  type RestoreContext,
  restoreContext,
  restoreManifest,
  type RestoreOutcome,
} from '../../store/manifest-restore.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { indexBacklog } from '../../store/search-index.ts';
import { transaction } from '../../store/sql.ts';
import type { CachedEntry } from '../../workers/list-cache.types.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { inSlices } from '../enrich/in-slices.ts';
import type { EventSink } from '../event-sink.ts';
import { scanJob } from '../scan/scan-library.job.ts';
import { importWhole, isTakenWhole } from './import-whole.ts';
import { inspect, type InspectedArchive, refuseOverlaps } from './inspect-archive.ts';
import { ManifestSource } from './restore-manifests.ts';
import { runWithPort } from './worker-task.ts';

export const IMPORT_DATA = 'import_data';

const SLICE_MS = 4;
const NAMED_PROBLEMS = 500;

export interface ImportDependencies {
  db: WriteDb;
  pool: WorkerPool;
  events: EventSink;
  dataDir: string;
  appVersion: string;
  now: () => number;
  /** The thread that works on whole database files. */
  backupThreadUrl: URL;
  /** Starts anew with the database that was put in this one's place; null where that has to wait for the next start. */
  reopen: (() => Promise<void>) | null;
  enqueue: (job: NewJob) => { id: number };
}

export function importJob(request: { path: string; mappings: PathMapping[] }): NewJob {
  const file = path.resolve(request.path);
  return {
    type: IMPORT_DATA,
    label: `Import ${path.basename(file)}`,
    priority: PRIORITY.user,
    payload: { path: file, mappings: request.mappings },
    dedupeKey: `${IMPORT_DATA}:${file}`,
  };
}

/** Adds what an archive holds: bytes into the cache, then libraries, people, sets, films and shows, each as a whole. */
export function createImportKind(deps: ImportDependencies): JobKind {
  const { db } = deps;
  return jobKind({
    type: IMPORT_DATA,
    payload: z.object({ path: z.string(), mappings: z.array(z.object({ from: z.string(), to: z.string() })) }),
    concurrency: 1,
    maxRetries: 0,
    run: async (payload, context) => {
      const archive = await inspect(deps.pool, payload.path);
      const mappings = await Promise.all(payload.mappings.map(canonical));
      refuseOverlaps(db, archive, mappings);
      const folder = path.join(deps.dataDir, `import-${String(context.jobId)}`);
      // What an earlier run of this job left half done.
      transaction(db, () => dropHalfImported(db, context.jobId));
      const result: ImportResult = {
        isWhole: false,
        films: 0,
        shows: 0,
        sets: 0,
        kept: 0,
        cachedFiles: 0,
        problems: [],
      };
      try {
        const isWhole = isTakenWhole(db, archive);
        await unpack(deps, payload.path, archive, folder, isWhole, result, context);
        if (isWhole && (await takeWhole(deps, folder, mappings, result, context))) {
          return { kind: 'done', result: { ...result } };
        }
        const libraries = await restoreAll(deps, folder, mappings, result, context);
        await indexBacklog(db);
        for (const id of libraries) await scanIfThere(deps, id);
      } finally {
        await rm(folder, { recursive: true, force: true });
        announce(deps.events);
      }
      return { kind: 'done', result: { ...result } };
    },
  });
}

/** A folder that is there, as libraries are named: with its links resolved. */
async function canonical({ from, to }: PathMapping): Promise<PathMapping> {
  const absolute = path.resolve(to);
  return { from, to: await realpath(absolute).catch(() => absolute) };
}

async function unpack(
  { db, pool, dataDir }: ImportDependencies,
  file: string,
  archive: InspectedArchive,
  folder: string,
  isWhole: boolean,
  result: ImportResult,
  job: JobContext,
): Promise<void> {
  const total = archive.cachedFiles + archive.manifestFiles;
  const came: Promise<void>[] = [];
  const input = {
    file,
    manifestsFolder: folder,
    databasePath: isWhole ? databaseIn(folder) : null,
    // The database once more, while it is brought up to date.
    otherBytes: archive.manifestFiles * MANIFEST_BYTES + (isWhole ? archive.databaseBytes * 2 : 0),
    cacheDir: path.join(dataDir, 'cache'),
    total,
    cachedBytes: archive.cachedBytes,
  };
  const { damaged } = await runWithPort(
    (port) => pool.run('unpackArchive', { ...input, port }, [port]),
    job.signal,
    (message) => {
      const { done, cached } = message as { done: number; cached: CachedEntry[] };
      job.progress(done, total * 2, 'Unpacking');
      result.cachedFiles += cached.length;
      came.push(record(db, cached, job.signal));
    },
  ).finally(() => Promise.allSettled(came));
  for (const name of damaged) addProblem(result, name, 'Its bytes are not what its name says. It was left out.');
}

/** About as much as one takes. */
const MANIFEST_BYTES = 4096;

function databaseIn(folder: string): string {
  return path.join(folder, 'metarr.sqlite');
}

/** False when the archive's database cannot be used: then its manifests can. */
async function takeWhole(
  deps: ImportDependencies,
  folder: string,
  mappings: readonly PathMapping[],
  result: ImportResult,
  job: JobContext,
): Promise<boolean> {
  const { db, dataDir, appVersion, backupThreadUrl, reopen } = deps;
  job.progress(0, null, 'Taking over the database');
  const task = { threadUrl: backupThreadUrl, signal: job.signal };
  const mayReplace = (): boolean => isUntouched(db);
  const request = { dataDir, path: databaseIn(folder), mappings, appVersion, now: deps.now(), task, mayReplace };
  const facts = await importWhole(request).catch((error: unknown) => {
    if (!(error instanceof BackupTaskError)) throw error;
    if (error.code === 'disk_full' || error.code === 'SQLITE_FULL' || error.code === 'ENOSPC') {
      throw new CoreError('disk_full', `There is no room for the database of the export: ${error.message}`);
    }
    addProblem(result, 'metarr.sqlite', `${error.message} Everything else was added, without history.`);
    return null;
  });
  if (facts === null) return false;
  const { films, shows, sets } = facts;
  Object.assign(result, { isWhole: true, films, shows, sets });
  // The job has to be over before the core that runs it can be closed.
  if (reopen !== null) setImmediate(() => void reopen());
  return true;
}

/** Bytes are known from the moment they are in the cache: without anybody who needs them they go after the grace period. */
function record(db: WriteDb, cached: readonly CachedEntry[], signal: AbortSignal): Promise<void> {
  return inSlices(
    db,
    cached,
    ({ hash, ext, filePath, sizeBytes }) => {
      recordFoundBytes(db, { hash, filePath, sizeBytes, ...cachedKind(ext) });
    },
    signal,
  );
}

/** Answers the libraries that came or got something. */
async function restoreAll(
  { db, pool, dataDir }: ImportDependencies,
  folder: string,
  mappings: readonly PathMapping[],
  result: ImportResult,
  job: JobContext,
): Promise<Set<number>> {
  const isFresh = isUntouched(db);
  const context = restoreContext(db, { cacheDir: path.join(dataDir, 'cache'), mappings, isFresh });
  // Somebody who has settings keeps them.
  const kinds = RESTORE_ORDER.filter((kind) => kind !== 'application' || isFresh);
  const source = new ManifestSource(folder, pool, kinds);
  const libraries = new Set<number>();
  let done = 0;
  const problem = ({ file, reason }: { file: string; reason: string }): void => {
    addProblem(result, file, reason);
  };
  for await (const { file, body } of source.read(problem, job.signal)) {
    const outcome = await restoreSliced(context, body, job.jobId, job.signal);
    if (outcome.kind === 'refused') addProblem(result, file, outcome.reason);
    else count(result, body, outcome);
    if (body.kind === 'library' && outcome.kind !== 'refused') libraries.add(outcome.id);
    done += 1;
    job.progress(source.total + done, source.total * 2, 'Adding what was decided');
  }
  return libraries;
}

/** A few milliseconds at a time. An item that a crash cuts off, or that does not fit, is taken out again as a whole. */
async function restoreSliced(
  context: RestoreContext,
  body: ManifestBody,
  jobId: number,
  signal: AbortSignal,
): Promise<RestoreOutcome> {
  const { db } = context;
  const steps = restoreManifest(context, body);
  const type = body.kind === 'movie' || body.kind === 'series' ? body.kind : null;
  let outcome: RestoreOutcome | null = null;
  let hasBegun = false;
  try {
    while (outcome === null) {
      outcome = transaction(db, () => {
        const start = performance.now();
        do {
          const step = steps.next();
          if (!hasBegun && type !== null) {
            hasBegun = true;
            const id = context.ids.get(type)?.get(body.id);
            if (id !== undefined) beginImported(db, jobId, { type, id });
          }
          if (step.done === true) {
            endImported(db, jobId);
            return step.value;
          }
        } while (performance.now() - start < SLICE_MS);
        return null;
      });
      await nextTurn();
      if (outcome === null) signal.throwIfAborted();
    }
    return outcome;
  } catch (error) {
    transaction(db, () => dropHalfImported(db, jobId));
    signal.throwIfAborted();
    return { kind: 'refused', reason: `It does not fit: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function count(result: ImportResult, body: ManifestBody, outcome: Exclude<RestoreOutcome, { kind: 'refused' }>): void {
  if (outcome.kind === 'kept') {
    if (body.kind !== 'library') result.kept += 1;
    return;
  }
  if (body.kind === 'movie') result.films += 1;
  if (body.kind === 'series') result.shows += 1;
  if (body.kind === 'set') result.sets += 1;
}

async function scanIfThere({ db, enqueue }: ImportDependencies, libraryId: number): Promise<void> {
  const library = getLibrary(db, libraryId);
  if (library === null) return;
  const isThere = await access(library.path).then(
    () => true,
    () => false,
  );
  if (isThere) enqueue(scanJob(library, { probe: true }));
}

function addProblem(result: ImportResult, file: string, reason: string): void {
  if (result.problems.length < NAMED_PROBLEMS) result.problems.push({ file, reason });
}

function announce(events: EventSink): void {
  events.publish({ name: 'libraries.changed', payload: { ids: [] } });
  events.publish({ name: 'items.listChanged', payload: { type: null, libraryId: null } });
}
