import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface CachedFile {
  contentHash: string;
  filePath: string;
  fileSize: number;
  assetType: 'image' | 'trailer' | 'subtitle' | 'nfo' | 'theme' | 'other';
  mimeType: string | null;
  width: number | null;
  height: number | null;
}

/** Records bytes that are in the cache. Known bytes keep their row; their grace period, if it runs, begins anew. */
export function recordCachedFile(db: WriteDb, file: CachedFile): void {
  prepare(
    db,
    'cache.record',
    `INSERT OR FAIL INTO cache_inventory (content_hash, file_path, file_size, asset_type, mime_type, width, height, last_used_at)
     VALUES (@contentHash, @filePath, @fileSize, @assetType, @mimeType, @width, @height, @now)
     ON CONFLICT (content_hash) DO UPDATE SET orphaned_at = excluded.last_used_at, last_used_at = excluded.last_used_at
       WHERE orphaned_at IS NOT NULL`,
  ).run({ ...file, now: nowTimestamp() });
}

/** An image that a worker has put into the cache. */
export interface CachedImageFile {
  hash: string;
  cachePath: string;
  sizeBytes: number;
  mimeType: string;
  width: number;
  height: number;
}

/** As recordCachedFile, for an image. */
export function recordCachedImage(db: WriteDb, image: CachedImageFile): void {
  recordCachedFile(db, {
    contentHash: image.hash,
    filePath: image.cachePath,
    fileSize: image.sizeBytes,
    assetType: 'image',
    mimeType: image.mimeType,
    width: image.width,
    height: image.height,
  });
}

export function findCachedFile(db: ReadDb, hash: string): (CachedFile & { dominantColor: string | null }) | null {
  const row = prepare(
    db,
    'cache.find',
    `SELECT content_hash AS contentHash, file_path AS filePath, file_size AS fileSize, asset_type AS assetType,
       mime_type AS mimeType, width, height, dominant_color AS dominantColor FROM cache_inventory WHERE content_hash = ?`,
  ).get(hash) as (CachedFile & { dominantColor: string | null }) | undefined;
  return row ?? null;
}

export function setDominantColor(db: WriteDb, hash: string, color: string): void {
  prepare(db, 'cache.setColor', 'UPDATE cache_inventory SET dominant_color = ? WHERE content_hash = ?').run(
    color,
    hash,
  );
}

/** For `doctor`: all rows, by hash. */
export function iterateCache(db: ReadDb): IterableIterator<{ hash: string; filePath: string; fileSize: number }> {
  return prepare(
    db,
    'cache.all',
    'SELECT content_hash AS hash, file_path AS filePath, file_size AS fileSize FROM cache_inventory ORDER BY content_hash',
  ).iterate() as IterableIterator<{ hash: string; filePath: string; fileSize: number }>;
}

/** For `doctor`: rows whose stored count is not what a recount finds. */
export function wrongReferenceCounts(db: ReadDb): { hash: string; stored: number; counted: number }[] {
  return prepare(
    db,
    'cache.recount',
    `SELECT ci.content_hash AS hash, ci.reference_count AS stored, coalesce(r.n, 0) AS counted
     FROM cache_inventory ci
     LEFT JOIN (
       SELECT content_hash AS hash, count(*) AS n FROM cache_references GROUP BY content_hash) r
       ON r.hash = ci.content_hash
     WHERE ci.reference_count <> coalesce(r.n, 0)
        OR (ci.orphaned_at IS NULL) <> (ci.reference_count > 0)`,
  ).all() as { hash: string; stored: number; counted: number }[];
}
