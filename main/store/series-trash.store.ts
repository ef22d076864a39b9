import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Brings shows back, except where another live show has taken the folder meanwhile. */
export function restoreSeries(db: WriteDb, ids: readonly number[]): number {
  return prepare(
    db,
    'series.restore',
    `UPDATE series SET deleted_on = NULL, deleted_reason = NULL, updated_at = ? WHERE deleted_on IS NOT NULL
       AND id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM series live WHERE live.directory_path = series.directory_path AND live.deleted_on IS NULL)`,
  ).run(nowTimestamp(), JSON.stringify(ids)).changes;
}

export function liveSeriesOfLibrary(db: ReadDb, libraryId: number): number[] {
  return prepare(db, 'series.liveIds', 'SELECT id FROM series WHERE library_id = ? AND deleted_on IS NULL')
    .pluck()
    .all(libraryId) as number[];
}

/** Some of a show's episodes, to be purged before the show. */
export function someEpisodesOf(db: ReadDb, seriesId: number, limit: number): number[] {
  return prepare(db, 'episode.some', 'SELECT id FROM episodes WHERE series_id = ? LIMIT ?')
    .pluck()
    .all(seriesId, limit) as number[];
}

/** For good: triggers and foreign keys take what hangs on them. */
export function purgeEpisodes(db: WriteDb, ids: readonly number[]): void {
  prepare(db, 'episode.purge', 'DELETE FROM episodes WHERE id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ids),
  );
}

/** For good, with its seasons and what episodes are left. */
export function purgeSeries(db: WriteDb, id: number): void {
  prepare(db, 'series.purge', 'DELETE FROM series WHERE id = ?').run(id);
}
