import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Library } from '../../store/library.store.ts';
import { CoreError } from '../../domain/core-error.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { enabledIgnorePatterns } from '../../store/ignore-pattern.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getLibrary, markScanned, setLibraryStatus } from '../../store/library.store.ts';
import { countPendingProbes } from '../../store/probe-queue.store.ts';
import { beginScan, endScan } from '../../store/scan.store.ts';
import { probeJob } from '../probe/probe-library.job.ts';
import { LibraryWalk } from './library-walk.ts';
import type { ScanDependencies } from './scan-types.ts';
import { ScanWriter } from './scan-writer.ts';
import { SeriesScanWriter } from './series/series-scan-writer.ts';
import { SeriesWalk } from './series/series-walk.ts';

export const SCAN_LIBRARY = 'scan_library';

/** `incremental` opens the folders that changed since the last scan, `full` every one. */
export type ScanMode = 'incremental' | 'full';

/** A scan of a whole library; one at a time per library. */
export function scanJob(
  library: { id: number; name: string },
  shouldProbe: boolean,
  mode: ScanMode = 'incremental',
): NewJob {
  return {
    type: SCAN_LIBRARY,
    label: `Scan ${library.name}`,
    priority: PRIORITY.user,
    payload: { libraryId: library.id, probe: shouldProbe, mode },
    dedupeKey: `${SCAN_LIBRARY}:${String(library.id)}${mode === 'full' ? ':full' : ''}`,
    libraryId: library.id,
  };
}

const Payload = z.object({
  libraryId: z.int(),
  probe: z.boolean(),
  mode: z.enum(['incremental', 'full']).default('incremental'),
});

const NOTHING_KNOWN: ReadonlyMap<string, string> = new Map();

export function createScanLibraryKind(deps: ScanDependencies): JobKind {
  return jobKind({
    type: SCAN_LIBRARY,
    payload: Payload,
    concurrency: 1,
    maxRetries: 0,
    run: async ({ libraryId, probe, mode }, context) => {
      const library = getLibrary(deps.db, libraryId);
      if (library === null) throw new CoreError('not_found', 'This library was removed.');
      const offline = await whyUnreadable(library.path);
      if (offline !== null) {
        // An unreachable folder says nothing about its films: nothing is removed.
        setLibraryStatus(deps.db, libraryId, { isOnline: false, error: offline });
        deps.events.publish({ name: 'libraries.changed', payload: { ids: [libraryId] } });
        throw new CoreError('library_offline', offline);
      }
      const scanId = beginScan(deps.db, libraryId, mode);
      const writer = library.type === 'movies' ? new ScanWriter(deps, library) : new SeriesScanWriter(deps, library);
      try {
        await (writer instanceof ScanWriter
          ? walkFilms(deps, library, writer, mode, context)
          : walkShows(deps, library, writer, mode, context));
        context.signal.throwIfAborted();
        const result = await writer.finish();
        endScan(deps.db, scanId, 'completed', writer.counts(), null);
        markScanned(deps.db, libraryId);
        setLibraryStatus(deps.db, libraryId, { isOnline: true, error: null });
        deps.events.publish({ name: 'libraries.changed', payload: { ids: [libraryId] } });
        if (probe && countPendingProbes(deps.db, libraryId) > 0) deps.enqueue(probeJob(library));
        return { kind: 'done', result: { ...result } };
      } catch (error) {
        endScan(deps.db, scanId, 'failed', writer.counts(), error instanceof Error ? error.message : String(error));
        throw error;
      } finally {
        deps.events.flush();
        deps.events.publish({
          name: 'items.listChanged',
          payload: { type: library.type === 'movies' ? 'movie' : 'series', libraryId },
        });
      }
    },
  });
}

async function walkFilms(
  deps: ScanDependencies,
  library: Library,
  writer: ScanWriter,
  mode: ScanMode,
  context: JobContext,
): Promise<void> {
  const patterns = enabledIgnorePatterns(deps.db, library.id);
  const known = mode === 'full' ? NOTHING_KNOWN : writer.knownFingerprints;
  const walk = new LibraryWalk(deps.pool, deps.cacheDir, library.path, known, context.signal, patterns);
  for await (const found of walk.run()) {
    await writer.take(found, context.signal);
    context.progress(walk.done, walk.isComplete ? walk.seen : null, library.path);
  }
}

async function walkShows(
  deps: ScanDependencies,
  library: Library,
  writer: SeriesScanWriter,
  mode: ScanMode,
  context: JobContext,
): Promise<void> {
  const patterns = enabledIgnorePatterns(deps.db, library.id);
  const known = mode === 'full' ? NOTHING_KNOWN : writer.knownFingerprints;
  const walk = new SeriesWalk(deps.pool, deps.cacheDir, library.path, known, context.signal, patterns);
  for await (const found of walk.run()) {
    await writer.take(found, context.signal);
    context.progress(walk.done, walk.isComplete ? walk.seen : null, library.path);
  }
}

/** Null when the folder can be read and holds something; else a sentence that says what is wrong and what to do. */
async function whyUnreadable(folder: string): Promise<string | null> {
  try {
    if (!(await stat(folder)).isDirectory())
      return `${folder} is not a folder any more. Remove the library, or put the folder back.`;
    const entries = await readdir(folder);
    if (entries.length > 0) return null;
    return `${path.basename(folder)} is empty. If it is a network drive, check that it is connected; nothing was removed.`;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') return `${folder} cannot be found. Connect the drive and scan again; nothing was removed.`;
    if (code === 'EACCES' || code === 'EPERM')
      return `Metarr may not read ${folder}. Change its permissions and scan again.`;
    return `${folder} cannot be read (${code}). Check the drive and scan again; nothing was removed.`;
  }
}
