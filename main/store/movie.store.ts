import type { MediaState } from '../../contract/primitives.ts';
import { MOVIE_IMAGE_TYPES } from '../domain/asset-types.ts';
import { MOVIE_FIELDS, MOVIE_FIELD_NAMES } from '../domain/movie-fields.ts';
import { type FolderScope, rowsInScope } from './folder-scope.ts';
import { requireWritable } from './item-columns.ts';
import { updateItem } from './item.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A row of `movies`. Lock columns are read through the index signature by `lockColumn`. */
export interface MovieRecord {
  id: number;
  library_id: number;
  title: string;
  original_title: string | null;
  sort_title: string | null;
  sort_key: string;
  year: number | null;
  premiered: string | null;
  runtime: number | null;
  mpaa: string | null;
  tagline: string | null;
  outline: string | null;
  plot: string | null;
  user_rating: number | null;
  tmdb_id: number | null;
  imdb_id: string | null;
  set_id: number | null;
  file_path: string;
  directory_path: string;
  base_name: string;
  nfo_path: string | null;
  nfo_hash: string | null;
  published_nfo_hash: string | null;
  state: MediaState;
  completeness: number;
  has_unpublished_changes: number;
  last_published_at: string | null;
  scan_issues: string;
  error_message: string | null;
  deleted_on: string | null;
  deleted_reason: 'missing' | 'user' | 'library' | null;
  created_at: string;
  updated_at: string;
  [column: string]: string | number | null;
}

export function getMovie(db: ReadDb, id: number): MovieRecord | null {
  const row = prepare(db, 'movie.get', 'SELECT * FROM movies WHERE id = ?').get(id) as MovieRecord | undefined;
  return row ?? null;
}

/** Every film of a folder, the live ones first: a scan matches what it finds against them. */
export function moviesInFolder(db: ReadDb, libraryId: number, directoryPath: string): MovieRecord[] {
  return prepare(
    db,
    'movie.inFolder',
    `SELECT * FROM movies WHERE library_id = ? AND directory_path = ? ORDER BY deleted_on IS NOT NULL, id`,
  ).all(libraryId, directoryPath) as MovieRecord[];
}

/** Live films of a library, or of a part of it, with the folder each lies in. */
export function liveFolders(
  db: ReadDb,
  libraryId: number,
  scope: FolderScope,
): { id: number; directory_path: string }[] {
  return rowsInScope(
    db,
    'movie.liveFolders',
    'SELECT id, directory_path FROM movies WHERE library_id = ? AND deleted_on IS NULL',
    'directory_path',
    libraryId,
    scope,
  );
}

/** Every folder that a film of the library was found in, the trash included. */
export function knownFolders(db: ReadDb, libraryId: number): string[] {
  return prepare(db, 'movie.knownFolders', 'SELECT DISTINCT directory_path FROM movies WHERE library_id = ?')
    .pluck()
    .all(libraryId) as string[];
}

/** Columns a new film must come with. */
export interface NewMovieColumns extends Record<string, string | number | null> {
  title: string;
  sort_key: string;
}

/** Adds a film with all that its own row holds; columns left out take their defaults. */
export function insertMovie(db: WriteDb, libraryId: number, columns: NewMovieColumns): number {
  const names = Object.keys(columns).sort();
  requireWritable('movie', names);
  const { lastInsertRowid } = prepare(
    db,
    'movie.insert',
    `INSERT INTO movies (library_id, ${names.join(', ')}) VALUES (@libraryId, ${names.map((name) => `@${name}`).join(', ')})`,
  ).run({ ...columns, libraryId });
  return Number(lastInsertRowid);
}

/** As updateItem. */
export function updateMovie(db: WriteDb, id: number, columns: Record<string, string | number | null>): void {
  updateItem(db, { type: 'movie', id }, columns);
}

/** Locked fields and artwork types of a film, by name. */
export function lockedNames(movie: MovieRecord): Set<string> {
  const names = new Set<string>();
  for (const field of MOVIE_FIELD_NAMES) if (movie[MOVIE_FIELDS[field].lockColumn] === 1) names.add(field);
  for (const type of MOVIE_IMAGE_TYPES) if (movie[`${type}_locked`] === 1) names.add(type);
  return names;
}

/** Soft delete: out of every list until `deletedOn`, when the row and what hangs on it are purged. */
export function softDeleteMovies(
  db: WriteDb,
  ids: readonly number[],
  deletedOn: string,
  reason: 'missing' | 'user' | 'library',
): number {
  return prepare(
    db,
    'movie.softDelete',
    `UPDATE movies SET deleted_on = ?, deleted_reason = ?, updated_at = ?
     WHERE deleted_on IS NULL AND id IN (SELECT value FROM json_each(?))`,
  ).run(deletedOn, reason, nowTimestamp(), JSON.stringify(ids)).changes;
}

/** Brings films back, except where another live film has taken the path meanwhile. */
export function restoreMovies(db: WriteDb, ids: readonly number[]): number {
  return prepare(
    db,
    'movie.restore',
    `UPDATE movies SET deleted_on = NULL, deleted_reason = NULL, updated_at = ? WHERE deleted_on IS NOT NULL
       AND id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM movies live WHERE live.file_path = movies.file_path AND live.deleted_on IS NULL)`,
  ).run(nowTimestamp(), JSON.stringify(ids)).changes;
}

export function liveIdsOfLibrary(db: ReadDb, libraryId: number): number[] {
  return prepare(db, 'movie.liveIds', 'SELECT id FROM movies WHERE library_id = ? AND deleted_on IS NULL')
    .pluck()
    .all(libraryId) as number[];
}

/** For good: triggers and foreign keys take what hangs on it. */
export function purgeMovie(db: WriteDb, id: number): void {
  prepare(db, 'movie.purge', 'DELETE FROM movies WHERE id = ?').run(id);
}
