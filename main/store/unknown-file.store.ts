import type { EntityRef } from '../domain/entity-ref.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

export interface UnknownFile {
  filePath: string;
  fileName: string;
  fileSize: number;
  fileExtension: string;
}

/** Makes these the unrecognised files of an item. */
export function setUnknownFiles(db: WriteDb, entity: EntityRef, files: readonly UnknownFile[]): void {
  prepare(
    db,
    'unknown.clear',
    `DELETE FROM unknown_files WHERE entity_type = ? AND entity_id = ?
       AND file_path NOT IN (SELECT value FROM json_each(?))`,
  ).run(entity.type, entity.id, JSON.stringify(files.map((file) => file.filePath)));
  const insert = prepare(
    db,
    'unknown.insert',
    `INSERT INTO unknown_files (entity_type, entity_id, file_path, file_name, file_size, file_extension)
     VALUES (@entityType, @entityId, @filePath, @fileName, @fileSize, @fileExtension)
     ON CONFLICT (file_path) DO UPDATE
     SET entity_type = excluded.entity_type, entity_id = excluded.entity_id, file_size = excluded.file_size`,
  );
  for (const file of files) insert.run({ ...file, entityType: entity.type, entityId: entity.id });
}

export function unknownFilesOf(db: ReadDb, entity: EntityRef): { id: number; filePath: string; sizeBytes: number }[] {
  return prepare(
    db,
    'unknown.of',
    `SELECT id, file_path AS filePath, coalesce(file_size, 0) AS sizeBytes FROM unknown_files
     WHERE entity_type = ? AND entity_id = ? ORDER BY file_path`,
  ).all(entity.type, entity.id) as { id: number; filePath: string; sizeBytes: number }[];
}

/** How many unrecognised files lie beside a library's live items. */
export function countUnknownFiles(db: ReadDb, libraryId: number): number {
  return prepare(
    db,
    'unknown.count',
    `SELECT count(*) FROM unknown_files u
     LEFT JOIN movies m ON u.entity_type = 'movie' AND m.id = u.entity_id
     LEFT JOIN episodes e ON u.entity_type = 'episode' AND e.id = u.entity_id
     LEFT JOIN seasons n ON u.entity_type = 'season' AND n.id = u.entity_id
     LEFT JOIN series s ON s.id = CASE u.entity_type WHEN 'series' THEN u.entity_id WHEN 'episode' THEN e.series_id
       WHEN 'season' THEN n.series_id END
     WHERE (u.entity_type = 'library' AND u.entity_id = @libraryId)
       OR (m.library_id = @libraryId AND m.deleted_on IS NULL)
       OR (s.library_id = @libraryId AND s.deleted_on IS NULL AND e.deleted_on IS NULL)`,
  )
    .pluck()
    .get({ libraryId }) as number;
}
