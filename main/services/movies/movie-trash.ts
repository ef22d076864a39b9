import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { purgeEmptyLibraries } from '../../store/library.store.ts';
import { expiredMovies, purgeMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { nowTimestamp } from '../../store/timestamps.ts';

/** How long a film stays in the trash, in days: the schema reference's grace period. */
export const TRASH_DAYS = 90;

export const PURGE_DELETED = 'purge_deleted';

export function purgeJob(): NewJob {
  return {
    type: PURGE_DELETED,
    label: 'Empty what is due in the trash',
    priority: PRIORITY.collection,
    payload: {},
    dedupeKey: PURGE_DELETED,
  };
}

/** Deletes for good what has been in the trash for its time. Library files are not touched. */
export function createPurgeKind(db: WriteDb): JobKind {
  return jobKind({
    type: PURGE_DELETED,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 3,
    run: async (_payload, context) => {
      let purged = 0;
      for (;;) {
        const [id] = expiredMovies(db, nowTimestamp(), 1);
        if (id === undefined) break;
        context.signal.throwIfAborted();
        purgeMovie(db, id);
        purged += 1;
        context.progress(purged, null);
        await pause(0);
      }
      purgeEmptyLibraries(db);
      return { kind: 'done', result: { purged } };
    },
  });
}
