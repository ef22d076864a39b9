import type { ItemType } from '../../contract/primitives.ts';
import { seriesTree } from '../services/series/series-tree.ts';
import { liveItemIds } from '../store/item.store.ts';
import { rowsById } from '../store/movie-list.store.ts';
import type { ReadDb } from '../store/open-database.ts';
import { providerIdsOf } from '../store/provider-ids.store.ts';
import { setRowsById } from '../store/set-list.store.ts';
import { seriesRowsById } from '../store/series-list.store.ts';

const AT_ONCE = 500;

/** What `items` prints of each live item of a kind; seasons and episodes show by show, in aired order. */
export function* itemRows(db: ReadDb, type: ItemType): Generator<Record<string, unknown>> {
  if (type === 'season' || type === 'episode') {
    for (const seriesId of liveItemIds(db, 'series')) yield* rowsBelow(db, seriesId, type);
    return;
  }
  if (type === 'set') {
    for (const row of setRowsById(db, liveItemIds(db, 'set'))) yield { type, ...row };
    return;
  }
  const ids = liveItemIds(db, type);
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const slice = ids.slice(start, start + AT_ONCE);
    const known = providerIdsOf(db, type, slice);
    for (const row of type === 'movie' ? rowsById(db, slice) : seriesRowsById(db, slice)) {
      yield { type, ...row, ...known.get(row.id) };
    }
  }
}

function* rowsBelow(db: ReadDb, seriesId: number, type: 'season' | 'episode'): Generator<Record<string, unknown>> {
  for (const { episodes, ...season } of seriesTree(db, seriesId, 'aired').seasons) {
    if (type === 'episode') for (const episode of episodes) yield { type, seriesId, ...episode };
    // Seasons that nothing but their episodes' numbers tell of have no row to show or edit.
    else if (season.id !== null) yield { type, seriesId, ...season, episodeCount: episodes.length };
  }
}
