import type { ItemRef, ItemType } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** What of the trash is meant: what is to be purged before a moment, or some items of it. */
export interface TrashScope {
  /** The moment until which an item must be due, as a timestamp. */
  before: string;
  /** Null for every item. */
  items: readonly ItemRef[] | null;
}

/** Kinds that lie in the trash by themselves, in the order they are purged; each with its table. */
const TABLES = { movie: 'movies', episode: 'episodes', series: 'series', set: 'sets' } as const;
export type TrashedType = keyof typeof TABLES;

/** Some ids of a kind that are in the trash and meant, from behind the last one seen. */
export function trashedIds(
  db: ReadDb,
  type: TrashedType,
  scope: TrashScope,
  page: { afterId: number; limit: number },
): number[] {
  const ids = idsOf(scope, type);
  if (ids !== null && ids.length === 0) return [];
  return prepare(
    db,
    'trash.ids',
    `SELECT id FROM ${TABLES[type]} WHERE deleted_on IS NOT NULL AND deleted_on <= @before AND id > @afterId
       ${ids === null ? '' : 'AND id IN (SELECT value FROM json_each(@ids))'}
     ORDER BY id LIMIT @limit`,
  )
    .pluck()
    .all({ before: scope.before, ...page, ...(ids === null ? {} : { ids: JSON.stringify(ids) }) }) as number[];
}

/** How many of a kind are in the trash and meant. */
export function countTrashed(db: ReadDb, type: TrashedType, scope: TrashScope): number {
  const ids = idsOf(scope, type);
  return prepare(
    db,
    'trash.count',
    `SELECT count(*) FROM ${TABLES[type]} WHERE deleted_on IS NOT NULL AND deleted_on <= @before
       ${ids === null ? '' : 'AND id IN (SELECT value FROM json_each(@ids))'}`,
  )
    .pluck()
    .get({ before: scope.before, ...(ids === null ? {} : { ids: JSON.stringify(ids) }) }) as number;
}

/** Titles of films, shows and sets that are in the trash and meant. */
export function trashedTitles(db: ReadDb, scope: TrashScope, limit: number): string[] {
  const films = idsOf(scope, 'movie');
  const shows = idsOf(scope, 'series');
  const sets = idsOf(scope, 'set');
  return prepare(
    db,
    'trash.titles',
    `SELECT title FROM (
       SELECT title, sort_key FROM movies WHERE deleted_on IS NOT NULL AND deleted_on <= @before
         AND (@films IS NULL OR id IN (SELECT value FROM json_each(@films)))
       UNION ALL
       SELECT title, sort_key FROM series WHERE deleted_on IS NOT NULL AND deleted_on <= @before
         AND (@shows IS NULL OR id IN (SELECT value FROM json_each(@shows)))
       UNION ALL
       SELECT name, sort_key FROM sets WHERE deleted_on IS NOT NULL AND deleted_on <= @before
         AND (@sets IS NULL OR id IN (SELECT value FROM json_each(@sets))))
     ORDER BY sort_key LIMIT @limit`,
  )
    .pluck()
    .all({
      before: scope.before,
      films: films === null ? null : JSON.stringify(films),
      shows: shows === null ? null : JSON.stringify(shows),
      sets: sets === null ? null : JSON.stringify(sets),
      limit,
    }) as string[];
}

export function countEpisodesOf(db: ReadDb, seriesIds: readonly number[]): number {
  return prepare(
    db,
    'trash.episodesOf',
    'SELECT count(*) FROM episodes WHERE series_id IN (SELECT value FROM json_each(?))',
  )
    .pluck()
    .get(JSON.stringify(seriesIds)) as number;
}

/**
 * Hashes that some items and what is below them refer to, each once for every reference: their artwork, and what was
 * published of them.
 */
export function referencesOfItems(db: ReadDb, items: readonly ItemRef[]): string[] {
  return prepare(
    db,
    'trash.references',
    `WITH named AS (SELECT value ->> 'type' AS type, value ->> 'id' AS id FROM json_each(?)),
     purged (entity_type, entity_id) AS (
       SELECT type, id FROM named
       UNION ALL SELECT 'season', s.id FROM named n JOIN seasons s ON s.series_id = n.id WHERE n.type = 'series'
       UNION ALL SELECT 'episode', e.id FROM named n JOIN episodes e ON e.series_id = n.id WHERE n.type = 'series'),
     steps AS (
       SELECT s.before_hash, s.after_hash FROM purged p
       JOIN publish_journal j ON j.entity_type = p.entity_type AND j.entity_id = p.entity_id
       JOIN publish_steps s ON s.journal_id = j.id)
     SELECT c.content_hash FROM purged p
       JOIN asset_candidates c ON c.entity_type = p.entity_type AND c.entity_id = p.entity_id
       WHERE c.content_hash IS NOT NULL
     UNION ALL SELECT before_hash FROM steps WHERE before_hash IS NOT NULL
     UNION ALL SELECT after_hash FROM steps WHERE after_hash IS NOT NULL`,
  )
    .pluck()
    .all(JSON.stringify(items)) as string[];
}

/** How many references some cached files have, and how large they are. */
export function referenceCounts(
  db: ReadDb,
  hashes: readonly string[],
): { hash: string; references: number; sizeBytes: number }[] {
  return prepare(
    db,
    'trash.referenceCounts',
    `SELECT content_hash AS hash, reference_count AS "references", file_size AS sizeBytes
     FROM cache_inventory WHERE content_hash IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(hashes)) as { hash: string; references: number; sizeBytes: number }[];
}

/** For good: the set's films stay, without it. */
export function purgeSet(db: WriteDb, id: number): void {
  prepare(db, 'set.purge', 'DELETE FROM sets WHERE id = ?').run(id);
}

function idsOf(scope: TrashScope, type: ItemType): number[] | null {
  return scope.items === null ? null : scope.items.filter((item) => item.type === type).map(({ id }) => id);
}
