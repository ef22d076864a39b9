import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** Cached bytes that nothing refers to. */
export interface OrphanRow {
  id: number;
  hash: string;
  filePath: string;
  sizeBytes: number;
  orphanedAt: string;
}

/** Where a look through the orphans stands: the last one seen. */
export interface OrphanPosition {
  orphanedAt: string;
  id: number;
}

export const ORPHAN_START: OrphanPosition = { orphanedAt: '', id: 0 };

/** What refers to cached bytes: the tables and columns of the view `cache_references`. */
export const REFERRERS: readonly (readonly [table: string, column: string])[] = [
  ['asset_candidates', 'content_hash'],
  ['actors', 'thumb_hash'],
  ['publish_steps', 'before_hash'],
  ['publish_steps', 'after_hash'],
  ['published_files', 'content_hash'],
];

/**
 * Whether anything refers to a hash, as SQL. Asked of the tables themselves: SQLite reads the whole view for a hash that
 * comes from a row of the query around it.
 */
function isReferenced(hash: string): string {
  const sources = REFERRERS.map(([table, column]) => `EXISTS (SELECT 1 FROM ${table} r WHERE r.${column} = ${hash})`);
  return `(${sources.join(' OR ')})`;
}

/**
 * Counted again and not only looked up: a wrong count must not cost anybody their bytes. The count finds them quickly, the
 * recount decides.
 */
const IS_UNREFERENCED = `reference_count <= 0 AND NOT ${isReferenced('cache_inventory.content_hash')}`;

/** Orphans since `cutoff` or longer, the longest first, from behind a position. */
export function dueOrphans(db: ReadDb, cutoff: string, after: OrphanPosition, limit: number): OrphanRow[] {
  return prepare(
    db,
    'cache.dueOrphans',
    `SELECT id, content_hash AS hash, file_path AS filePath, file_size AS sizeBytes, orphaned_at AS orphanedAt
     FROM cache_inventory
     WHERE orphaned_at IS NOT NULL AND orphaned_at <= @cutoff AND (orphaned_at, id) > (@orphanedAt, @id)
       AND ${IS_UNREFERENCED}
     ORDER BY orphaned_at, id LIMIT @limit`,
  ).all({ cutoff, ...after, limit }) as OrphanRow[];
}

/** Deletes the rows of those that are still orphans since `cutoff` or longer; answers their hashes. */
export function deleteOrphans(db: WriteDb, hashes: readonly string[], cutoff: string): string[] {
  return prepare(
    db,
    'cache.deleteOrphans',
    `DELETE FROM cache_inventory
     WHERE content_hash IN (SELECT value FROM json_each(?)) AND orphaned_at IS NOT NULL AND orphaned_at <= ?
       AND ${IS_UNREFERENCED}
     RETURNING content_hash`,
  )
    .pluck()
    .all(JSON.stringify(hashes), cutoff) as string[];
}

/** Those of some hashes that have a row, or that something refers to. */
export function knownHashes(db: ReadDb, hashes: readonly string[]): Set<string> {
  return new Set(
    prepare(
      db,
      'cache.knownHashes',
      `SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM cache_inventory c WHERE c.content_hash = value)
         OR ${isReferenced('json_each.value')}`,
    )
      .pluck()
      .all(JSON.stringify(hashes)) as string[],
  );
}

export interface OrphanSums {
  files: number;
  bytes: number;
  dueFiles: number;
  dueBytes: number;
  graceFiles: number;
  graceBytes: number;
  /** Of those in their grace period, the one that has been unused the longest. */
  firstOrphanedAt: string | null;
  /** The last row looked at; null at the end. */
  lastId: number | null;
}

/** Of the next `span` rows of the cache's inventory: how much there is, and how much nothing refers to since when. */
export function orphanSums(db: ReadDb, cutoff: string, afterId: number, span: number): OrphanSums {
  return prepare(
    db,
    'cache.orphanSums',
    `SELECT count(*) AS files, coalesce(sum(file_size), 0) AS bytes,
       coalesce(sum(orphaned_at <= @cutoff), 0) AS dueFiles,
       coalesce(sum(iif(orphaned_at <= @cutoff, file_size, 0)), 0) AS dueBytes,
       coalesce(sum(orphaned_at > @cutoff), 0) AS graceFiles,
       coalesce(sum(iif(orphaned_at > @cutoff, file_size, 0)), 0) AS graceBytes,
       min(iif(orphaned_at > @cutoff, orphaned_at, NULL)) AS firstOrphanedAt,
       max(id) AS lastId
     FROM (SELECT id, file_size, orphaned_at FROM cache_inventory WHERE id > @afterId ORDER BY id LIMIT @span)`,
  ).get({ cutoff, afterId, span }) as OrphanSums;
}
