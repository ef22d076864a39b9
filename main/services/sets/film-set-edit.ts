import type { ItemRef } from '../../../contract/primitives.ts';
import { insertEdit } from '../../store/edit-history.store.ts';
import { updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { getSet } from '../../store/set.store.ts';
import { applySnapshot, takeSnapshot } from '../items/edit-snapshot.ts';
import { refreshItem, type RulesOf } from '../items/item-completeness.ts';

/**
 * Puts a film into exactly this set, or out of any, as a person's edit of its set field: locked, and undone like any other
 * edit. Inside the caller's transaction. Answers the edit's id; null when the film was there already. Throws `not_found`.
 */
export function putFilmIntoSet(db: WriteDb, rules: RulesOf, movieId: number, setId: number | null): number | null {
  const film: ItemRef = { type: 'movie', id: movieId };
  const before = takeSnapshot(db, film, 'set_id');
  if ((before.setId ?? null) === setId) return null;
  const set = setId === null ? null : getSet(db, setId);
  // Being put into a set says nothing about the set's text.
  const value = set === null ? null : { name: set.name, overview: null };
  applySnapshot(db, film, 'set_id', { value, source: 'user', isReleased: false, isOwnLock: true });
  // A namesake may have been found by the name.
  updateItem(db, film, { set_id: setId, has_unpublished_changes: 1 });
  const editId = insertEdit(db, {
    item: film,
    field: 'set_id',
    before,
    after: takeSnapshot(db, film, 'set_id'),
    beforeLocked: before.isOwnLock === true,
    afterLocked: true,
    groupId: null,
  });
  refreshItem(db, film, rules);
  return editId;
}
