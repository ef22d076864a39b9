import type { MediaState } from '../../contract/primitives.ts';
import { type FolderScope, rowsInScope } from './folder-scope.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A row of `series`. Lock columns and generated ones are read through the index signature. */
export interface SeriesRecord {
  id: number;
  library_id: number;
  title: string;
  sort_title: string | null;
  sort_key: string;
  year: number | null;
  tmdb_id: number | null;
  tvdb_id: number | null;
  imdb_id: string | null;
  episode_order: 'aired' | 'dvd' | 'absolute';
  directory_path: string;
  nfo_path: string | null;
  nfo_hash: string | null;
  state: MediaState;
  completeness: number;
  has_unpublished_changes: number;
  deleted_on: string | null;
  deleted_reason: 'missing' | 'user' | 'library' | null;
  updated_at: string;
  [column: string]: string | number | null;
}

/** Every show that was found in a folder, the live one first: a scan matches what it finds against them. */
export function seriesInFolder(db: ReadDb, libraryId: number, directoryPath: string): SeriesRecord[] {
  return prepare(
    db,
    'series.inFolder',
    `SELECT * FROM series WHERE +library_id = ? AND directory_path = ? ORDER BY deleted_on IS NOT NULL, id DESC`,
  ).all(libraryId, directoryPath) as SeriesRecord[];
}

export function getSeries(db: ReadDb, id: number): SeriesRecord | null {
  const row = prepare(db, 'series.get', 'SELECT * FROM series WHERE id = ?').get(id) as SeriesRecord | undefined;
  return row ?? null;
}

/** Live shows of a library, or of a part of it, with the folder of each. */
export function liveSeriesFolders(
  db: ReadDb,
  libraryId: number,
  scope: FolderScope,
): { id: number; directory_path: string }[] {
  return rowsInScope(
    db,
    'series.liveFolders',
    'SELECT id, directory_path FROM series WHERE library_id = ? AND deleted_on IS NULL',
    'directory_path',
    libraryId,
    scope,
  );
}

/** Columns that a new show comes with. */
export interface NewSeriesColumns {
  title: string;
  sortKey: string;
  directoryPath: string;
}

/** Adds a show that nothing more is known of; its values are written as those of any other. */
export function insertSeries(db: WriteDb, libraryId: number, series: NewSeriesColumns): number {
  const { lastInsertRowid } = prepare(
    db,
    'series.insert',
    `INSERT INTO series (library_id, title, sort_key, directory_path, date_added)
     VALUES (@libraryId, @title, @sortKey, @directoryPath, @now)`,
  ).run({ ...series, libraryId, now: nowTimestamp() });
  return Number(lastInsertRowid);
}

/** Soft delete with all below: out of every list until `deletedOn`, when the rows are purged. */
export function softDeleteSeries(
  db: WriteDb,
  ids: readonly number[],
  deletedOn: string,
  reason: 'missing' | 'user' | 'library',
): number {
  return prepare(
    db,
    'series.softDelete',
    `UPDATE series SET deleted_on = ?, deleted_reason = ?, updated_at = ?
     WHERE deleted_on IS NULL AND id IN (SELECT value FROM json_each(?))`,
  ).run(deletedOn, reason, nowTimestamp(), JSON.stringify(ids)).changes;
}
