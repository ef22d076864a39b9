import { sep } from 'node:path';
import type { ItemType } from '../../contract/primitives.ts';
import { rangeBelow } from './folder-scope.ts';
import { itemTable } from './item-columns.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** The kinds of items that a library is gone through by, in this order. */
export const VERIFIED_TYPES = ['movie', 'set', 'series', 'season', 'episode'] as const satisfies readonly ItemType[];
export type VerifiedType = (typeof VERIFIED_TYPES)[number];

/** All go by the id: by the library's index each page would sort everything behind it anew. */
const ITEMS: Readonly<Record<VerifiedType, string>> = {
  movie: `SELECT id, deleted_on IS NULL AS isLive FROM movies WHERE +library_id = @libraryId AND id > @after
    ORDER BY id LIMIT @limit`,
  // A set is its first film's library's.
  set: `SELECT s.id, 1 AS isLive FROM sets s WHERE s.id > @after AND @libraryId = (
      SELECT m.library_id FROM movies m WHERE m.set_id = s.id AND m.deleted_on IS NULL ORDER BY m.id LIMIT 1)
    ORDER BY s.id LIMIT @limit`,
  series: `SELECT id, deleted_on IS NULL AS isLive FROM series WHERE +library_id = @libraryId AND id > @after
    ORDER BY id LIMIT @limit`,
  season: `SELECT s.id, sh.deleted_on IS NULL AS isLive FROM seasons s CROSS JOIN series sh ON sh.id = s.series_id
    WHERE sh.library_id = @libraryId AND s.id > @after ORDER BY s.id LIMIT @limit`,
  episode: `SELECT e.id, e.deleted_on IS NULL AND sh.deleted_on IS NULL AS isLive
    FROM episodes e CROSS JOIN series sh ON sh.id = e.series_id
    WHERE sh.library_id = @libraryId AND e.id > @after ORDER BY e.id LIMIT @limit`,
};

/** Items of a library, live and in the trash, by id. */
export function verifiedItems(
  db: ReadDb,
  type: VerifiedType,
  libraryId: number,
  after: number,
  limit: number,
): { id: number; isLive: boolean }[] {
  const rows = prepare(db, `verifyTarget.${type}`, ITEMS[type]).all({ libraryId, after, limit }) as {
    id: number;
    isLive: number;
  }[];
  return rows.map((row) => ({ id: row.id, isLive: row.isLive === 1 }));
}

/**
 * Whose the next published files in a folder and below are, behind a path ('' at first); one for each file. Without an
 * item for files below it when what lies below is not meant.
 */
export function publishedIn(
  db: ReadDb,
  folder: { path: string; isDeep: boolean },
  after: string,
  limit: number,
): { path: string; item: { type: VerifiedType; id: number } | null }[] {
  const { from, to } = rangeBelow(folder.path);
  const rows = prepare(
    db,
    'verifyTarget.below',
    `SELECT path, entity_type AS type, entity_id AS id FROM published_files
     WHERE path > max(@from, @after) AND path < @to ORDER BY path LIMIT @limit`,
  ).all({ from, to, after, limit }) as { path: string; type: VerifiedType; id: number }[];
  return rows.map(({ path, type, id }) => ({
    path,
    item: folder.isDeep || !path.includes(sep, from.length) ? { type, id } : null,
  }));
}

export interface PublishedRow {
  itemId: number;
  path: string;
  assetType: string;
  hash: string;
  sizeBytes: number;
  mtimeMs: number;
  publishedAt: string;
}

const PUBLISHED = `SELECT entity_id AS itemId, path, asset_type AS assetType, content_hash AS hash, size_bytes AS sizeBytes,
  mtime_ms AS mtimeMs, published_at AS publishedAt FROM published_files`;

/** What was published for some items of a kind. */
export function publishedOf(db: ReadDb, type: string, ids: readonly number[]): PublishedRow[] {
  return prepare(
    db,
    'verifyTarget.published',
    `${PUBLISHED} WHERE entity_type = ? AND entity_id IN (SELECT value FROM json_each(?)) ORDER BY entity_id, path`,
  ).all(type, JSON.stringify(ids)) as PublishedRow[];
}

export function publishedAt(db: ReadDb, path: string): PublishedRow | null {
  const row = prepare(db, 'verifyTarget.publishedAt', `${PUBLISHED} WHERE path = ?`).get(path);
  return (row as PublishedRow | undefined) ?? null;
}

/** Whether anything was published below a folder. */
export function hasPublishedBelow(db: ReadDb, folder: string): boolean {
  const { from, to } = rangeBelow(folder);
  const found = prepare(
    db,
    'verifyTarget.any',
    'SELECT 1 FROM published_files WHERE path > ? AND path < ? LIMIT 1',
  ).get(from, to);
  return found !== undefined;
}

/** Some published paths of a library, spread over all of it. */
export function samplePublished(db: ReadDb, folder: string, limit: number): string[] {
  const { from, to } = rangeBelow(folder);
  return prepare(
    db,
    'verifyTarget.sample',
    `SELECT path FROM published_files WHERE path > ? AND path < ?
     ORDER BY substr(content_hash, 1, 8), path LIMIT ?`,
  )
    .pluck()
    .all(from, to, limit) as string[];
}

/** A path's row as JSON, to be put back by `restorePublishedRow`; null when nothing was published there. */
export function publishedRowJson(db: ReadDb, path: string): string | null {
  const row = prepare(db, 'verifyTarget.row', 'SELECT * FROM published_files WHERE path = ?').get(path);
  return row === undefined ? null : JSON.stringify(row);
}

/** Expects a file again as it was expected before a repair. */
export function restorePublishedRow(db: WriteDb, json: string): void {
  const row = JSON.parse(json) as Record<string, string | number | null>;
  const known = new Set(
    prepare(db, 'verifyTarget.columns', 'SELECT name FROM pragma_table_info(?)').pluck().all('published_files'),
  );
  const names = Object.keys(row).filter((name) => known.has(name));
  prepare(
    db,
    'verifyTarget.restoreRow',
    `INSERT OR REPLACE INTO published_files (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  ).run(Object.fromEntries(names.map((name) => [name, row[name]])));
}

/** What lies at a published path now is what is expected there. Its bytes are in the cache. */
export function rebasePublished(
  db: WriteDb,
  path: string,
  file: { hash: string; sizeBytes: number; mtimeMs: number },
): void {
  prepare(
    db,
    'verifyTarget.rebase',
    'UPDATE published_files SET content_hash = @hash, size_bytes = @sizeBytes, mtime_ms = @mtimeMs WHERE path = @path',
  ).run({ ...file, path });
}

/** The bytes have stayed the same; the time is what was found. */
export function settlePublishedTime(db: WriteDb, path: string, mtimeMs: number): void {
  prepare(db, 'verifyTarget.settle', 'UPDATE published_files SET mtime_ms = ? WHERE path = ?').run(mtimeMs, path);
}

/** What was published lies under another name from now on. */
export function movePublished(db: WriteDb, from: string, to: string): void {
  prepare(db, 'verifyTarget.move', 'UPDATE OR REPLACE published_files SET path = ? WHERE path = ?').run(to, from);
}

export interface CachedRow {
  hash: string;
  path: string;
  sizeBytes: number;
  assetType: string;
}

/** What the cache keeps for some items of a kind: their artwork, what was published, and what publishing displaced. */
export function cachedOf(db: ReadDb, type: string, ids: readonly number[]): CachedRow[] {
  // Arrays rather than objects: a large library has hundreds of thousands of them.
  const rows = prepare(
    db,
    'verifyTarget.cached',
    `SELECT c.content_hash, c.file_path, c.file_size, c.asset_type
     FROM json_each(@ids) i CROSS JOIN asset_candidates a ON a.entity_type = @type AND a.entity_id = i.value
       CROSS JOIN cache_inventory c ON c.content_hash = a.content_hash
     UNION SELECT c.content_hash, c.file_path, c.file_size, c.asset_type
     FROM json_each(@ids) i CROSS JOIN published_files p ON p.entity_type = @type AND p.entity_id = i.value
       CROSS JOIN cache_inventory c ON c.content_hash = p.content_hash
     UNION SELECT c.content_hash, c.file_path, c.file_size, c.asset_type
     FROM json_each(@ids) i CROSS JOIN publish_journal j ON j.entity_type = @type AND j.entity_id = i.value
       CROSS JOIN publish_steps s ON s.journal_id = j.id
       CROSS JOIN cache_inventory c ON c.content_hash IN (s.before_hash, s.after_hash)`,
  )
    .raw()
    .all({ type, ids: JSON.stringify(ids) }) as [string, string, number, string][];
  return rows.map(([hash, path, sizeBytes, assetType]) => ({ hash, path, sizeBytes, assetType }));
}

/** Whose bytes these are among some items of a kind; null when that changed meanwhile. */
export function ownerOfBytes(db: ReadDb, type: string, ids: readonly number[], hash: string): number | null {
  const id = prepare(
    db,
    'verifyTarget.ownerOfBytes',
    `SELECT entity_id FROM asset_candidates WHERE content_hash = @hash AND entity_type = @type
       AND entity_id IN (SELECT value FROM json_each(@ids))
     UNION ALL SELECT entity_id FROM published_files WHERE content_hash = @hash AND entity_type = @type
       AND entity_id IN (SELECT value FROM json_each(@ids))
     UNION ALL SELECT j.entity_id FROM publish_steps s JOIN publish_journal j ON j.id = s.journal_id
       WHERE s.before_hash = @hash AND j.entity_type = @type AND j.entity_id IN (SELECT value FROM json_each(@ids))
     LIMIT 1`,
  )
    .pluck()
    .get({ hash, type, ids: JSON.stringify(ids) }) as number | undefined;
  return id ?? null;
}

/** Library files that hold, or are to hold, these bytes: where the cache can take them from again. */
export function libraryCopies(db: ReadDb, hash: string): string[] {
  return prepare(
    db,
    'verifyTarget.copies',
    `SELECT path FROM published_files WHERE content_hash = @hash
     UNION SELECT file_path FROM asset_candidates WHERE content_hash = @hash AND file_path IS NOT NULL`,
  )
    .pluck()
    .all({ hash }) as string[];
}

/** The text of an NFO that was published with these bytes. */
export function publishedNfoText(db: ReadDb, hash: string): string | null {
  const text = prepare(
    db,
    'verifyTarget.nfoText',
    'SELECT nfo_content FROM publish_log WHERE nfo_hash = ? AND nfo_content IS NOT NULL ORDER BY id DESC LIMIT 1',
  )
    .pluck()
    .get(hash) as string | undefined;
  return text ?? null;
}

export interface OrphanRow {
  path: string;
  assetType: string;
  hash: string;
  sizeBytes: number;
  mtimeMs: number;
}

/** Files below a folder that were written for what was purged since and that are no item's artwork now, by path. */
export function orphanedFiles(db: ReadDb, folder: string, after: string, limit: number): OrphanRow[] {
  const { from, to } = rangeBelow(folder);
  return prepare(
    db,
    'verifyTarget.orphans',
    `SELECT o.path, o.asset_type AS assetType, o.content_hash AS hash, o.size_bytes AS sizeBytes, o.mtime_ms AS mtimeMs
     FROM orphaned_files o WHERE o.path > max(@from, @after) AND o.path < @to
       AND NOT EXISTS (SELECT 1 FROM asset_candidates c WHERE c.content_hash = o.content_hash AND c.file_path = o.path)
     ORDER BY o.path LIMIT @limit`,
  ).all({ from, to, after, limit }) as OrphanRow[];
}

/** Whether a live item was read from an NFO. @param folder that it lies in */
export function isNfoInUse(db: ReadDb, path: string, folder: string): boolean {
  const { from, to } = rangeBelow(folder);
  const found = prepare(
    db,
    'verifyTarget.nfoInUse',
    `SELECT 1 FROM movies WHERE directory_path = @folder AND nfo_path = @path AND deleted_on IS NULL
     UNION ALL SELECT 1 FROM series WHERE directory_path = @folder AND nfo_path = @path AND deleted_on IS NULL
     UNION ALL SELECT 1 FROM episodes WHERE file_path > @from AND file_path < @to AND nfo_path = @path AND deleted_on IS NULL
     LIMIT 1`,
  ).get({ path, folder, from, to });
  return found !== undefined;
}

export function forgetOrphan(db: WriteDb, path: string): void {
  prepare(db, 'verifyTarget.forgetOrphan', 'DELETE FROM orphaned_files WHERE path = ?').run(path);
}

export function orphanAt(db: ReadDb, path: string): OrphanRow | null {
  const row = prepare(
    db,
    'verifyTarget.orphanAt',
    `SELECT path, asset_type AS assetType, content_hash AS hash, size_bytes AS sizeBytes, mtime_ms AS mtimeMs
     FROM orphaned_files WHERE path = ?`,
  ).get(path);
  return (row as OrphanRow | undefined) ?? null;
}

export function rememberOrphan(db: WriteDb, orphan: OrphanRow): void {
  prepare(
    db,
    'verifyTarget.rememberOrphan',
    `INSERT INTO orphaned_files (path, asset_type, content_hash, size_bytes, mtime_ms)
     VALUES (@path, @assetType, @hash, @sizeBytes, @mtimeMs) ON CONFLICT (path) DO NOTHING`,
  ).run(orphan);
}

/** More than can be at work at once. */
const RECENT_JOURNALS = 500;

/** Paths that a publication is at work on, or was since a moment: what was seen of them meanwhile says nothing. */
export function pathsAtWork(db: ReadDb, since: string, paths: readonly string[]): Set<string> {
  if (paths.length === 0) return new Set();
  const found = prepare(
    db,
    'verifyTarget.atWork',
    `SELECT p.value FROM json_each(@paths) p WHERE EXISTS (
       SELECT 1 FROM publish_steps s CROSS JOIN publish_journal j ON j.id = s.journal_id
       WHERE s.path = p.value AND (j.state = 'open' OR j.closed_at >= @since))
     UNION SELECT s.temp_path FROM publish_journal j CROSS JOIN publish_steps s ON s.journal_id = j.id
     WHERE j.id > (SELECT max(id) - @recent FROM publish_journal) AND (j.state = 'open' OR j.closed_at >= @since)
       AND s.temp_path IS NOT NULL`,
  )
    .pluck()
    .all({ since, paths: JSON.stringify(paths), recent: RECENT_JOURNALS }) as string[];
  return new Set(found);
}

/** Whether the item's video came, was replaced, or was written after a moment: then a downloader was at work. */
export function hasVideoSince(db: ReadDb, item: { type: string; id: number }, at: string): boolean {
  const found = prepare(
    db,
    'verifyTarget.videoSince',
    `SELECT 1 FROM media_files WHERE entity_type = @type AND entity_id = @id AND kind = 'main' AND deleted_on IS NULL
       AND (created_at > @at OR replaced_at > @at OR mtime_ms > @atMs) LIMIT 1`,
  ).get({ ...item, at, atMs: Date.parse(at) });
  return found !== undefined;
}

/** Images chosen for items that are published as they are, whose file is gone from where it was read or written. */
export function unplacedSelections(
  db: ReadDb,
  type: ItemType,
  ids: readonly number[],
): { itemId: number; hash: string }[] {
  return prepare(
    db,
    'verifyTarget.unplaced',
    `SELECT c.entity_id AS itemId, c.content_hash AS hash FROM asset_candidates c
       JOIN ${itemTable(type)} i ON i.id = c.entity_id AND i.last_published_at IS NOT NULL AND i.has_unpublished_changes = 0
     WHERE c.entity_type = ? AND c.entity_id IN (SELECT value FROM json_each(?)) AND c.is_selected = 1
       AND c.content_hash IS NOT NULL AND c.file_path IS NULL`,
  ).all(type, JSON.stringify(ids)) as { itemId: number; hash: string }[];
}
