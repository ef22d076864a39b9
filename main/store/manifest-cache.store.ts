import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Records a file that lies in the cache; what is known of an image with these bytes is taken from whoever refers to it. */
export function recordFoundBytes(
  db: WriteDb,
  file: { hash: string; filePath: string; sizeBytes: number; assetType: string; mimeType: string | null },
): void {
  prepare(
    db,
    'cache.recordFound',
    `INSERT OR FAIL INTO cache_inventory
       (content_hash, file_path, file_size, asset_type, mime_type, width, height, perceptual_hash, last_used_at)
     SELECT @hash, @filePath, @sizeBytes, @assetType, @mimeType, c.width, c.height, c.perceptual_hash, @now
     FROM (SELECT 1) LEFT JOIN (
       SELECT width, height, perceptual_hash FROM asset_candidates WHERE content_hash = @hash AND width IS NOT NULL LIMIT 1) c
     WHERE true
     ON CONFLICT (content_hash) DO NOTHING`,
  ).run({ ...file, now: nowTimestamp() });
}

/** How many different bytes are referred to that are not in the cache: NFO files, which were never kept there, not counted. */
export function countMissingBytes(db: ReadDb): number {
  return prepare(
    db,
    'cache.countMissing',
    `SELECT count(DISTINCT r.content_hash) FROM cache_references r
     WHERE r.referrer IN ('asset_candidates', 'actors')
       AND NOT EXISTS (SELECT 1 FROM cache_inventory ci WHERE ci.content_hash = r.content_hash)`,
  )
    .pluck()
    .get() as number;
}
