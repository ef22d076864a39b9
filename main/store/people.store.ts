import type { PersonCredit } from '../../contract/field-values.ts';
import type { ItemRef, ItemType } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** The link table of a kind's cast, and the column that names the item there. Seasons have no cast. */
const CASTS: Partial<Record<ItemType, { table: string; owner: string }>> = {
  movie: { table: 'movies_actors', owner: 'movie_id' },
  series: { table: 'series_actors', owner: 'series_id' },
  episode: { table: 'episodes_actors', owner: 'episode_id' },
};

function castOf(type: ItemType): { table: string; owner: string } {
  const cast = CASTS[type];
  if (cast === undefined) throw new Error(`A ${type} has no cast.`);
  return cast;
}

/** The cast in the order of the credits. Throws for seasons, which have none. */
export function actorsOf(db: ReadDb, item: ItemRef): PersonCredit[] {
  const { table, owner } = castOf(item.type);
  return prepare(
    db,
    'people.of',
    `SELECT a.name, nullif(l.role, '') AS role, a.tmdb_id AS tmdbId, a.thumb_hash AS thumbHash
     FROM ${table} l JOIN actors a ON a.id = l.actor_id
     WHERE l.${owner} = ? ORDER BY l.order_index, a.id`,
  ).all(item.id) as PersonCredit[];
}

export interface CastMember {
  name: string;
  role: string | null;
  tmdbId: number | null;
  thumbUrl: string | null;
}

/**
 * Replaces an item's cast. People with a provider id are told apart by it; others are one person per name.
 * @param isNew the item has none to take away
 */
export function setActors(db: WriteDb, item: ItemRef, cast: readonly CastMember[], isNew = false): void {
  const { table, owner } = castOf(item.type);
  if (!isNew) prepare(db, 'people.clear', `DELETE FROM ${table} WHERE ${owner} = ?`).run(item.id);
  if (cast.length === 0) return;
  // Row by row is twice as fast as one statement over a list: a first scan writes a hundred thousand credits.
  const attach = prepare(
    db,
    'people.attach',
    `INSERT OR IGNORE INTO ${table} (${owner}, actor_id, role, order_index) VALUES (?, ?, ?, ?)`,
  );
  cast.forEach((member, order) => {
    attach.run(item.id, findPerson(db, member) ?? insertPerson(db, member), member.role ?? '', order);
  });
}

function findPerson(db: ReadDb, member: CastMember): number | undefined {
  const found =
    member.tmdbId === null
      ? prepare(db, 'people.byName', 'SELECT id FROM actors WHERE name = ? AND tmdb_id IS NULL')
          .pluck()
          .get(member.name)
      : prepare(db, 'people.byTmdbId', 'SELECT id FROM actors WHERE tmdb_id = ?').pluck().get(member.tmdbId);
  return found as number | undefined;
}

function insertPerson(db: WriteDb, member: CastMember): number {
  return Number(
    prepare(db, 'people.insert', 'INSERT INTO actors (name, tmdb_id, thumb_url) VALUES (?, ?, ?)').run(
      member.name,
      member.tmdbId,
      member.thumbUrl,
    ).lastInsertRowid,
  );
}

/** The source's portrait address of each of an item's actors, for the NFO. */
export function actorThumbUrls(db: ReadDb, item: ItemRef): { name: string; tmdbId: number | null; thumbUrl: string }[] {
  const { table, owner } = castOf(item.type);
  return prepare(
    db,
    'people.thumbUrls',
    `SELECT a.name, a.tmdb_id AS tmdbId, a.thumb_url AS thumbUrl FROM ${table} l JOIN actors a ON a.id = l.actor_id
     WHERE l.${owner} = ? AND a.thumb_url IS NOT NULL`,
  ).all(item.id) as { name: string; tmdbId: number | null; thumbUrl: string }[];
}

/** Gives an item's actor a portrait from the cache, unless they have one. */
export function setActorThumb(db: WriteDb, item: ItemRef, actorName: string, hash: string): void {
  const { table, owner } = castOf(item.type);
  prepare(
    db,
    'people.setThumb',
    `UPDATE actors SET thumb_hash = ?, updated_at = ? WHERE thumb_hash IS NULL AND name = ? COLLATE NOCASE
       AND id IN (SELECT actor_id FROM ${table} WHERE ${owner} = ?)`,
  ).run(hash, nowTimestamp(), actorName, item.id);
}

export interface SetRecord {
  id: number;
  name: string;
  overview: string | null;
  tmdbCollectionId: number | null;
}

export function getSet(db: ReadDb, id: number): SetRecord | null {
  const row = prepare(
    db,
    'sets.get',
    'SELECT id, name, overview, tmdb_collection_id AS tmdbCollectionId FROM sets WHERE id = ?',
  ).get(id) as SetRecord | undefined;
  return row ?? null;
}

/** The set that a name and a collection id stand for; null when there is none yet. */
export function findSet(db: ReadDb, set: { name: string; tmdbCollectionId: number | null }): number | null {
  const byId =
    set.tmdbCollectionId === null
      ? undefined
      : prepare(db, 'sets.byTmdbId', 'SELECT id FROM sets WHERE tmdb_collection_id = ?')
          .pluck()
          .get(set.tmdbCollectionId);
  const found =
    byId ??
    prepare(db, 'sets.byName', 'SELECT id FROM sets WHERE name = ? ORDER BY tmdb_collection_id IS NOT NULL LIMIT 1')
      .pluck()
      .get(set.name);
  return (found as number | undefined) ?? null;
}

export function setSetOverview(db: WriteDb, id: number, overview: string | null): void {
  prepare(
    db,
    'sets.setOverview',
    'UPDATE sets SET overview = @overview, updated_at = @now WHERE id = @id AND overview IS NOT @overview',
  ).run({ id, overview, now: nowTimestamp() });
}

/** The text of a set is part of each of its films: one that locked its set keeps it for all. */
function isLockedByAFilm(db: ReadDb, setId: number): boolean {
  return (
    prepare(db, 'sets.isLocked', 'SELECT 1 FROM movies WHERE set_id = ? AND set_id_locked = 1').get(setId) !== undefined
  );
}

/** The set's id, made when it is new. An overview fills an empty one that no film has locked; only `replaceOverview` changes one that is there. */
export function ensureSet(
  db: WriteDb,
  set: { name: string; overview: string | null; tmdbCollectionId: number | null },
  replaceOverview: boolean,
): number {
  const known = findSet(db, set);
  if (known === null) {
    return Number(
      prepare(db, 'sets.insert', 'INSERT INTO sets (name, overview, tmdb_collection_id) VALUES (?, ?, ?)').run(
        set.name,
        set.overview,
        set.tmdbCollectionId,
      ).lastInsertRowid,
    );
  }
  const mayFill = getSet(db, known)?.overview === null && !isLockedByAFilm(db, known);
  if (set.overview !== null && (replaceOverview || mayFill)) {
    setSetOverview(db, known, set.overview);
  }
  return known;
}
