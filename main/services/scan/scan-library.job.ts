import { basename } from 'node:path';
import { z } from 'zod';
import type { Library } from '../../store/library.store.ts';
import { CoreError } from '../../domain/core-error.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { scanIgnorePatterns } from '../../store/ignore-pattern.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getLibrary, libraryName, libraryPlace, markScanned, setLibraryStatus } from '../../store/library.store.ts';
import { countPendingProbes } from '../../store/probe-queue.store.ts';
import { beginScan, endScan } from '../../store/scan.store.ts';
import { indexBacklog } from '../../store/search-index.ts';
import { forgetBatchFailure } from '../../store/sql.ts';
import type { ScanFolder } from '../../workers/locate-folders.ts';
import { probeJob } from '../probe/probe-library.job.ts';
import { findPlace, mountsAway } from './library-place.ts';
import { whyUnreachable } from './library-reachable.ts';
import { LibraryWalk } from './library-walk.ts';
import { ScanScope } from './scan-scope.ts';
import type { RemovalCheck, ScanDependencies } from './scan-types.ts';
import { ScanWriter } from './scan-writer.ts';
import { SeriesScanWriter } from './series/series-scan-writer.ts';
import { SeriesWalk } from './series/series-walk.ts';

export const SCAN_LIBRARY = 'scan_library';

/** `incremental` opens the folders that changed since the last scan, `full` every one. */
export type ScanMode = 'incremental' | 'full';

export interface ScanRequest {
  probe: boolean;
  mode?: ScanMode;
  /** Only these folders; each of the library, absolute. Null scans all of it. */
  folders?: readonly ScanFolder[] | null;
  priority?: number;
}

/** A scan of a library or of some of its folders; one at a time. */
export function scanJob(library: { id: number; name: string }, request: ScanRequest): NewJob {
  const { probe, mode = 'incremental', folders = null, priority = PRIORITY.user } = request;
  const keys = [SCAN_LIBRARY, String(library.id), ...(mode === 'full' ? ['full'] : [])];
  const [first] = folders ?? [];
  const where = first === undefined ? '' : `: ${basename(first.path)}${(folders?.length ?? 0) > 1 ? ' …' : ''}`;
  return {
    type: SCAN_LIBRARY,
    label: `Scan ${library.name}${where}`,
    priority,
    payload: { libraryId: library.id, probe, mode, folders },
    dedupeKey: [...keys, ...(folders === null ? [] : [JSON.stringify(folders)])].join(':'),
    libraryId: library.id,
  };
}

const Payload = z.object({
  libraryId: z.int(),
  probe: z.boolean(),
  mode: z.enum(['incremental', 'full']).default('incremental'),
  folders: z
    .array(z.object({ path: z.string(), isDeep: z.boolean() }))
    .nullable()
    .default(null),
});

const NOTHING_KNOWN: ReadonlyMap<string, string> = new Map();
/** Fewer than these may well be thrown away at once. */
const MANY_ITEMS = 20;
const INDEX_EVERY_MS = 1_000;

export function createScanLibraryKind(deps: ScanDependencies): JobKind {
  return jobKind({
    type: SCAN_LIBRARY,
    payload: Payload,
    concurrency: 1,
    maxRetries: 0,
    run: async ({ libraryId, probe, mode, folders }, context) => {
      const library = getLibrary(deps.db, libraryId);
      if (library === null) throw new CoreError('not_found', 'This library was removed.');
      const untilMs = deps.busyUntilMs?.(libraryId) ?? null;
      if (untilMs !== null) return { kind: 'rateLimited', untilMs };
      const offline = await whyUnreachable(library.path);
      // An unreachable folder says nothing about its films: nothing is removed.
      if (offline !== null) throw goOffline(deps, libraryId, offline);
      const scope = folders === null ? ScanScope.whole(library.path) : await scopeOf(deps, library, folders);
      const before = libraryPlace(deps.db, libraryId);
      const place = await findPlace(library.path);
      const away = await mountsAway(before, place);
      const scanId = beginScan(deps.db, libraryId, folders === null ? mode : 'single_directory');
      const writer =
        library.type === 'movies' ? new ScanWriter(deps, library, scope) : new SeriesScanWriter(deps, library, scope);
      forgetBatchFailure(deps.db);
      try {
        writer.leaveAlone(away);
        await (writer instanceof ScanWriter
          ? walkFilms(deps, library, writer, scope, mode, context)
          : walkShows(deps, library, writer, scope, mode, context));
        context.signal.throwIfAborted();
        const result = await writer.finish(removalCheck(deps, library, before?.device ?? place.device, place.device));
        endScan(deps.db, scanId, 'completed', writer.counts(), null);
        if (scope.isWhole) markScanned(deps.db, libraryId, { ...place, mounts: [...place.mounts, ...away] });
        setLibraryStatus(deps.db, libraryId, { isOnline: true, error: null });
        deps.events.publish({ name: 'libraries.changed', payload: { ids: [libraryId] } });
        if (writer instanceof ScanWriter) scanInherited(deps, writer);
        if (probe && countPendingProbes(deps.db, libraryId) > 0) deps.enqueue(probeJob(library));
        deps.afterScan?.(libraryId, scope.rows?.map(({ path, isDeep }) => ({ path, isDeep })) ?? null);
        return { kind: 'done', result: { ...result } };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (context.signal.aborted) endScan(deps.db, scanId, 'cancelled', writer.counts(), null);
        else endScan(deps.db, scanId, 'failed', writer.counts(), message);
        throw error;
      } finally {
        await indexBacklog(deps.db);
        deps.events.flush();
        deps.events.publish({
          name: 'items.listChanged',
          payload: { type: library.type === 'movies' ? 'movie' : 'series', libraryId },
        });
        deps.events.publish({ name: 'unknownFiles.changed', payload: {} });
      }
    },
  });
}

async function scopeOf(deps: ScanDependencies, library: Library, folders: readonly ScanFolder[]): Promise<ScanScope> {
  const starts = await deps.pool.run('locateFolders', {
    type: library.type,
    root: library.path,
    patterns: scanIgnorePatterns(deps.db, library.id),
    folders,
  });
  return ScanScope.of(starts);
}

async function walkFilms(
  deps: ScanDependencies,
  library: Library,
  writer: ScanWriter,
  scope: ScanScope,
  mode: ScanMode,
  context: JobContext,
): Promise<void> {
  const patterns = scanIgnorePatterns(deps.db, library.id);
  const known = mode === 'full' ? NOTHING_KNOWN : writer.knownFingerprints;
  const walk = new LibraryWalk(deps.pool, deps.cacheDir, library.path, known, context.signal, patterns, scope.starts);
  const indexed = indexNow(deps);
  for await (const found of walk.run()) {
    await writer.take(found, context.signal);
    await indexed();
    context.progress(walk.done, walk.isComplete ? walk.seen : null, library.path);
  }
}

async function walkShows(
  deps: ScanDependencies,
  library: Library,
  writer: SeriesScanWriter,
  scope: ScanScope,
  mode: ScanMode,
  context: JobContext,
): Promise<void> {
  const patterns = scanIgnorePatterns(deps.db, library.id);
  const known = mode === 'full' ? NOTHING_KNOWN : writer.knownFingerprints;
  const walk = new SeriesWalk(deps.pool, deps.cacheDir, library.path, known, context.signal, patterns, scope.starts);
  const indexed = indexNow(deps);
  for await (const found of walk.run()) {
    await writer.take(found, context.signal);
    await indexed();
    context.progress(walk.done, walk.isComplete ? walk.seen : null, library.path);
  }
}

/** To be called as results come in: what was added is found by searching a second later at most. */
function indexNow({ db }: ScanDependencies): () => Promise<void> {
  let lastMs = performance.now();
  return async () => {
    if (performance.now() - lastMs < INDEX_EVERY_MS) return;
    await indexBacklog(db);
    lastMs = performance.now();
  };
}

function scanInherited({ db, enqueue }: ScanDependencies, { inherited }: ScanWriter): void {
  for (const { libraryId, folder } of inherited) {
    const library = { id: libraryId, name: libraryName(db, libraryId) };
    enqueue(scanJob(library, { probe: true, folders: [{ path: folder, isDeep: false }] }));
  }
}

/** Another disk in the place of the library's, without most of it, is the wrong one rather than all that is left. */
function removalCheck(deps: ScanDependencies, library: Library, before: string, device: string): RemovalCheck {
  return (gone, known) => {
    if (before === device || known < MANY_ITEMS || gone * 2 <= known) return;
    const reason = `Another disk lies at ${library.path}, and ${String(gone)} of ${String(known)} ${library.type === 'movies' ? 'films' : 'shows'} are not on it. Nothing was removed. Put the right disk back, or remove the library and add the folder again.`;
    throw goOffline(deps, library.id, reason);
  };
}

function goOffline(deps: ScanDependencies, libraryId: number, reason: string): CoreError {
  setLibraryStatus(deps.db, libraryId, { isOnline: false, error: reason });
  deps.events.publish({ name: 'libraries.changed', payload: { ids: [libraryId] } });
  return new CoreError('library_offline', reason);
}
