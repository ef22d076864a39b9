import { sortKey } from '../domain/names/sort-key.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface SetRecord {
  id: number;
  name: string;
  overview: string | null;
  tmdbCollectionId: number | null;
}

/** A set that films come back into, or that is said again, is out of the trash. */
function reviveSet(db: WriteDb, id: number): void {
  prepare(
    db,
    'sets.revive',
    `UPDATE sets SET deleted_on = NULL, deleted_reason = NULL, removal_edits = '[]', updated_at = ?
     WHERE id = ? AND deleted_on IS NOT NULL`,
  ).run(nowTimestamp(), id);
}

export function getSet(db: ReadDb, id: number): SetRecord | null {
  const row = prepare(
    db,
    'sets.get',
    'SELECT id, name, overview, tmdb_collection_id AS tmdbCollectionId FROM sets WHERE id = ?',
  ).get(id) as SetRecord | undefined;
  return row ?? null;
}

/**
 * The set that a name and a collection id stand for; null when there is none yet. One in the trash only where no other is.
 * @param isByHand a person names the set that they mean; others may still know it by an earlier name
 */
export function findSet(
  db: ReadDb,
  set: { name: string; tmdbCollectionId: number | null },
  isByHand = true,
): number | null {
  const byId =
    set.tmdbCollectionId === null
      ? undefined
      : prepare(db, 'sets.byTmdbId', 'SELECT id FROM sets WHERE tmdb_collection_id = ?')
          .pluck()
          .get(set.tmdbCollectionId);
  const found =
    byId ?? liveByName(db, set.name) ?? (isByHand ? undefined : byAlias(db, set.name)) ?? trashed(db, set.name);
  return (found as number | undefined) ?? null;
}

function liveByName(db: ReadDb, name: string): unknown {
  return prepare(
    db,
    'sets.byName',
    `SELECT id FROM sets WHERE name = ? AND deleted_on IS NULL ORDER BY tmdb_collection_id IS NOT NULL LIMIT 1`,
  )
    .pluck()
    .get(name);
}

function byAlias(db: ReadDb, name: string): unknown {
  return prepare(
    db,
    'sets.byAlias',
    'SELECT a.set_id FROM set_aliases a JOIN sets s ON s.id = a.set_id WHERE a.name = ? AND s.deleted_on IS NULL',
  )
    .pluck()
    .get(name);
}

function trashed(db: ReadDb, name: string): unknown {
  return prepare(
    db,
    'sets.trashed',
    'SELECT id FROM sets WHERE name = ? ORDER BY tmdb_collection_id IS NOT NULL LIMIT 1',
  )
    .pluck()
    .get(name);
}

/** From now on the name stands for the set where files and providers still use it. */
export function addSetAlias(db: WriteDb, id: number, name: string): void {
  prepare(
    db,
    'sets.addAlias',
    'INSERT INTO set_aliases (name, set_id) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET set_id = excluded.set_id',
  ).run(name, id);
}

export function dropSetAlias(db: WriteDb, id: number, name: string): void {
  prepare(db, 'sets.dropAlias', 'DELETE FROM set_aliases WHERE name = ? AND set_id = ?').run(name, id);
}

/** Gives a set the id that a provider knows it by, unless it has one or another set does. */
export function identifySet(db: WriteDb, id: number, tmdbCollectionId: number): void {
  prepare(
    db,
    'sets.identify',
    `UPDATE sets SET tmdb_collection_id = @tmdbCollectionId, updated_at = @now WHERE id = @id
       AND tmdb_collection_id IS NULL AND tmdb_collection_id_locked = 0 AND NOT EXISTS (SELECT 1 FROM sets WHERE tmdb_collection_id = @tmdbCollectionId)`,
  ).run({ id, tmdbCollectionId, now: nowTimestamp() });
}

export function setSetOverview(db: WriteDb, id: number, overview: string | null): void {
  prepare(
    db,
    'sets.setOverview',
    'UPDATE sets SET overview = @overview, updated_at = @now WHERE id = @id AND overview IS NOT @overview',
  ).run({ id, overview, now: nowTimestamp() });
}

/** The set's id, made when it is new. An overview fills an empty one that nobody has locked; only `replaceOverview` changes one that is there. */
export function ensureSet(
  db: WriteDb,
  set: { name: string; overview: string | null; tmdbCollectionId: number | null },
  replaceOverview: boolean,
): number {
  const known = findSet(db, set, replaceOverview);
  if (known === null) {
    return Number(
      prepare(
        db,
        'sets.insert',
        'INSERT INTO sets (name, sort_key, overview, tmdb_collection_id) VALUES (?, ?, ?, ?)',
      ).run(set.name, sortKey(set.name), set.overview, set.tmdbCollectionId).lastInsertRowid,
    );
  }
  reviveSet(db, known);
  const mayFill = getSet(db, known)?.overview === null && !lockedOfSet(db, known).overview;
  if (set.overview !== null && (replaceOverview || mayFill)) {
    setSetOverview(db, known, set.overview);
  }
  return known;
}

/** What automation must leave alone of a set: what is locked or typed by hand, here or in the field of one of its films. */
export function lockedOfSet(db: ReadDb, id: number): { name: boolean; overview: boolean } {
  const byHand = (field: string): string => `EXISTS (SELECT 1 FROM field_provenance p WHERE p.entity_type = 'set'
    AND p.entity_id = s.id AND p.field = '${field}' AND p.source = 'user' AND p.is_released = 0)`;
  const row = prepare(
    db,
    'sets.locked',
    `SELECT s.name_locked = 1 OR ${byHand('name')} AS name, s.overview_locked = 1 OR ${byHand('overview')} AS overview,
       EXISTS (SELECT 1 FROM movies m LEFT JOIN field_provenance p
         ON p.entity_type = 'movie' AND p.entity_id = m.id AND p.field = 'set_id'
         WHERE m.set_id = s.id AND (m.set_id_locked = 1 OR (p.source = 'user' AND p.is_released = 0))) AS film
     FROM sets s WHERE s.id = ?`,
  ).get(id) as { name: number; overview: number; film: number } | undefined;
  return { name: row?.name === 1 || row?.film === 1, overview: row?.overview === 1 || row?.film === 1 };
}

/** Writes what is given of a set, for all of its films. */
export function updateSet(db: WriteDb, id: number, change: { name?: string; overview?: string }): void {
  if (change.name === undefined && change.overview === undefined) return;
  const sortTitle = prepare(db, 'sets.sortTitle', 'SELECT coalesce(sort_title, @name, name) FROM sets WHERE id = @id')
    .pluck()
    .get({ id, name: change.name ?? null }) as string | undefined;
  prepare(
    db,
    'sets.update',
    `UPDATE sets SET name = coalesce(@name, name), sort_key = @sortKey, overview = coalesce(@overview, overview),
       has_unpublished_changes = 1, updated_at = @now
     WHERE id = @id`,
  ).run({
    id,
    name: change.name ?? null,
    sortKey: sortKey(sortTitle ?? change.name ?? ''),
    overview: change.overview ?? null,
    now: nowTimestamp(),
  });
  // Both stand in the NFO of each of its films.
  prepare(db, 'sets.markFilms', 'UPDATE movies SET has_unpublished_changes = 1 WHERE set_id = ?').run(id);
}
