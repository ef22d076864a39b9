import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { episodesOfFile } from '../../store/placement.store.ts';

/**
 * What is published as one: an item, or all episodes that one file holds, since they share its NFO and its picture. The
 * first of them stands for all: journal, history and the files that were written are its own.
 */
export interface PublishUnit {
  owner: ItemRecord;
  /** The owner first. */
  members: readonly ItemRecord[];
}

/** The unit that an item belongs to; null when the item is not there any more. */
export function findUnit(db: ReadDb, ref: ItemRef): PublishUnit | null {
  const item = getItem(db, ref);
  if (item === null) return null;
  const members = item.type === 'episode' && item.file_path !== null ? sharers(db, item, item.file_path) : [item];
  return { owner: members[0] ?? item, members };
}

/** As findUnit, of an item that may be published. Throws `not_found`, and `conflict` for one in the trash. */
export function requireUnit(db: ReadDb, ref: ItemRef): PublishUnit {
  const unit = findUnit(db, ref);
  if (unit === null) throw new CoreError('not_found', 'This item is not in Metarr any more.', { ...ref });
  if (unit.members.some((item) => item.deleted_on !== null || item.series_deleted_on !== null)) {
    throw new CoreError('conflict', 'This item is in the trash. Restore it before publishing.');
  }
  return unit;
}

function sharers(db: ReadDb, episode: ItemRecord, filePath: string): ItemRecord[] {
  if (episode.deleted_on !== null) return [episode];
  return episodesOfFile(db, episode.series_id ?? 0, filePath).flatMap(
    ({ id }) => getItem(db, { type: 'episode', id }) ?? [],
  );
}
