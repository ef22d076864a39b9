import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';

const WORDS = { movie: 'film', series: 'show', season: 'season', episode: 'episode', set: 'set' } as const;

/** The item, live or in the trash; throws `not_found`. */
export function requireItem(db: ReadDb, ref: ItemRef): ItemRecord {
  const item = getItem(db, ref);
  if (item === null) throw new CoreError('not_found', `This ${WORDS[ref.type]} is not in Metarr any more.`, { ...ref });
  return item;
}
