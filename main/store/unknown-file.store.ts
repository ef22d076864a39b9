import type { UnknownFile as UnknownFileView } from '../../contract/unknown-files.ts';
import type { EntityRef } from '../domain/entity-ref.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

export interface UnknownFile {
  filePath: string;
  fileName: string;
  fileSize: number;
  /** Whole milliseconds. */
  mtimeMs: number;
  /** Lower case, without the dot. */
  fileExtension: string;
  /** By content; null when it says nothing. */
  mimeType: string | null;
  category: UnknownFileView['category'];
}

type Owner = EntityRef | { type: 'library'; id: number };

/** Makes these the unrecognised files of an item. */
export function setUnknownFiles(db: WriteDb, entity: EntityRef, files: readonly UnknownFile[]): void {
  prepare(
    db,
    'unknown.clear',
    `DELETE FROM unknown_files WHERE entity_type = ? AND entity_id = ?
       AND file_path NOT IN (SELECT value FROM json_each(?))`,
  ).run(entity.type, entity.id, JSON.stringify(files.map((file) => file.filePath)));
  for (const file of files) insert(db, entity, file, null);
}

/** Makes these the files that lie in a folder of a library beside no item. */
export function setStrayFiles(db: WriteDb, libraryId: number, folderPath: string, files: readonly UnknownFile[]): void {
  prepare(
    db,
    'unknown.clearStray',
    `DELETE FROM unknown_files WHERE entity_type = 'library' AND entity_id = ? AND folder_path = ?
       AND file_path NOT IN (SELECT value FROM json_each(?))`,
  ).run(libraryId, folderPath, JSON.stringify(files.map((file) => file.filePath)));
  for (const file of files) insert(db, { type: 'library', id: libraryId }, file, folderPath);
}

/** The folders of a library in which stray files are known. */
export function strayFolders(db: ReadDb, libraryId: number): string[] {
  return prepare(
    db,
    'unknown.strayFolders',
    `SELECT DISTINCT folder_path FROM unknown_files
     WHERE entity_type = 'library' AND entity_id = ? AND folder_path IS NOT NULL`,
  )
    .pluck()
    .all(libraryId) as string[];
}

function insert(db: WriteDb, owner: Owner, file: UnknownFile, folderPath: string | null): void {
  prepare(
    db,
    'unknown.insert',
    `INSERT INTO unknown_files (entity_type, entity_id, file_path, file_name, file_size, mtime_ms, file_extension,
       mime_type, category, folder_path)
     VALUES (@ownerType, @ownerId, @filePath, @fileName, @fileSize, @mtimeMs, @fileExtension, @mimeType, @category,
       @folderPath)
     ON CONFLICT (file_path) DO UPDATE
     SET entity_type = excluded.entity_type, entity_id = excluded.entity_id, file_size = excluded.file_size,
       mtime_ms = excluded.mtime_ms, mime_type = excluded.mime_type, category = excluded.category,
       folder_path = excluded.folder_path`,
  ).run({ ...file, ownerType: owner.type, ownerId: owner.id, folderPath });
}

export function unknownFilesOf(db: ReadDb, entity: EntityRef): { id: number; filePath: string; sizeBytes: number }[] {
  return prepare(
    db,
    'unknown.of',
    `SELECT id, file_path AS filePath, coalesce(file_size, 0) AS sizeBytes FROM unknown_files
     WHERE entity_type = ? AND entity_id = ? ORDER BY file_path`,
  ).all(entity.type, entity.id) as { id: number; filePath: string; sizeBytes: number }[];
}

/** With the item of each (m, e, n or s of its show); only what lies beside live items of libraries that are there. */
const LIVE = `unknown_files u
  LEFT JOIN movies m ON u.entity_type = 'movie' AND m.id = u.entity_id
  LEFT JOIN episodes e ON u.entity_type = 'episode' AND e.id = u.entity_id
  LEFT JOIN seasons n ON u.entity_type = 'season' AND n.id = u.entity_id
  LEFT JOIN series s ON s.id = CASE u.entity_type WHEN 'series' THEN u.entity_id WHEN 'episode' THEN e.series_id
    WHEN 'season' THEN n.series_id END
  CROSS JOIN libraries l ON l.enabled = 1
    AND l.id = CASE u.entity_type WHEN 'library' THEN u.entity_id ELSE coalesce(m.library_id, s.library_id) END
  WHERE m.deleted_on IS NULL AND e.deleted_on IS NULL AND s.deleted_on IS NULL`;

/** How many unrecognised files lie in a library: beside its live items, and stray ones. */
export function countUnknownFiles(db: ReadDb, libraryId: number): number {
  return prepare(db, 'unknown.count', `SELECT count(*) FROM ${LIVE} AND l.id = ?`).pluck().get(libraryId) as number;
}

export interface UnknownFileRow {
  id: number;
  filePath: string;
  fileName: string;
  fileExtension: string;
  sizeBytes: number;
  category: UnknownFileView['category'];
  libraryId: number;
  libraryName: string;
  libraryPath: string;
  ownerType: EntityRef['type'] | 'library';
  ownerId: number;
  /** Of the film, the show, the season or the episode; null when nothing names it. */
  title: string | null;
  seasonNumber: number | null;
  episodeNumber: number | null;
  discoveredAt: string;
}

const COLUMNS = `u.id, u.file_path AS filePath, u.file_name AS fileName, coalesce(u.file_extension, '') AS fileExtension,
  coalesce(u.file_size, 0) AS sizeBytes, coalesce(u.category, 'other') AS category, l.id AS libraryId,
  l.name AS libraryName, l.path AS libraryPath, u.entity_type AS ownerType, u.entity_id AS ownerId,
  CASE u.entity_type WHEN 'movie' THEN m.title WHEN 'series' THEN s.title WHEN 'season' THEN n.title ELSE e.title END AS title,
  coalesce(n.season_number, e.season_number) AS seasonNumber, e.episode_number AS episodeNumber,
  u.discovered_at AS discoveredAt`;

export interface UnknownFileFilter {
  /** Part of the path below the library; '' for any. */
  search: string;
  libraryId: number | null;
  /** A show stands for its seasons and episodes as well, a season for its episodes. */
  item: EntityRef | null;
  categories: readonly string[];
}

/** One page, by library and path; `matching` counts all that the filter lets through, `total` all there are. */
export function pageUnknownFiles(
  db: ReadDb,
  filter: UnknownFileFilter,
  offset: number,
  limit: number,
): { rows: UnknownFileRow[]; matching: number; total: number } {
  const { where, values } = conditions(filter);
  const rows = prepare(
    db,
    'unknown.page',
    `SELECT ${COLUMNS} FROM ${LIVE}${where} ORDER BY l.name COLLATE NOCASE, l.id, u.file_path LIMIT @limit OFFSET @offset`,
  ).all({ ...values, limit, offset }) as UnknownFileRow[];
  const matching = prepare(db, 'unknown.matching', `SELECT count(*) FROM ${LIVE}${where}`).pluck().get(values);
  const total = prepare(db, 'unknown.total', `SELECT count(*) FROM ${LIVE}`).pluck().get();
  return { rows, matching: matching as number, total: total as number };
}

function conditions({ search, libraryId, item, categories }: UnknownFileFilter): {
  where: string;
  values: Record<string, string | number>;
} {
  const parts: string[] = [];
  const values: Record<string, string | number> = {};
  if (search !== '') {
    parts.push(`substr(u.file_path, length(l.path) + 1) LIKE @search ESCAPE '\\'`);
    values['search'] = `%${search.replace(/[\\%_]/gu, '\\$&')}%`;
  }
  if (libraryId !== null) {
    parts.push('l.id = @libraryId');
    values['libraryId'] = libraryId;
  }
  if (categories.length > 0) {
    parts.push(`coalesce(u.category, 'other') IN (SELECT value FROM json_each(@categories))`);
    values['categories'] = JSON.stringify(categories);
  }
  if (item !== null) {
    parts.push(
      {
        series: 's.id = @itemId',
        season: `(n.id = @itemId OR EXISTS (SELECT 1 FROM seasons own WHERE own.id = @itemId
          AND own.series_id = e.series_id AND own.season_number = e.season_number))`,
      }[item.type as string] ?? 'u.entity_type = @itemType AND u.entity_id = @itemId',
    );
    values['itemId'] = item.id;
    if (item.type !== 'series' && item.type !== 'season') values['itemType'] = item.type;
  }
  return { where: parts.map((part) => ` AND ${part}`).join(''), values };
}

/** Those of the ids that are there, in the order of the ids. */
export function findUnknownFiles(db: ReadDb, ids: readonly number[]): UnknownFileRow[] {
  const rows = prepare(
    db,
    'unknown.find',
    `SELECT ${COLUMNS} FROM ${LIVE} AND u.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids)) as UnknownFileRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export function forgetUnknownFiles(db: WriteDb, ids: readonly number[]): number {
  return prepare(db, 'unknown.forget', 'DELETE FROM unknown_files WHERE id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ids),
  ).changes;
}

/**
 * As forgetUnknownFiles, and has the next scan read the folders that the files lie in, and the shows they belong to, even
 * if nothing in them changes until then.
 * @param folders absolute: those the files lie in and all above, which tell the item's own folder
 */
export function forgetUnknownFilesUntilRead(db: WriteDb, ids: readonly number[], folders: readonly string[]): number {
  prepare(
    db,
    'unknown.forgetFolders',
    `DELETE FROM scanned_directories WHERE library_id IN (SELECT id FROM libraries)
       AND path IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(folders));
  prepare(
    db,
    'unknown.forgetShows',
    `DELETE FROM scanned_directories WHERE library_id IN (SELECT id FROM libraries) AND path IN (
       SELECT s.directory_path FROM unknown_files u
       LEFT JOIN episodes e ON u.entity_type = 'episode' AND e.id = u.entity_id
       LEFT JOIN seasons n ON u.entity_type = 'season' AND n.id = u.entity_id
       JOIN series s ON s.id = CASE u.entity_type WHEN 'series' THEN u.entity_id ELSE coalesce(e.series_id, n.series_id) END
       WHERE u.id IN (SELECT value FROM json_each(?)))`,
  ).run(JSON.stringify(ids));
  return forgetUnknownFiles(db, ids);
}

/** A path with the folder that its library begins at, so that names above it are not looked at. */
export interface LibraryPath {
  id: number;
  filePath: string;
  libraryPath: string;
}

/** A page of all unknown files behind an id, a library's or all. */
export function unknownPathsAfter(db: ReadDb, libraryId: number | null, after: number, limit: number): LibraryPath[] {
  return prepare(
    db,
    'unknown.paths',
    `SELECT u.id, u.file_path AS filePath, l.path AS libraryPath FROM ${LIVE} AND u.id > @after
       AND (@libraryId IS NULL OR l.id = @libraryId) ORDER BY u.id LIMIT @limit`,
  ).all({ libraryId, after, limit }) as LibraryPath[];
}
