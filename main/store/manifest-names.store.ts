import type { ManifestRow } from '../domain/manifest/manifest.ts';
import type { WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** The id of a genre, a studio and so on; added when it is new. */
export function ensureName(db: WriteDb, table: string, name: string): number {
  const known = prepare(db, 'manifest.findName', `SELECT id FROM "${table}" WHERE name = ? COLLATE NOCASE`)
    .pluck()
    .get(name) as number | undefined;
  if (known !== undefined) return known;
  return Number(prepare(db, 'manifest.addName', `INSERT INTO "${table}" (name) VALUES (?)`).run(name).lastInsertRowid);
}

/**
 * The person of a manifest: whoever has one of the ids, or, where there are none, the name; else added. What is known of
 * a person who is there is filled up, not replaced.
 */
export function ensurePerson(db: WriteDb, row: ManifestRow, keepsId: boolean): number {
  const known = samePerson(db, row);
  if (known !== null) {
    prepare(
      db,
      'manifest.fillPerson',
      `UPDATE actors SET thumb_url = coalesce(thumb_url, @thumbUrl), thumb_hash = coalesce(thumb_hash, @thumbHash) WHERE id = @id`,
    ).run({ id: known, thumbUrl: row['thumb_url'] ?? null, thumbHash: row['thumb_hash'] ?? null });
    return known;
  }
  const isFree =
    keepsId && prepare(db, 'manifest.personAt', 'SELECT 1 FROM actors WHERE id = ?').get(row['id']) === undefined;
  return Number(
    prepare(
      db,
      'manifest.addPerson',
      `INSERT INTO actors (id, name, tmdb_id, tvdb_id, imdb_id, thumb_url, thumb_hash, name_locked, thumb_locked)
       VALUES (@id, @name, @tmdbId, @tvdbId, @imdbId, @thumbUrl, @thumbHash, @nameLocked, @thumbLocked)`,
    ).run({
      id: isFree ? row['id'] : null,
      name: row['name'] ?? '',
      tmdbId: row['tmdb_id'] ?? null,
      tvdbId: row['tvdb_id'] ?? null,
      imdbId: row['imdb_id'] ?? null,
      thumbUrl: row['thumb_url'] ?? null,
      thumbHash: row['thumb_hash'] ?? null,
      nameLocked: row['name_locked'] ?? 0,
      thumbLocked: row['thumb_locked'] ?? 0,
    }).lastInsertRowid,
  );
}

/** Whom a link means: `actorId` if that is who the link names, else whoever is called that. */
export function linkedPerson(db: WriteDb, link: ManifestRow, actorId: number | null): number {
  if (actorId !== null) {
    const name = prepare(db, 'manifest.nameOf', 'SELECT name FROM actors WHERE id = ?').pluck().get(actorId);
    if (typeof name === 'string' && name.toLowerCase() === String(link['name']).toLowerCase()) return actorId;
  }
  return ensurePerson(db, { name: link['name'] ?? '', tmdb_id: link['tmdb_id'] ?? null }, false);
}

function samePerson(db: WriteDb, row: ManifestRow): number | null {
  for (const column of ['tmdb_id', 'tvdb_id', 'imdb_id']) {
    const value = row[column] ?? null;
    if (value === null) continue;
    const id = prepare(db, 'manifest.personBy', `SELECT id FROM actors WHERE "${column}" = ?`).pluck().get(value);
    if (typeof id === 'number') return id;
  }
  if (['tmdb_id', 'tvdb_id', 'imdb_id'].some((column) => (row[column] ?? null) !== null)) return null;
  const id = prepare(
    db,
    'manifest.personNamed',
    'SELECT id FROM actors WHERE name = ? AND tmdb_id IS NULL AND tvdb_id IS NULL AND imdb_id IS NULL',
  )
    .pluck()
    .get(row['name'] ?? '');
  return typeof id === 'number' ? id : null;
}

/** The row here that is the same library, set, live film or live show; null when there is none. */
export function findSame(db: WriteDb, type: 'library' | 'set' | 'movie' | 'series', row: ManifestRow): number | null {
  const id = {
    library: () => one(db, 'SELECT id FROM libraries WHERE path = ?', row['path']),
    movie: () => one(db, 'SELECT id FROM movies WHERE file_path = ? AND deleted_on IS NULL', row['file_path']),
    series: () =>
      one(db, 'SELECT id FROM series WHERE directory_path = ? AND deleted_on IS NULL', row['directory_path']),
    set: () =>
      (row['tmdb_collection_id'] ?? null) === null
        ? one(db, 'SELECT id FROM sets WHERE name = ? AND tmdb_collection_id IS NULL', row['name'])
        : one(db, 'SELECT id FROM sets WHERE tmdb_collection_id = ?', row['tmdb_collection_id']),
  }[type]();
  return id;
}

function one(db: WriteDb, sql: string, value: unknown): number | null {
  const id = prepare(db, 'manifest.same', sql).pluck().get(value);
  return typeof id === 'number' ? id : null;
}
