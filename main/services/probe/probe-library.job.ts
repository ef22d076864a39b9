import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { countPendingProbes } from '../../store/probe-queue.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { ProbeKeeper } from './probe-keeper.ts';
import { probeLane } from './probe-lane.ts';
import { ProbeQueue } from './probe-queue.ts';

export const PROBE_LIBRARY = 'probe_library';

/** More at once makes slow disks slower and small machines run out of memory. */
const PROBES_AT_ONCE = 2;

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
 * restart goes on where it stopped and a file is never probed twice. One job at a time, so that there are never more
 * than two probes in the whole application.
 */
export function createProbeLibraryKind(deps: { db: WriteDb; pool: WorkerPool; events: EventSink }): JobKind {
  return jobKind({
    type: PROBE_LIBRARY,
    payload: z.object({ libraryId: z.int() }),
    concurrency: 1,
    maxRetries: 2,
    run: async ({ libraryId }, context) => {
      const sums = { probed: 0, failed: 0 };
      const queue = new ProbeQueue(deps.db, libraryId);
      const total = countPendingProbes(deps.db, libraryId);
      const keeper = new ProbeKeeper(deps.db, deps.events, ({ task, outcome }) => {
        queue.kept(task);
        if (outcome.ok) sums.probed += 1;
        else sums.failed += 1;
        const current = sums.probed + sums.failed;
        context.progress(current, Math.max(total, current));
      });
      const shared = { pool: deps.pool, queue, keeper };
      const lanes = Array.from({ length: PROBES_AT_ONCE }, () => probeLane(shared, context.signal));
      // All of them end before the job does: nothing is written after it, and no ffprobe runs on.
      const ends = await Promise.allSettled(lanes);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      context.signal.throwIfAborted();
      return { kind: 'done', result: { ...sums } };
    },
  });
}
