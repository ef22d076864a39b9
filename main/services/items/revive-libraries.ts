import type { ItemType } from '../../../contract/primitives.ts';
import { getItem } from '../../store/item.store.ts';
import { setLibraryEnabled } from '../../store/library.store.ts';
import type { WriteDb } from '../../store/open-database.ts';

/** What comes back from the trash brings its removed library back with it: it must be in one. */
export function reviveLibraries(db: WriteDb, type: ItemType, ids: readonly number[]): void {
  const libraries = new Set(ids.map((id) => getItem(db, { type, id })?.library_id ?? 0));
  for (const id of libraries) if (id > 0) setLibraryEnabled(db, id, true);
}
