import type { EntityRef } from '../domain/entity-ref.ts';
import type { MediaStreams } from '../domain/streams.ts';
import { mainFileId } from './media-file.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

type Flags<T> = { [K in keyof T]: T[K] extends boolean ? number : T[K] };

/**
 * An item's streams: those of its main file as they were measured, with the subtitle files beside it. Nothing is measured
 * while the main file waits for its first probe.
 */
export function streamsOf(db: ReadDb, entity: EntityRef): MediaStreams {
  const measured = measuredStreams(db, entity, mainFileId(db, entity));
  const external = subtitleRows(
    prepare(db, 'streams.external', `${SELECT_SUBTITLES} AND is_external = 1 ORDER BY file_path, stream_index`).all(
      entity.type,
      entity.id,
    ),
  );
  return { ...measured, subtitles: [...measured.subtitles, ...external] };
}

/** The streams inside one file of an item; `null` for what was measured without a file of its own. */
export function measuredStreams(db: ReadDb, entity: EntityRef, mediaFileId: number | null): MediaStreams {
  const key = [entity.type, entity.id, mediaFileId];
  const video = prepare(
    db,
    'streams.video',
    `SELECT codec, aspect_ratio AS aspectRatio, width, height, duration_seconds AS durationSeconds, bitrate, framerate,
       hdr_type AS hdrType, color_space AS colorSpace, file_size AS fileSize
     FROM video_streams WHERE entity_type = ? AND entity_id = ? AND media_file_id IS ?`,
  ).get(...key) as MediaStreams['video'] | undefined;
  const audio = prepare(
    db,
    'streams.audio',
    `SELECT stream_index AS streamIndex, codec, language, channels, channel_layout AS channelLayout, bitrate,
       sample_rate AS sampleRate, title, is_default AS isDefault, is_forced AS isForced
     FROM audio_streams WHERE entity_type = ? AND entity_id = ? AND media_file_id IS ? ORDER BY stream_index`,
  ).all(...key) as Flags<MediaStreams['audio'][number]>[];
  const subtitles = prepare(
    db,
    'streams.embedded',
    `${SELECT_SUBTITLES} AND is_external = 0 AND media_file_id IS ? ORDER BY stream_index`,
  ).all(...key);
  return {
    video: video ?? null,
    audio: audio.map((row) => ({ ...row, isDefault: row.isDefault === 1, isForced: row.isForced === 1 })),
    subtitles: subtitleRows(subtitles),
  };
}

const SELECT_SUBTITLES = `SELECT stream_index AS streamIndex, codec, language, title, is_external AS isExternal,
    file_path AS filePath, is_default AS isDefault, is_forced AS isForced, is_hearing_impaired AS isHearingImpaired
  FROM subtitle_streams WHERE entity_type = ? AND entity_id = ?`;

function subtitleRows(rows: readonly unknown[]): MediaStreams['subtitles'] {
  return (rows as Flags<MediaStreams['subtitles'][number]>[]).map((row) => ({
    ...row,
    isExternal: row.isExternal === 1,
    isDefault: row.isDefault === 1,
    isForced: row.isForced === 1,
    isHearingImpaired: row.isHearingImpaired === 1,
  }));
}

/** Replaces what was measured in one file of a film or an episode; other files and external subtitles stay. */
export function setStreams(db: WriteDb, entity: EntityRef, mediaFileId: number, streams: MediaStreams): void {
  for (const table of ['video_streams', 'audio_streams', 'subtitle_streams']) {
    prepare(
      db,
      'streams.clear',
      // Rows without a file are of a time when an item's streams were one set.
      `DELETE FROM ${table} WHERE entity_type = ? AND entity_id = ? AND (media_file_id = ? OR media_file_id IS NULL)
       ${table === 'subtitle_streams' ? 'AND is_external = 0' : ''}`,
    ).run(entity.type, entity.id, mediaFileId);
  }
  const owner = { entityType: entity.type, entityId: entity.id, mediaFileId };
  const { video } = streams;
  if (video !== null) {
    prepare(
      db,
      'streams.insertVideo',
      `INSERT INTO video_streams (entity_type, entity_id, media_file_id, codec, aspect_ratio, width, height,
         duration_seconds, bitrate, framerate, hdr_type, color_space, file_size)
       VALUES (@entityType, @entityId, @mediaFileId, @codec, @aspectRatio, @width, @height, @durationSeconds, @bitrate,
         @framerate, @hdrType, @colorSpace, @fileSize)`,
    ).run({ ...video, ...owner });
  }
  for (const { isDefault, isForced, ...audio } of streams.audio) {
    prepare(
      db,
      'streams.insertAudio',
      `INSERT INTO audio_streams (entity_type, entity_id, media_file_id, stream_index, codec, language, channels,
         channel_layout, bitrate, sample_rate, title, is_default, is_forced)
       VALUES (@entityType, @entityId, @mediaFileId, @streamIndex, @codec, @language, @channels, @channelLayout, @bitrate,
         @sampleRate, @title, @isDefault, @isForced)`,
    ).run({ ...audio, ...owner, isDefault: Number(isDefault), isForced: Number(isForced) });
  }
  for (const subtitle of streams.subtitles) insertSubtitle(db, entity, mediaFileId, subtitle);
}

/** Replaces the subtitle files that lie beside a film or an episode. */
export function setExternalSubtitles(db: WriteDb, entity: EntityRef, subtitles: MediaStreams['subtitles']): void {
  prepare(
    db,
    'streams.clearExternal',
    'DELETE FROM subtitle_streams WHERE entity_type = ? AND entity_id = ? AND is_external = 1',
  ).run(entity.type, entity.id);
  for (const subtitle of subtitles) insertSubtitle(db, entity, null, subtitle);
}

function insertSubtitle(
  db: WriteDb,
  entity: EntityRef,
  mediaFileId: number | null,
  subtitle: MediaStreams['subtitles'][number],
): void {
  prepare(
    db,
    'streams.insertSubtitle',
    `INSERT INTO subtitle_streams (entity_type, entity_id, media_file_id, stream_index, language, codec, title,
       is_external, file_path, is_default, is_forced, is_hearing_impaired)
     VALUES (@entityType, @entityId, @mediaFileId, @streamIndex, @language, @codec, @title, @isExternal, @filePath,
       @isDefault, @isForced, @isHearingImpaired)`,
  ).run({
    ...subtitle,
    entityType: entity.type,
    entityId: entity.id,
    mediaFileId,
    isExternal: Number(subtitle.isExternal),
    isDefault: Number(subtitle.isDefault),
    isForced: Number(subtitle.isForced),
    isHearingImpaired: Number(subtitle.isHearingImpaired),
  });
}
