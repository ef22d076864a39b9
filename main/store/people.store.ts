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
  /** At TheTVDB and IMDb, where a provider says so. */
  tvdbId?: number | null;
  imdbId?: string | null;
}

/**
 * Replaces an item's cast. People with a provider id are told apart by it; others are one person per name, and whoever of
 * that name the item's cast has had.
 * @param isNew the item has none to take away
 */
export function setActors(db: WriteDb, item: ItemRef, cast: readonly CastMember[], isNew = false): void {
  const { table, owner } = castOf(item.type);
  const credited = isNew ? [] : creditedPeople(db, item);
  if (!isNew) prepare(db, 'people.clear', `DELETE FROM ${table} WHERE ${owner} = ?`).run(item.id);
  if (cast.length === 0) return;
  // Row by row is twice as fast as one statement over a list: a first scan writes a hundred thousand credits.
  const attach = prepare(
    db,
    'people.attach',
    `INSERT OR IGNORE INTO ${table} (${owner}, actor_id, role, order_index) VALUES (?, ?, ?, ?)`,
  );
  cast.forEach((member, order) => {
    const known = findPerson(db, member) ?? creditedAs(credited, member);
    attach.run(item.id, known ?? insertPerson(db, member), member.role ?? '', order);
  });
}

interface CreditedPerson {
  id: number;
  name: string;
  tmdbId: number | null;
  tvdbId: number | null;
  imdbId: string | null;
}

/** The people whom an item credits, each once. */
function creditedPeople(db: ReadDb, item: ItemRef): CreditedPerson[] {
  const { table, owner } = castOf(item.type);
  return prepare(
    db,
    'people.credited',
    `SELECT DISTINCT a.id, a.name, a.tmdb_id AS tmdbId, a.tvdb_id AS tvdbId, a.imdb_id AS imdbId
     FROM ${table} l JOIN actors a ON a.id = l.actor_id WHERE l.${owner} = ?`,
  ).all(item.id) as CreditedPerson[];
}

/** Of a cast that only names people: those of that name who are known by an id that a name does not tell. */
function creditedAs(credited: readonly CreditedPerson[], member: CastMember): number | undefined {
  if (member.tmdbId !== null || member.tvdbId != null || member.imdbId != null) return undefined;
  const name = member.name.toLowerCase();
  const known = credited.filter((person) => person.tmdbId === null && person.name.toLowerCase() === name);
  return known.length === 1 ? known[0]?.id : undefined;
}

function findPerson(db: ReadDb, member: CastMember): number | undefined {
  const ids = [
    ['tmdb_id', member.tmdbId],
    ['tvdb_id', member.tvdbId ?? null],
    ['imdb_id', member.imdbId ?? null],
  ] as const;
  for (const [column, id] of ids) {
    if (id === null) continue;
    const found = prepare(db, `people.by.${column}`, `SELECT id, tmdb_id FROM actors WHERE ${column} = ?`).get(id);
    const known = found as { id: number; tmdb_id: number | null } | undefined;
    // Of two ids that name different people the first one counts.
    if (known !== undefined && (member.tmdbId === null || (known.tmdb_id ?? member.tmdbId) === member.tmdbId)) {
      return known.id;
    }
  }
  if (ids.some(([, id]) => id !== null)) return undefined;
  const byName = prepare(
    db,
    'people.byName',
    'SELECT id FROM actors WHERE name = ? AND tmdb_id IS NULL AND tvdb_id IS NULL AND imdb_id IS NULL',
  );
  return byName.pluck().get(member.name) as number | undefined;
}

function insertPerson(db: WriteDb, member: CastMember): number {
  return Number(
    prepare(
      db,
      'people.insert',
      `INSERT INTO actors (name, tmdb_id, tvdb_id, imdb_id, thumb_url) VALUES (@name, @tmdbId,
         (SELECT @tvdbId WHERE NOT EXISTS (SELECT 1 FROM actors WHERE tvdb_id = @tvdbId)),
         (SELECT @imdbId WHERE NOT EXISTS (SELECT 1 FROM actors WHERE imdb_id = @imdbId)), @thumbUrl)`,
    ).run({
      name: member.name,
      tmdbId: member.tmdbId,
      tvdbId: member.tvdbId ?? null,
      imdbId: member.imdbId ?? null,
      thumbUrl: member.thumbUrl,
    }).lastInsertRowid,
  );
}

/**
 * What a provider knows of a cast, before it is credited: a person whom only this item names becomes the one with the id,
 * one whom other items name, too, keeps to them and lends the portrait; ids and the portrait's address are completed.
 */
export function introducePeople(db: WriteDb, item: ItemRef, cast: readonly CastMember[]): void {
  const credited = creditedPeople(db, item);
  for (const member of cast) {
    const hasId = member.tmdbId !== null || member.tvdbId != null || member.imdbId != null;
    if (!hasId) continue;
    const id = findPerson(db, member) ?? adopt(db, item, member, credited);
    prepare(
      db,
      'people.complete',
      `UPDATE actors SET tmdb_id = coalesce(tmdb_id, @tmdbId),
         tvdb_id = coalesce(tvdb_id, (SELECT @tvdbId WHERE NOT EXISTS (SELECT 1 FROM actors WHERE tvdb_id = @tvdbId))),
         imdb_id = coalesce(imdb_id, (SELECT @imdbId WHERE NOT EXISTS (SELECT 1 FROM actors WHERE imdb_id = @imdbId))),
         thumb_url = iif(thumb_locked = 1, thumb_url, coalesce(@thumbUrl, thumb_url)), updated_at = @now
       WHERE id = @id AND (
         (tmdb_id IS NULL AND @tmdbId IS NOT NULL) OR (tvdb_id IS NULL AND @tvdbId IS NOT NULL)
         OR (imdb_id IS NULL AND @imdbId IS NOT NULL)
         OR (@thumbUrl IS NOT NULL AND thumb_locked = 0 AND thumb_url IS NOT @thumbUrl))`,
    ).run({
      id,
      tmdbId: member.tmdbId,
      tvdbId: member.tvdbId ?? null,
      imdbId: member.imdbId ?? null,
      thumbUrl: member.thumbUrl,
      now: nowTimestamp(),
    });
  }
}

/** The person of that name in the item's cast whom nothing tells apart, or a new one. */
function adopt(db: WriteDb, item: ItemRef, member: CastMember, credited: readonly CreditedPerson[]): number {
  const name = member.name.toLowerCase();
  const namesake = credited.find(
    (person) =>
      person.name.toLowerCase() === name && person.tmdbId === null && person.tvdbId === null && person.imdbId === null,
  );
  if (namesake === undefined) return insertPerson(db, member);
  const others = prepare(
    db,
    'people.creditsElsewhere',
    `SELECT EXISTS (SELECT 1 FROM movies_actors WHERE actor_id = @id AND NOT (@type = 'movie' AND movie_id = @item))
       OR EXISTS (SELECT 1 FROM series_actors WHERE actor_id = @id AND NOT (@type = 'series' AND series_id = @item))
       OR EXISTS (SELECT 1 FROM episodes_actors WHERE actor_id = @id AND NOT (@type = 'episode' AND episode_id = @item))`,
  );
  const isShared = others.pluck().get({ id: namesake.id, type: item.type, item: item.id }) === 1;
  if (!isShared) return namesake.id;
  const id = insertPerson(db, member);
  prepare(
    db,
    'people.lendThumb',
    'UPDATE actors SET thumb_hash = (SELECT thumb_hash FROM actors WHERE id = ?) WHERE id = ?',
  ).run(namesake.id, id);
  return id;
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
