import type { EntityRef } from '../domain/entity-ref.ts';
import { rangeBelow } from './folder-scope.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A main file that is remembered, of an item that is live or in the trash because its files were gone. */
export interface RememberedFile {
  filePath: string;
  /** The film, or the show of the episode. */
  itemId: number;
  itemFolder: string;
  libraryId: number;
  libraryPath: string;
}

const OF_FILMS = `SELECT f.file_path AS filePath, i.id AS itemId, i.directory_path AS itemFolder, i.library_id AS libraryId,
    l.path AS libraryPath
  FROM media_files f INDEXED BY idx_media_files_same JOIN movies i ON i.id = f.entity_id JOIN libraries l ON l.id = i.library_id
  WHERE f.size_bytes = ? AND f.mtime_ms = ? AND f.kind = 'main' AND f.entity_type = 'movie' AND f.deleted_on IS NULL
    AND (i.deleted_on IS NULL OR i.deleted_reason = 'missing') AND l.enabled = 1 LIMIT 50`;
const OF_SHOWS = `SELECT f.file_path AS filePath, i.id AS itemId, i.directory_path AS itemFolder, i.library_id AS libraryId,
    l.path AS libraryPath
  FROM media_files f INDEXED BY idx_media_files_same JOIN episodes e ON e.id = f.entity_id JOIN series i ON i.id = e.series_id
    JOIN libraries l ON l.id = i.library_id
  WHERE f.size_bytes = ? AND f.mtime_ms = ? AND f.kind = 'main' AND f.entity_type = 'episode' AND f.deleted_on IS NULL
    AND (i.deleted_on IS NULL OR i.deleted_reason = 'missing') AND l.enabled = 1 LIMIT 50`;

/** Whether any file of any item is remembered. */
export function hasRememberedFiles(db: ReadDb): boolean {
  return prepare(db, 'movedFile.any', 'SELECT 1 FROM media_files LIMIT 1').get() !== undefined;
}

/** Main files of films, or of shows, with a size and a time: a file that moved has kept both. */
export function rememberedFiles(
  db: ReadDb,
  type: 'movie' | 'series',
  file: { sizeBytes: number; mtimeMs: number },
): RememberedFile[] {
  const sql = type === 'movie' ? OF_FILMS : OF_SHOWS;
  return prepare(db, `movedFile.${type}`, sql).all(file.sizeBytes, Math.floor(file.mtimeMs)) as RememberedFile[];
}

/**
 * The one other live film whose main file has the name, size and time of a film's, found later, and untouched since: no edit, no
 * lock, nothing published. Null when there is none, or more than one.
 */
export function heirOf(db: ReadDb, film: { id: number; file_path: string; base_name: string }): number | null {
  const ids = prepare(
    db,
    'movedFile.heirs',
    `SELECT heir.id FROM media_files f
     JOIN media_files g INDEXED BY idx_media_files_same ON g.size_bytes = f.size_bytes AND g.mtime_ms = f.mtime_ms
     JOIN movies heir ON heir.id = g.entity_id AND heir.file_path = g.file_path
     WHERE f.entity_type = 'movie' AND f.entity_id = @id AND f.file_path = @filePath AND f.size_bytes > 0
       AND g.entity_type = 'movie' AND g.kind = 'main' AND g.entity_id > @id AND g.deleted_on IS NULL
       AND heir.base_name = @baseName AND heir.deleted_on IS NULL AND heir.lock_count = 0 AND heir.last_published_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM edit_history e WHERE e.entity_type = 'movie' AND e.entity_id = heir.id)
     LIMIT 2`,
  )
    .pluck()
    .all({ id: film.id, filePath: film.file_path, baseName: film.base_name }) as number[];
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

/**
 * Files of an item that were renamed or moved keep what is known of them: of those that are not where they were, each
 * takes the path of the found one that has its size and time.
 */
export function followFiles(
  db: WriteDb,
  entity: EntityRef,
  files: readonly { filePath: string; sizeBytes: number; mtimeMs: number }[],
): void {
  const paths = JSON.stringify(files.map((file) => file.filePath));
  const update = prepare(
    db,
    'movedFile.follow',
    `UPDATE OR IGNORE media_files SET file_path = @filePath, updated_at = @now WHERE id = (
       SELECT id FROM media_files WHERE entity_type = @type AND entity_id = @id AND size_bytes = @sizeBytes
         AND mtime_ms = @mtimeMs AND file_path NOT IN (SELECT value FROM json_each(@paths)) LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM media_files WHERE entity_type = @type AND entity_id = @id AND file_path = @filePath)`,
  );
  for (const { filePath, sizeBytes, mtimeMs } of files) {
    update.run({ ...entity, filePath, sizeBytes, mtimeMs: Math.floor(mtimeMs), paths, now: nowTimestamp() });
  }
}

/** A film or a show, with all that belongs to it, is in another library from now on. */
export function changeLibrary(db: WriteDb, item: { type: 'movie' | 'series'; id: number }, libraryId: number): void {
  const table = item.type === 'movie' ? 'movies' : 'series';
  prepare(db, `movedFile.library.${table}`, `UPDATE ${table} SET library_id = ? WHERE id = ?`).run(libraryId, item.id);
  prepare(
    db,
    'movedFile.libraryOfFiles',
    `UPDATE media_files SET library_id = @libraryId WHERE entity_type = @type AND entity_id = @id`,
  ).run({ ...item, libraryId });
  if (item.type === 'movie') return;
  prepare(
    db,
    'movedFile.libraryOfEpisodes',
    `UPDATE media_files SET library_id = @libraryId
     WHERE entity_type = 'episode' AND entity_id IN (SELECT id FROM episodes WHERE series_id = @id)`,
  ).run({ id: item.id, libraryId });
}

/**
 * What Metarr wrote into a folder, and what it can take back there, lies in another folder now.
 * @param item whose the folder is; null for everything in the folder and below, whosever it is
 */
export function movePublications(db: WriteDb, item: EntityRef | null, from: string, to: string): void {
  const below = rangeBelow(from);
  const values = { from, to, low: below.from, high: below.to, type: item?.type ?? null, id: item?.id ?? null };
  const isOwn = '(@type IS NULL OR (entity_type = @type AND entity_id = @id))';
  const moved = (column: string): string => `@to || substr(${column}, length(@from) + 1)`;
  const isThere = (column: string): string => `(${column} = @from OR (${column} > @low AND ${column} < @high))`;
  prepare(
    db,
    'movedFile.published',
    `UPDATE OR REPLACE published_files SET path = ${moved('path')} WHERE ${isThere('path')} AND ${isOwn}`,
  ).run(values);
  prepare(
    db,
    'movedFile.steps',
    `UPDATE publish_steps SET path = ${moved('path')} WHERE ${isThere('path')} AND journal_id IN
       (SELECT id FROM publish_journal WHERE state <> 'open' AND ${isThere('directory_path')} AND ${isOwn})`,
  ).run(values);
  prepare(
    db,
    'movedFile.journals',
    `UPDATE publish_journal SET directory_path = ${moved('directory_path')}
     WHERE state <> 'open' AND ${isThere('directory_path')} AND ${isOwn}`,
  ).run(values);
}
