import type { EntityRef } from '../domain/entity-ref.ts';
import { canBeProbed } from '../domain/probe-target.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface MediaFileRow {
  id: number;
  filePath: string;
  kind: 'main' | 'extra' | 'trailer' | 'sample' | 'theme';
  extraType: string | null;
  part: number | null;
  edition: string | null;
  sizeBytes: number;
  mtimeMs: number;
  durationSeconds: number | null;
  probeState: 'pending' | 'done' | 'failed' | 'skipped';
  probeError: string | null;
}

const SELECT = `SELECT id, file_path AS filePath, kind, extra_type AS extraType, part, edition, size_bytes AS sizeBytes,
  mtime_ms AS mtimeMs, duration_seconds AS durationSeconds, probe_state AS probeState, probe_error AS probeError
  FROM media_files`;

/** The files of an item, main ones first, parts in order. */
export function filesOf(db: ReadDb, entity: EntityRef): MediaFileRow[] {
  return prepare(
    db,
    'mediaFile.of',
    `${SELECT} WHERE entity_type = ? AND entity_id = ? AND deleted_on IS NULL
     ORDER BY kind <> 'main', kind, part, id`,
  ).all(entity.type, entity.id) as MediaFileRow[];
}

export interface NewMediaFile {
  libraryId: number;
  /** A file that holds several episodes is recorded once for each. */
  entity: EntityRef;
  /** Absolute. */
  filePath: string;
  kind: MediaFileRow['kind'];
  extraType: string | null;
  part: number | null;
  edition: string | null;
  sizeBytes: number;
  /** Whole milliseconds. */
  mtimeMs: number;
}

/**
 * Records a file. A file whose size or time changed is probed again; one that did not keeps what is known of it. Only
 * main files of films and episodes are probed, and of these not the stand-ins and disc images.
 */
export function upsertMediaFile(db: WriteDb, file: NewMediaFile): void {
  const { entity, ...columns } = file;
  const isFeature = file.kind === 'main' && (entity.type === 'movie' || entity.type === 'episode');
  prepare(
    db,
    'mediaFile.upsert',
    `INSERT INTO media_files (library_id, entity_type, entity_id, file_path, kind, extra_type, part, edition, size_bytes,
       mtime_ms, probe_state)
     VALUES (@libraryId, @entityType, @entityId, @filePath, @kind, @extraType, @part, @edition, @sizeBytes, @mtimeMs,
       @wanted)
     ON CONFLICT (entity_type, entity_id, file_path) WHERE deleted_on IS NULL DO UPDATE SET
       kind = excluded.kind, extra_type = excluded.extra_type, part = excluded.part, edition = excluded.edition,
       size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms, updated_at = @now,
       replaced_at = iif(size_bytes = excluded.size_bytes AND mtime_ms = excluded.mtime_ms, replaced_at, @now),
       probe_state = CASE
         WHEN @wanted = 'skipped' THEN 'skipped'
         WHEN probe_state IN ('done', 'failed') AND probed_size_bytes = excluded.size_bytes
              AND probed_mtime_ms = excluded.mtime_ms THEN probe_state
         ELSE 'pending' END,
       probe_error = iif(probed_size_bytes = excluded.size_bytes AND probed_mtime_ms = excluded.mtime_ms, probe_error, NULL)`,
  ).run({
    ...columns,
    entityType: entity.type,
    entityId: entity.id,
    wanted: isFeature && canBeProbed(file.filePath) ? 'pending' : 'skipped',
    now: nowTimestamp(),
  });
}

/** Forgets the files of an item that are no longer on disk, with their streams. */
export function removeOtherFiles(db: WriteDb, entity: EntityRef, presentPaths: readonly string[]): void {
  prepare(
    db,
    'mediaFile.removeOthers',
    `DELETE FROM media_files WHERE entity_type = ? AND entity_id = ?
       AND file_path NOT IN (SELECT value FROM json_each(?))`,
  ).run(entity.type, entity.id, JSON.stringify(presentPaths));
}

/**
 * The file whose streams stand for a film or an episode: the one its own row names, else the first part. Null when there
 * is none.
 */
export function mainFileId(db: ReadDb, entity: EntityRef): number | null {
  const table = ({ movie: 'movies', episode: 'episodes' } as Partial<Record<EntityRef['type'], string>>)[entity.type];
  if (table === undefined) return null;
  const id = prepare(
    db,
    'mediaFile.main',
    `SELECT f.id FROM media_files f LEFT JOIN ${table} item ON item.id = f.entity_id
     WHERE f.entity_type = ? AND f.entity_id = ? AND f.kind = 'main' AND f.deleted_on IS NULL
     ORDER BY f.file_path IS NOT item.file_path, f.part, f.id LIMIT 1`,
  )
    .pluck()
    .get(entity.type, entity.id) as number | undefined;
  return id ?? null;
}
