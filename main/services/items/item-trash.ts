import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ItemRef, Timestamp } from '../../../contract/primitives.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { purgeEmptyLibraries } from '../../store/library.store.ts';
import { purgeMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { purgeEpisodes, purgeSeries, someEpisodesOf } from '../../store/series-trash.store.ts';
import { addDays, nowTimestamp } from '../../store/timestamps.ts';
import { purgeSet, trashedIds, type TrashScope } from '../../store/trash.store.ts';
import type { EventSink } from '../event-sink.ts';
import { tidyEntitiesJob } from '../maintenance/tidy-entities.job.ts';

/** How long a film, a show or an episode stays in the trash, in days: the schema reference's grace period. */
export const TRASH_DAYS = 90;

export const PURGE_DELETED = 'purge_deleted';

/** What has been in the trash for its time. */
export function purgeJob(): NewJob {
  return {
    type: PURGE_DELETED,
    label: 'Empty what is due in the trash',
    priority: PRIORITY.collection,
    payload: {},
    dedupeKey: PURGE_DELETED,
  };
}

/** What a person wants gone now: these items, or (null) all that is in the trash at this moment. */
export function purgeNowJob(items: readonly ItemRef[] | null): NewJob {
  return {
    type: PURGE_DELETED,
    label: items === null ? 'Empty the trash' : 'Delete from the trash for good',
    priority: PRIORITY.user,
    payload: { ...trashNow(), items },
  };
}

/** What has been moved to the trash until now, and nothing that comes after. */
export function trashNow(): { before: string } {
  return { before: addDays(Date.now(), TRASH_DAYS) };
}

const Payload = z.object({
  /** The moment until which an item must be due; the moment the job runs when it is left out. */
  before: Timestamp.optional(),
  items: z.array(ItemRef).nullable().default(null),
});

/** Deletes for good what has been in the trash for its time, or what a person wants gone. Library files are not touched. */
export function createPurgeKind(deps: { db: WriteDb; events: EventSink; enqueue: (job: NewJob) => unknown }): JobKind {
  const { db, events, enqueue } = deps;
  return jobKind({
    type: PURGE_DELETED,
    payload: Payload,
    concurrency: 1,
    maxRetries: 3,
    run: async ({ before, items }, context) => {
      const scope: TrashScope = { before: before ?? nowTimestamp(), items };
      let purged = 0;
      for (let purge = nextPurge(db, scope); purge !== null; purge = nextPurge(db, scope)) {
        context.signal.throwIfAborted();
        purged += purge();
        context.progress(purged, null);
        await pause(0);
      }
      purgeEmptyLibraries(db);
      if (purged > 0) {
        events.publish({ name: 'items.listChanged', payload: { type: null, libraryId: null } });
        events.publish({ name: 'libraries.changed', payload: { ids: [] } });
        enqueue(tidyEntitiesJob());
      }
      return { kind: 'done', result: { purged } };
    },
  });
}

/** A show may have thousands of episodes: they go in short steps, the show after them. */
const EPISODES_AT_ONCE = 50;
const FIRST = { afterId: 0, limit: 1 };

/** What is due next; called, it deletes that and answers how many items it was. Null when nothing is. */
function nextPurge(db: WriteDb, scope: TrashScope): (() => number) | null {
  const [movieId] = trashedIds(db, 'movie', scope, FIRST);
  if (movieId !== undefined) {
    return () => {
      purgeMovie(db, movieId);
      return 1;
    };
  }
  const [setId] = trashedIds(db, 'set', scope, FIRST);
  if (setId !== undefined) {
    return () => {
      purgeSet(db, setId);
      return 1;
    };
  }
  const [seriesId] = trashedIds(db, 'series', scope, FIRST);
  const episodes =
    seriesId === undefined
      ? trashedIds(db, 'episode', scope, { afterId: 0, limit: EPISODES_AT_ONCE })
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
