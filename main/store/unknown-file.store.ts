import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

export interface UnknownFile {
  filePath: string;
  fileName: string;
  fileSize: number;
  fileExtension: string;
}

/** Makes these the unrecognised files of a film. */
export function setUnknownFiles(db: WriteDb, movieId: number, files: readonly UnknownFile[]): void {
  prepare(
    db,
    'unknown.clear',
    `DELETE FROM unknown_files WHERE entity_type = 'movie' AND entity_id = ?
       AND file_path NOT IN (SELECT value FROM json_each(?))`,
  ).run(movieId, JSON.stringify(files.map((file) => file.filePath)));
  const insert = prepare(
    db,
    'unknown.insert',
    `INSERT INTO unknown_files (entity_type, entity_id, file_path, file_name, file_size, file_extension)
     VALUES ('movie', @movieId, @filePath, @fileName, @fileSize, @fileExtension)
     ON CONFLICT (file_path) DO UPDATE SET entity_id = excluded.entity_id, file_size = excluded.file_size`,
  );
  for (const file of files) insert.run({ ...file, movieId });
}

export function unknownFilesOf(db: ReadDb, movieId: number): { id: number; filePath: string; sizeBytes: number }[] {
  return prepare(
    db,
    'unknown.of',
    `SELECT id, file_path AS filePath, coalesce(file_size, 0) AS sizeBytes FROM unknown_files
     WHERE entity_type = 'movie' AND entity_id = ? ORDER BY file_path`,
  ).all(movieId) as { id: number; filePath: string; sizeBytes: number }[];
}

export function countUnknownFiles(db: ReadDb, libraryId: number): number {
  return prepare(
    db,
    'unknown.count',
    `SELECT count(*) FROM unknown_files u JOIN movies m ON u.entity_type = 'movie' AND m.id = u.entity_id
     WHERE m.library_id = ? AND m.deleted_on IS NULL`,
  )
    .pluck()
    .get(libraryId) as number;
}
