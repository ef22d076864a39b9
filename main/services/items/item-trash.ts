import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { purgeEmptyLibraries } from '../../store/library.store.ts';
import { expiredMovies, purgeMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import {
  expiredEpisodes,
  expiredSeries,
  purgeEpisodes,
  purgeSeries,
  someEpisodesOf,
} from '../../store/series-trash.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';

/** How long a film, a show or an episode stays in the trash, in days: the schema reference's grace period. */
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
      for (let purge = nextPurge(db); purge !== null; purge = nextPurge(db)) {
        context.signal.throwIfAborted();
        purged += purge();
        context.progress(purged, null);
        await pause(0);
      }
      purgeEmptyLibraries(db);
      return { kind: 'done', result: { purged } };
    },
  });
}

/** A show may have thousands of episodes: they go in short steps, the show after them. */
const EPISODES_AT_ONCE = 50;

/** What is due next; called, it deletes that and answers how many items it was. Null when nothing is. */
function nextPurge(db: WriteDb): (() => number) | null {
  const now = nowTimestamp();
  const [movieId] = expiredMovies(db, now, 1);
  if (movieId !== undefined) {
    return () => {
      purgeMovie(db, movieId);
      return 1;
    };
  }
  const [seriesId] = expiredSeries(db, now, 1);
  const episodes =
    seriesId === undefined
      ? expiredEpisodes(db, now, EPISODES_AT_ONCE)
      : someEpisodesOf(db, seriesId, EPISODES_AT_ONCE);
  if (episodes.length > 0) {
    return () => {
      purgeEpisodes(db, episodes);
      return episodes.length;
    };
  }
  if (seriesId === undefined) return null;
  return () => {
    purgeSeries(db, seriesId);
    return 1;
  };
}
