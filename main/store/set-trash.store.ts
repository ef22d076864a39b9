import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A live set of that name that is not `exceptId`; null when there is none. */
export function liveSetByName(db: ReadDb, name: string, exceptId = 0): number | null {
  const id = prepare(
    db,
    'setTrash.byName',
    'SELECT id FROM sets WHERE name = ? AND id <> ? AND deleted_on IS NULL LIMIT 1',
  )
    .pluck()
    .get(name, exceptId) as number | undefined;
  return id ?? null;
}

/** Any set of that name that no provider knows, also one in the trash: the name is taken in the table. */
export function localSetByName(db: ReadDb, name: string, exceptId: number): { id: number; isDeleted: boolean } | null {
  const row = prepare(
    db,
    'setTrash.local',
    'SELECT id, deleted_on IS NOT NULL AS isDeleted FROM sets WHERE name = ? AND id <> ? AND tmdb_collection_id IS NULL',
  ).get(name, exceptId) as { id: number; isDeleted: number } | undefined;
  return row === undefined ? null : { id: row.id, isDeleted: row.isDeleted === 1 };
}

/** The set that a collection at TMDB is, other than `exceptId`; also one in the trash. */
export function setByCollection(
  db: ReadDb,
  collectionId: number,
  exceptId: number,
): { id: number; name: string } | null {
  const row = prepare(
    db,
    'setTrash.byCollection',
    'SELECT id, name FROM sets WHERE tmdb_collection_id = ? AND id <> ?',
  ).get(collectionId, exceptId) as { id: number; name: string } | undefined;
  return row ?? null;
}

/** A person made it, so that it stays although no film is in it. */
export function keepByHand(db: WriteDb, id: number): void {
  prepare(db, 'setTrash.byHand', 'UPDATE sets SET is_by_hand = 1, updated_at = ? WHERE id = ?').run(nowTimestamp(), id);
}

/** Into the trash; the edits that take its films out are added to it one by one. */
export function trashSet(db: WriteDb, id: number, until: string): void {
  prepare(
    db,
    'setTrash.trash',
    `UPDATE sets SET deleted_on = ?, deleted_reason = 'user', removal_edits = '[]', updated_at = ?
     WHERE id = ? AND deleted_on IS NULL`,
  ).run(until, nowTimestamp(), id);
}

/** Remembers an edit that took a film out of a set on its way to the trash, so that it comes back with the set. */
export function addRemovalEdit(db: WriteDb, id: number, editId: number): void {
  prepare(
    db,
    'setTrash.addEdit',
    `UPDATE sets SET removal_edits = json_insert(removal_edits, '$[#]', ?) WHERE id = ? AND deleted_on IS NOT NULL`,
  ).run(editId, id);
}

/** Sets that a person put into the trash and that still have films: they were on their way. */
export function removedWithFilms(db: ReadDb): number[] {
  return prepare(
    db,
    'setTrash.unfinished',
    `SELECT id FROM sets s WHERE deleted_on IS NOT NULL AND deleted_reason = 'user'
       AND EXISTS (SELECT 1 FROM movies m WHERE m.set_id = s.id) ORDER BY id`,
  )
    .pluck()
    .all() as number[];
}

/** Out of the trash. Answers the edits that took its films out; null for a set that is not in the trash. */
export function untrashSet(db: WriteDb, id: number): number[] | null {
  const edits = prepare(db, 'setTrash.edits', 'SELECT removal_edits FROM sets WHERE id = ? AND deleted_on IS NOT NULL')
    .pluck()
    .get(id) as string | undefined;
  if (edits === undefined) return null;
  prepare(
    db,
    'setTrash.untrash',
    `UPDATE sets SET deleted_on = NULL, deleted_reason = NULL, removal_edits = '[]', updated_at = ? WHERE id = ?`,
  ).run(nowTimestamp(), id);
  return JSON.parse(edits) as number[];
}

/** Moves a collection's id at TMDB from one set to another, which has none. */
export function moveCollection(db: WriteDb, fromId: number, toId: number, collectionId: number): void {
  const write = prepare(
    db,
    'setTrash.collection',
    'UPDATE sets SET tmdb_collection_id = ?, updated_at = ? WHERE id = ?',
  );
  const now = nowTimestamp();
  // Two sets of one name are told apart by the id: neither may be without one while the other is.
  write.run(-collectionId, now, fromId);
  write.run(collectionId, now, toId);
  write.run(null, now, fromId);
}

/** Sets whose sort key was never made. */
export function unsortedSets(db: ReadDb): number[] {
  return prepare(db, 'setTrash.unsorted', `SELECT id FROM sets WHERE sort_key = ''`).pluck().all() as number[];
}
