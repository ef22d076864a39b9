import type { EntityRef } from '../domain/entity-ref.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A file that waits for ffprobe. */
export interface ProbeTask {
  id: number;
  libraryId: number;
  filePath: string;
  sizeBytes: number;
  mtimeMs: number;
}

const WAITING = `f.library_id = ? AND f.probe_state = 'pending' AND f.deleted_on IS NULL AND CASE f.entity_type
    WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies m WHERE m.id = f.entity_id AND m.deleted_on IS NULL)
    WHEN 'episode' THEN EXISTS (SELECT 1 FROM live_episodes e WHERE e.id = f.entity_id)
    ELSE 0 END`;

/** The next files of live items that wait for ffprobe, after an id. A file of several episodes comes once for each. */
export function pendingProbes(db: ReadDb, libraryId: number, afterId: number, limit: number): ProbeTask[] {
  return prepare(
    db,
    'probeQueue.next',
    `SELECT f.id, f.library_id AS libraryId, f.file_path AS filePath, f.size_bytes AS sizeBytes, f.mtime_ms AS mtimeMs
     FROM media_files f INDEXED BY idx_media_files_needs_probe
     WHERE ${WAITING} AND f.id > ? ORDER BY f.id LIMIT ?`,
  ).all(libraryId, afterId, limit) as ProbeTask[];
}

export function countPendingProbes(db: ReadDb, libraryId: number): number {
  return prepare(
    db,
    'probeQueue.count',
    `SELECT count(*) FROM media_files f INDEXED BY idx_media_files_needs_probe WHERE ${WAITING}`,
  )
    .pluck()
    .get(libraryId) as number;
}

export interface ProbedFile {
  id: number;
  entity: EntityRef;
}

/**
 * Keeps the outcome at every item that the file belongs to, and answers them. A file that a scan found changed meanwhile
 * goes on waiting and is not among them.
 */
export function setProbeResult(
  db: WriteDb,
  task: ProbeTask,
  result: { state: 'done'; durationSeconds: number | null } | { state: 'failed'; reason: string },
): ProbedFile[] {
  const rows = prepare(
    db,
    'probeQueue.setResult',
    `UPDATE media_files SET probe_state = @state, probe_error = @reason, duration_seconds = @durationSeconds,
       probed_size_bytes = size_bytes, probed_mtime_ms = mtime_ms, updated_at = @now
     WHERE file_path = @filePath AND library_id = @libraryId AND probe_state = 'pending' AND deleted_on IS NULL
       AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs
     RETURNING id, entity_type AS type, entity_id AS entityId`,
  ).all({
    ...task,
    state: result.state,
    reason: result.state === 'failed' ? result.reason : null,
    durationSeconds: result.state === 'done' ? result.durationSeconds : null,
    now: nowTimestamp(),
  }) as { id: number; type: EntityRef['type']; entityId: number }[];
  return rows.map(({ id, type, entityId }) => ({ id, entity: { type, id: entityId } }));
}
