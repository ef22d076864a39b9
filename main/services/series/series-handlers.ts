import type { Handlers } from '../../../contract/contract.ts';
import { SeriesFilter } from '../../../contract/series.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { softDeleteSeries } from '../../store/series.store.ts';
import { countSeries, seriesPageIds, seriesRowsById } from '../../store/series-list.store.ts';
import { restoreSeries } from '../../store/series-trash.store.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import type { EventSink } from '../event-sink.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { reviveLibraries } from '../items/revive-libraries.ts';
import { seriesTree } from './series-tree.ts';

type SeriesMethod = Extract<keyof Handlers, `series.${string}`>;

/** The contract's methods for lists of shows, and for what lies below one. */
export function createSeriesHandlers(deps: { db: WriteDb; events: EventSink }): Pick<Handlers, SeriesMethod> {
  const { db, events } = deps;
  return {
    'series.page': (request) => {
      const { ids, nextCursor } = seriesPageIds(db, request);
      return { rows: seriesRowsById(db, ids), offset: request.after === null ? request.offset : 0, nextCursor };
    },
    'series.count': ({ filter }) => ({
      matching: countSeries(db, filter),
      total: countSeries(db, SeriesFilter.parse({ isDeleted: filter.isDeleted })),
    }),
    'series.rows': ({ ids }) => seriesRowsById(db, ids),
    'series.tree': ({ id, order }) => seriesTree(db, id, order),
    'series.remove': ({ ids }) => {
      const removed = softDeleteSeries(db, ids, addDays(Date.now(), TRASH_DAYS), 'user');
      announce(events, ids);
      return { removed };
    },
    'series.restore': ({ ids }) => {
      const restored = transaction(db, () => {
        reviveLibraries(db, 'series', ids);
        return restoreSeries(db, ids);
      });
      announce(events, ids);
      return { restored };
    },
  };
}

function announce(events: EventSink, ids: readonly number[]): void {
  for (const id of ids) events.itemChanged({ type: 'series', id });
  events.publish({ name: 'items.listChanged', payload: { type: 'series', libraryId: null } });
  events.publish({ name: 'libraries.changed', payload: { ids: [] } });
}
