import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getItem } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { newestEdit } from '../../store/edit-history.store.ts';
import { addSetAlias, dropSetAlias } from '../../store/set.store.ts';
import { markMembersUnpublished, memberFilms } from '../../store/set-members.store.ts';
import { liveSetByName, localSetByName, setByCollection } from '../../store/set-trash.store.ts';

/** Throws `conflict` for a name or a collection's id that another set has. */
export function requireFreeSetValue(db: ReadDb, setId: number, field: string, value: unknown): void {
  if (field === 'name' && typeof value === 'string') {
    const set = getItem(db, { type: 'set', id: setId });
    const isLocal = set?.['tmdb_collection_id'] === null;
    const other = liveSetByName(db, value, setId) ?? (isLocal ? (localSetByName(db, value, setId)?.id ?? null) : null);
    if (other === null) return;
    const isDeleted = getItem(db, { type: 'set', id: other })?.deleted_on !== null;
    const where = isDeleted
      ? 'in the trash. Restore that one, or choose another name.'
      : 'already. Merge the two instead.';
    throw new CoreError('conflict', `There is a collection “${value}” ${where}`, { id: other });
  }
  if (field !== 'tmdb_collection_id' || typeof value !== 'number') return;
  const other = setByCollection(db, value, setId);
  if (other === null) return;
  throw new CoreError('conflict', `“${other.name}” is this collection at TMDB already. Merge the two instead.`, {
    id: other.id,
  });
}

/**
 * After a person's edit of a set: its films have to be published again, and its earlier name still means it where files
 * and providers use it. Answers the films.
 */
export function settleSet(db: WriteDb, setId: number, fields: readonly string[]): ItemRef[] {
  if (!fields.includes('name') && !fields.includes('overview')) return [];
  markMembersUnpublished(db, setId);
  if (fields.includes('name')) {
    const set = getItem(db, { type: 'set', id: setId });
    const edit = newestEdit(db, { type: 'set', id: setId });
    const before = edit?.field === 'name' ? edit.before.value : null;
    if (typeof before === 'string' && before !== set?.title) addSetAlias(db, setId, before);
    if (typeof set?.title === 'string') dropSetAlias(db, setId, set.title);
  }
  return memberFilms(db, setId).map(({ movieId }): ItemRef => ({ type: 'movie', id: movieId }));
}
