import type { MediaStreams } from '../domain/streams.ts';
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

export function filesOf(db: ReadDb, movieId: number): MediaFileRow[] {
  return prepare(
    db,
    'mediaFile.of',
    `${SELECT} WHERE entity_type = 'movie' AND entity_id = ? AND deleted_on IS NULL
     ORDER BY kind <> 'main', kind, part, id`,
  ).all(movieId) as MediaFileRow[];
}

export interface NewMediaFile {
  libraryId: number;
  movieId: number;
  filePath: string;
  kind: MediaFileRow['kind'];
  extraType: string | null;
  part: number | null;
  edition: string | null;
  sizeBytes: number;
  mtimeMs: number;
}

/**
 * Records a file. A file whose size or time changed is probed again; one that did not keeps what is known of it. Only
 * main files are probed.
 */
export function upsertMediaFile(db: WriteDb, file: NewMediaFile): void {
  prepare(
    db,
    'mediaFile.upsert',
    `INSERT INTO media_files (library_id, entity_type, entity_id, file_path, kind, extra_type, part, edition, size_bytes,
       mtime_ms, probe_state)
     VALUES (@libraryId, 'movie', @movieId, @filePath, @kind, @extraType, @part, @edition, @sizeBytes, @mtimeMs,
       iif(@kind = 'main', 'pending', 'skipped'))
     ON CONFLICT (entity_type, entity_id, file_path) WHERE deleted_on IS NULL DO UPDATE SET
       kind = excluded.kind, extra_type = excluded.extra_type, part = excluded.part, edition = excluded.edition,
       size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms, updated_at = @now,
       probe_state = CASE
         WHEN excluded.kind <> 'main' THEN 'skipped'
         WHEN probe_state IN ('done', 'failed') AND probed_size_bytes = excluded.size_bytes
              AND probed_mtime_ms = excluded.mtime_ms THEN probe_state
         ELSE 'pending' END,
       probe_error = iif(probed_size_bytes = excluded.size_bytes AND probed_mtime_ms = excluded.mtime_ms, probe_error, NULL)`,
  ).run({ ...file, now: nowTimestamp() });
}

/** Files of a film that are no longer on disk. */
export function removeOtherFiles(db: WriteDb, movieId: number, presentPaths: readonly string[]): void {
  prepare(
    db,
    'mediaFile.removeOthers',
    `DELETE FROM media_files WHERE entity_type = 'movie' AND entity_id = ?
       AND file_path NOT IN (SELECT value FROM json_each(?))`,
  ).run(movieId, JSON.stringify(presentPaths));
}

export interface ProbeTask {
  id: number;
  movieId: number;
  filePath: string;
  sizeBytes: number;
  mtimeMs: number;
}

/** The next main files of live films that wait for ffprobe, after an id. */
export function pendingProbes(db: ReadDb, libraryId: number, afterId: number, limit: number): ProbeTask[] {
  return prepare(
    db,
    'mediaFile.pending',
    `SELECT f.id, f.entity_id AS movieId, f.file_path AS filePath, f.size_bytes AS sizeBytes, f.mtime_ms AS mtimeMs
     FROM media_files f JOIN movies m ON m.id = f.entity_id AND m.deleted_on IS NULL
     WHERE f.library_id = ? AND f.probe_state = 'pending' AND f.entity_type = 'movie' AND f.deleted_on IS NULL AND f.id > ?
     ORDER BY f.id LIMIT ?`,
  ).all(libraryId, afterId, limit) as ProbeTask[];
}

export function countPendingProbes(db: ReadDb, libraryId: number): number {
  return prepare(
    db,
    'mediaFile.countPending',
    `SELECT count(*) FROM media_files WHERE library_id = ? AND probe_state = 'pending' AND deleted_on IS NULL`,
  )
    .pluck()
    .get(libraryId) as number;
}

export function setProbeResult(
  db: WriteDb,
  task: ProbeTask,
  result: { state: 'done'; durationSeconds: number | null } | { state: 'failed'; reason: string },
): void {
  prepare(
    db,
    'mediaFile.setProbe',
    `UPDATE media_files SET probe_state = ?, probe_error = ?, duration_seconds = coalesce(?, duration_seconds),
       probed_size_bytes = ?, probed_mtime_ms = ?, updated_at = ? WHERE id = ?`,
  ).run(
    result.state,
    result.state === 'failed' ? result.reason : null,
    result.state === 'done' ? result.durationSeconds : null,
    task.sizeBytes,
    task.mtimeMs,
    nowTimestamp(),
    task.id,
  );
}

/** True when this is the film's first main file: the one whose streams stand for the film. */
export function isFirstMainFile(db: ReadDb, task: ProbeTask): boolean {
  const first = prepare(
    db,
    'mediaFile.firstMain',
    `SELECT f.id FROM media_files f JOIN movies m ON m.id = f.entity_id
     WHERE f.entity_type = 'movie' AND f.entity_id = ? AND f.kind = 'main' AND f.deleted_on IS NULL
     ORDER BY f.file_path <> m.file_path, f.part, f.id LIMIT 1`,
  )
    .pluck()
    .get(task.movieId);
  return first === task.id;
}

/** Replaces a film's measured streams; external subtitles stay. */
export function setStreams(db: WriteDb, movieId: number, mediaFileId: number, streams: MediaStreams): void {
  prepare(db, 'streams.clearVideo', `DELETE FROM video_streams WHERE entity_type = 'movie' AND entity_id = ?`).run(
    movieId,
  );
  prepare(db, 'streams.clearAudio', `DELETE FROM audio_streams WHERE entity_type = 'movie' AND entity_id = ?`).run(
    movieId,
  );
  prepare(
    db,
    'streams.clearSubtitles',
    `DELETE FROM subtitle_streams WHERE entity_type = 'movie' AND entity_id = ? AND is_external = 0`,
  ).run(movieId);
  const { video } = streams;
  if (video !== null) {
    prepare(
      db,
      'streams.insertVideo',
      `INSERT INTO video_streams (entity_type, entity_id, media_file_id, codec, aspect_ratio, width, height,
         duration_seconds, bitrate, framerate, hdr_type, color_space, file_size)
       VALUES ('movie', @movieId, @mediaFileId, @codec, @aspectRatio, @width, @height, @durationSeconds, @bitrate,
         @framerate, @hdrType, @colorSpace, @fileSize)`,
    ).run({ ...video, movieId, mediaFileId });
  }
  for (const { isDefault, isForced, ...audio } of streams.audio) {
    prepare(
      db,
      'streams.insertAudio',
      `INSERT INTO audio_streams (entity_type, entity_id, media_file_id, stream_index, codec, language, channels,
         channel_layout, bitrate, sample_rate, title, is_default, is_forced)
       VALUES ('movie', @movieId, @mediaFileId, @streamIndex, @codec, @language, @channels, @channelLayout, @bitrate,
         @sampleRate, @title, @isDefault, @isForced)`,
    ).run({ ...audio, isDefault: Number(isDefault), isForced: Number(isForced), movieId, mediaFileId });
  }
  for (const subtitle of streams.subtitles) insertSubtitle(db, movieId, mediaFileId, subtitle);
}

function insertSubtitle(
  db: WriteDb,
  movieId: number,
  mediaFileId: number | null,
  subtitle: MediaStreams['subtitles'][number],
): void {
  prepare(
    db,
    'streams.insertSubtitle',
    `INSERT INTO subtitle_streams (entity_type, entity_id, media_file_id, stream_index, language, codec, title,
       is_external, file_path, is_default, is_forced, is_hearing_impaired)
     VALUES ('movie', @movieId, @mediaFileId, @streamIndex, @language, @codec, @title, @isExternal, @filePath, @isDefault,
       @isForced, @isHearingImpaired)`,
  ).run({
    ...subtitle,
    movieId,
    mediaFileId,
    isExternal: Number(subtitle.isExternal),
    isDefault: Number(subtitle.isDefault),
    isForced: Number(subtitle.isForced),
    isHearingImpaired: Number(subtitle.isHearingImpaired),
  });
}

/** Replaces the subtitle files that lie beside the film. */
export function setExternalSubtitles(db: WriteDb, movieId: number, subtitles: MediaStreams['subtitles']): void {
  prepare(
    db,
    'streams.clearExternal',
    `DELETE FROM subtitle_streams WHERE entity_type = 'movie' AND entity_id = ? AND is_external = 1`,
  ).run(movieId);
  for (const subtitle of subtitles) insertSubtitle(db, movieId, null, subtitle);
}
