import type { ArtEntity } from './candidate.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

const CASTS = {
  movie: { table: 'movies_actors', owner: 'movie_id' },
  series: { table: 'series_actors', owner: 'series_id' },
  episode: { table: 'episodes_actors', owner: 'episode_id' },
} as const;

/** Kinds of items that have a cast. */
export type CastOwner = keyof typeof CASTS;

export interface MissingPortrait {
  actorId: number;
  name: string;
  url: string;
}

/**
 * People of an item's cast whose portrait has an address and is not in the cache, in the order of the credits. Those that
 * failed for good or are locked are left out.
 */
export function missingPortraits(db: ReadDb, item: { type: CastOwner; id: number }): MissingPortrait[] {
  const { table, owner } = CASTS[item.type];
  return prepare(
    db,
    'portrait.missing',
    `SELECT a.id AS actorId, a.name, a.thumb_url AS url FROM ${table} l JOIN actors a ON a.id = l.actor_id
     WHERE l.${owner} = ? AND a.thumb_url IS NOT NULL AND a.thumb_hash IS NULL AND a.thumb_locked = 0
       AND (a.thumb_error IS NULL OR a.thumb_retry_after IS NOT NULL)
     GROUP BY a.id ORDER BY min(l.order_index), a.id`,
  ).all(item.id) as MissingPortrait[];
}

/** The person's portrait is in the cache. */
export function setPortrait(db: WriteDb, actorId: number, hash: string): void {
  prepare(
    db,
    'portrait.set',
    `UPDATE actors SET thumb_hash = ?, thumb_error = NULL, thumb_retry_after = NULL, updated_at = ?
     WHERE id = ? AND thumb_hash IS NULL AND thumb_locked = 0`,
  ).run(hash, nowTimestamp(), actorId);
}

/** The portrait could not be fetched; without `retryAfter` it never will be from this address. */
export function setPortraitError(db: WriteDb, actorId: number, message: string, retryAfter: string | null): void {
  prepare(
    db,
    'portrait.setError',
    'UPDATE actors SET thumb_error = ?, thumb_retry_after = ?, updated_at = ? WHERE id = ?',
  ).run(message, retryAfter, nowTimestamp(), actorId);
}

/** Films and shows with people whose portraits could not be fetched for the time being. */
export function entitiesWaitingForPortraits(db: ReadDb): ArtEntity[] {
  return prepare(
    db,
    'portrait.waiting',
    `SELECT DISTINCT 'movie' AS type, l.movie_id AS id FROM actors a JOIN movies_actors l ON l.actor_id = a.id
     WHERE a.thumb_retry_after IS NOT NULL
     UNION SELECT DISTINCT 'series', l.series_id FROM actors a JOIN series_actors l ON l.actor_id = a.id
     WHERE a.thumb_retry_after IS NOT NULL`,
  ).all() as ArtEntity[];
}

export interface CachedPortrait {
  name: string;
  hash: string;
  cachePath: string;
  sizeBytes: number;
}

/** The portraits of an item's cast that are in the cache, each name once, in the order of the credits. */
export function cachedPortraits(db: ReadDb, item: { type: CastOwner; id: number }): CachedPortrait[] {
  const { table, owner } = CASTS[item.type];
  return prepare(
    db,
    'portrait.cached',
    `SELECT a.name, a.thumb_hash AS hash, ci.file_path AS cachePath, ci.file_size AS sizeBytes
     FROM ${table} l JOIN actors a ON a.id = l.actor_id JOIN cache_inventory ci ON ci.content_hash = a.thumb_hash
     WHERE l.${owner} = ? GROUP BY a.id ORDER BY min(l.order_index), a.id`,
  ).all(item.id) as CachedPortrait[];
}
