import type { ItemType } from '../../contract/primitives.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** An item whose decisions are there, and whose files were not found where they were. */
export interface UnplacedItem {
  type: Extract<ItemType, 'movie' | 'series' | 'episode'>;
  id: number;
  title: string;
  /** Its main video; a show's folder. */
  path: string;
}

/** Items that went to the trash since `trashedFrom` (their day of purge, as a timestamp) because their files were gone. */
export function unplacedSince(db: ReadDb, trashedFrom: string): UnplacedItem[] {
  return prepare(
    db,
    'rebuild.unplaced',
    `SELECT 'movie' AS type, id, title, file_path AS path FROM movies
       WHERE deleted_on >= @from AND deleted_reason = 'missing'
     UNION ALL
     SELECT 'series', id, title, directory_path FROM series WHERE deleted_on >= @from AND deleted_reason = 'missing'
     UNION ALL
     SELECT 'episode', e.id, s.title || ' ' || e.season_number || 'x' || printf('%02d', e.episode_number), e.file_path
       FROM episodes e JOIN series s ON s.id = e.series_id
       WHERE e.deleted_on >= @from AND e.deleted_reason = 'missing' AND s.deleted_on IS NULL AND e.file_path IS NOT NULL
     ORDER BY 4`,
  ).all({ from: trashedFrom }) as UnplacedItem[];
}

/**
 * The one live film that came since `since` and is the same as a lost one: it has one of its ids, or the NFO that was published
 * for it; and nobody has decided anything about it. Null when there is none, or more than one.
 */
export function sameFilmSince(db: ReadDb, lostId: number, since: string): number | null {
  const untouched = `live.deleted_on IS NULL AND live.id <> lost.id AND live.created_at >= @since AND live.lock_count = 0
    AND live.last_published_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM edit_history e WHERE e.entity_type = 'movie' AND e.entity_id = live.id)`;
  const byIds = `SELECT live.id FROM movies lost JOIN movies live ON ${untouched}
    AND (live.tmdb_id = lost.tmdb_id OR live.imdb_id = lost.imdb_id OR live.tvdb_id = lost.tvdb_id) WHERE lost.id = @lostId LIMIT 2`;
  const byHash = `SELECT live.id FROM movies lost JOIN movies live ON ${untouched} AND live.nfo_hash IN (
      SELECT content_hash FROM published_files WHERE entity_type = 'movie' AND entity_id = lost.id AND asset_type = 'nfo')
    WHERE lost.id = @lostId LIMIT 2`;
  for (const sql of [byIds, byHash]) {
    const ids = prepare(db, 'rebuild.same', sql).pluck().all({ lostId, since }) as number[];
    if (ids.length === 1) return ids[0] ?? null;
  }
  return null;
}

/** Whether a scan waits or runs. */
export function hasOpenScans(db: ReadDb): boolean {
  return (
    prepare(
      db,
      'rebuild.openScans',
      `SELECT 1 FROM job_queue WHERE job_type = 'scan_library' AND status IN ('pending', 'processing') LIMIT 1`,
    ).get() !== undefined
  );
}
