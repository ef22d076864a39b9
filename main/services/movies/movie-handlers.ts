import type { Handlers } from '../../../contract/contract.ts';
import { restoreMovies, softDeleteMovies } from '../../store/movie.store.ts';
import { countMatching, pageIds, rowsById } from '../../store/movie-list.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import type { EventSink } from '../event-sink.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { reviveLibraries } from '../items/revive-libraries.ts';

type MovieMethod = Extract<keyof Handlers, `movies.${string}`>;

/** The contract's methods for lists of films. */
export function createMovieHandlers(deps: { db: WriteDb; events: EventSink }): Pick<Handlers, MovieMethod> {
  const { db, events } = deps;
  return {
    'movies.page': ({ filter, sort, isDescending, after, offset, limit }) => {
      const { ids, nextCursor } = pageIds(db, { filter, sort, isDescending, after, offset, limit });
      return { rows: rowsById(db, ids), offset: after === null ? offset : 0, nextCursor };
    },
    'movies.count': ({ filter }) => ({
      matching: countMatching(db, filter),
      total: countMatching(db, { ...NO_FILTER, isDeleted: filter.isDeleted }),
    }),
    'movies.rows': ({ ids }) => rowsById(db, ids),
    'movies.remove': ({ ids }) => {
      const removed = softDeleteMovies(db, ids, addDays(Date.now(), TRASH_DAYS), 'user');
      announce(events, ids);
      return { removed };
    },
    'movies.restore': ({ ids }) => {
      const restored = transaction(db, () => {
        reviveLibraries(db, 'movie', ids);
        return restoreMovies(db, ids);
      });
      announce(events, ids);
      return { restored };
    },
  };
}

const NO_FILTER = {
  search: '',
  libraryId: null,
  states: [],
  completenessMin: null,
  completenessMax: null,
  hasUnpublishedChanges: null,
  hasLocks: null,
  hasIssues: null,
};

function announce(events: EventSink, ids: readonly number[]): void {
  for (const id of ids) events.itemChanged({ type: 'movie', id });
  events.publish({ name: 'items.listChanged', payload: { type: 'movie', libraryId: null } });
  events.publish({ name: 'libraries.changed', payload: { ids: [] } });
}
