import { z } from 'zod';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import {
  countPendingProbes,
  isFirstMainFile,
  pendingProbes,
  type ProbeTask,
  setProbeResult,
  setStreams,
} from '../../store/media-file.store.ts';
import { getMovie, updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { provenanceOf, setProvenance } from '../../store/provenance.store.ts';
import { transaction } from '../../store/sql.ts';
import type { ProbeOutcome } from '../../workers/probe.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { refreshItemIssues } from '../movies/item-issues.ts';

export const PROBE_LIBRARY = 'probe_library';

/** More at once makes slow disks slower and small machines run out of memory. */
const PROBES_AT_ONCE = 2;
const BATCH = 50;

export function probeJob(library: { id: number; name: string }): NewJob {
  return {
    type: PROBE_LIBRARY,
    label: `Read streams of ${library.name}`,
    priority: PRIORITY.scan,
    payload: { libraryId: library.id },
    dedupeKey: `${PROBE_LIBRARY}:${String(library.id)}`,
    libraryId: library.id,
  };
}

/**
 * Reads the streams of every file of a library that waits for it. The files' own rows are the list of what is left, so a
 * restart goes on where it stopped and a file is never probed twice.
 */
export function createProbeLibraryKind(deps: { db: WriteDb; pool: WorkerPool; events: EventSink }): JobKind {
  return jobKind({
    type: PROBE_LIBRARY,
    payload: z.object({ libraryId: z.int() }),
    concurrency: 1,
    maxRetries: 2,
    run: async ({ libraryId }, context) => {
      const total = countPendingProbes(deps.db, libraryId);
      const sums = { probed: 0, failed: 0 };
      let afterId = 0;
      for (;;) {
        const tasks = pendingProbes(deps.db, libraryId, afterId, BATCH);
        if (tasks.length === 0) break;
        afterId = tasks.at(-1)?.id ?? afterId;
        await probeAll(
          deps,
          tasks,
          context,
          () => {
            context.progress(sums.probed + sums.failed, Math.max(total, sums.probed + sums.failed));
          },
          sums,
        );
        context.signal.throwIfAborted();
      }
      return { kind: 'done', result: { ...sums } };
    },
  });
}

async function probeAll(
  deps: { db: WriteDb; pool: WorkerPool; events: EventSink },
  tasks: ProbeTask[],
  context: JobContext,
  onProgress: () => void,
  sums: { probed: number; failed: number },
): Promise<void> {
  const queue = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = queue.shift(); task !== undefined && !context.signal.aborted; task = queue.shift()) {
      const outcome = await deps.pool.run('probe', { path: task.filePath });
      store(deps.db, task, outcome);
      if (outcome.ok) sums.probed += 1;
      else sums.failed += 1;
      deps.events.movieChanged(task.movieId);
      onProgress();
    }
  };
  await Promise.all(Array.from({ length: PROBES_AT_ONCE }, work));
}

function store(db: WriteDb, task: ProbeTask, outcome: ProbeOutcome): void {
  transaction(db, () => {
    if (!outcome.ok) {
      setProbeResult(db, task, { state: 'failed', reason: outcome.reason });
      refreshItemIssues(db, task.movieId);
      return;
    }
    setProbeResult(db, task, { state: 'done', durationSeconds: outcome.streams.video?.durationSeconds ?? null });
    // The first file's streams stand for the film; further parts and versions keep only their length.
    if (isFirstMainFile(db, task)) {
      setStreams(db, task.movieId, task.id, outcome.streams);
      fillRuntime(db, task.movieId, outcome.streams.video?.durationSeconds ?? null);
    }
    refreshItemIssues(db, task.movieId);
  });
}

/** Where nobody says how long the film is, the file does. */
function fillRuntime(db: WriteDb, movieId: number, durationSeconds: number | null): void {
  const movie = getMovie(db, movieId);
  if (movie === null || movie.runtime !== null) return;
  const known = provenanceOf(db, 'movie', movieId).get('runtime');
  const isLocked = movie['runtime_locked'] === 1;
  const guard = { isLocked, source: known?.source ?? null, isReleased: known?.isReleased ?? false };
  if (!mayAutomationReplace(guard)) return;
  if (durationSeconds === null || durationSeconds < 60) return;
  updateMovie(db, movieId, { runtime: Math.round(durationSeconds / 60) });
  setProvenance(db, 'movie', movieId, 'runtime', 'probe');
}
