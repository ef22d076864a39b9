import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { CompletenessRules } from '../../domain/completeness.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { allLiveIds } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import type { EventSink } from '../event-sink.ts';
import { refreshDerived } from './movie-completeness.ts';

export const REFRESH_COMPLETENESS = 'refresh_completeness';
const SLICE_MS = 4;

export function refreshCompletenessJob(): NewJob {
  return {
    type: REFRESH_COMPLETENESS,
    label: 'Judge completeness again',
    priority: PRIORITY.user,
    payload: {},
    dedupeKey: REFRESH_COMPLETENESS,
  };
}

/** Judges every film by the rules that are now in force. */
export function createRefreshCompletenessKind(db: WriteDb, rules: () => CompletenessRules, events: EventSink): JobKind {
  return jobKind({
    type: REFRESH_COMPLETENESS,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 1,
    run: async (_payload, context) => {
      const ids = allLiveIds(db);
      let done = 0;
      while (done < ids.length) {
        context.signal.throwIfAborted();
        transaction(db, () => {
          const start = performance.now();
          do {
            const id = ids[done++];
            if (id !== undefined) refreshDerived(db, id, rules());
          } while (done < ids.length && performance.now() - start < SLICE_MS);
        });
        context.progress(done, ids.length);
        await nextTurn();
      }
      events.publish({ name: 'movies.listChanged', payload: { libraryId: null } });
      return { kind: 'done', result: { films: ids.length } };
    },
  });
}
