import type { EntityRef } from '../domain/entity-ref.ts';
import type { MeasuredStreams, MeasuredVideo } from '../domain/streams.ts';
import { mainFileId } from './media-file.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

type Flags<T> = { [K in keyof T]: T[K] extends boolean ? number : T[K] };

/**
 * An item's streams: those of its main file as they were measured, with the subtitle files beside it. Nothing is measured
 * while the main file waits for its first probe.
 */
export function streamsOf(db: ReadDb, entity: EntityRef): MeasuredStreams {
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
export function measuredStreams(db: ReadDb, entity: EntityRef, mediaFileId: number | null): MeasuredStreams {
  const key = [entity.type, entity.id, mediaFileId];
  const video = prepare(
    db,
    'streams.video',
    `SELECT codec, profile, aspect_ratio AS aspectRatio, width, height, duration_seconds AS durationSeconds, bitrate,
       framerate, bit_depth AS bitDepth, pixel_format AS pixelFormat, hdr_type AS hdrType, hdr_profile AS hdrProfile,
       hdr_base AS hdrBase, color_space AS colorSpace, color_transfer AS colorTransfer, color_primaries AS colorPrimaries,
       is_interlaced AS isInterlaced, stereo_mode AS stereoMode, file_size AS fileSize
     FROM video_streams WHERE entity_type = ? AND entity_id = ? AND media_file_id IS ?`,
  ).get(...key) as (Omit<MeasuredVideo, 'isInterlaced'> & { isInterlaced: number | null }) | undefined;
  const audio = prepare(
    db,
    'streams.audio',
    `SELECT stream_index AS streamIndex, codec, profile, language, channels, channel_layout AS channelLayout, bitrate,
       sample_rate AS sampleRate, bit_depth AS bitDepth, title, is_default AS isDefault, is_forced AS isForced,
       is_commentary AS isCommentary, is_visual_impaired AS isVisualImpaired
     FROM audio_streams WHERE entity_type = ? AND entity_id = ? AND media_file_id IS ? ORDER BY stream_index`,
  ).all(...key) as Flags<MeasuredStreams['audio'][number]>[];
  const subtitles = prepare(
    db,
    'streams.embedded',
    `${SELECT_SUBTITLES} AND is_external = 0 AND media_file_id IS ? ORDER BY stream_index`,
  ).all(...key);
  return {
    video:
      video === undefined
        ? null
        : { ...video, isInterlaced: video.isInterlaced === null ? null : video.isInterlaced === 1 },
    audio: audio.map((row) => ({
      ...row,
      isDefault: row.isDefault === 1,
      isForced: row.isForced === 1,
      isCommentary: row.isCommentary === 1,
      isVisualImpaired: row.isVisualImpaired === 1,
    })),
    subtitles: subtitleRows(subtitles),
  };
}

const SELECT_SUBTITLES = `SELECT stream_index AS streamIndex, codec, language, title, is_external AS isExternal,
    file_path AS filePath, is_default AS isDefault, is_forced AS isForced, is_hearing_impaired AS isHearingImpaired,
    is_commentary AS isCommentary
  FROM subtitle_streams WHERE entity_type = ? AND entity_id = ?`;

function subtitleRows(rows: readonly unknown[]): MeasuredStreams['subtitles'] {
  return (rows as Flags<MeasuredStreams['subtitles'][number]>[]).map((row) => ({
    ...row,
    isExternal: row.isExternal === 1,
    isDefault: row.isDefault === 1,
    isForced: row.isForced === 1,
    isHearingImpaired: row.isHearingImpaired === 1,
    isCommentary: row.isCommentary === 1,
  }));
}

/** Replaces what was measured in one file of a film or an episode; other files and external subtitles stay. */
export function setStreams(db: WriteDb, entity: EntityRef, mediaFileId: number, streams: MeasuredStreams): void {
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
      `INSERT INTO video_streams (entity_type, entity_id, media_file_id, codec, profile, aspect_ratio, width, height,
         duration_seconds, bitrate, framerate, bit_depth, pixel_format, hdr_type, hdr_profile, hdr_base, color_space,
         color_transfer, color_primaries, is_interlaced, stereo_mode, file_size)
       VALUES (@entityType, @entityId, @mediaFileId, @codec, @profile, @aspectRatio, @width, @height, @durationSeconds,
         @bitrate, @framerate, @bitDepth, @pixelFormat, @hdrType, @hdrProfile, @hdrBase, @colorSpace, @colorTransfer,
         @colorPrimaries, @isInterlaced, @stereoMode, @fileSize)`,
    ).run({ ...video, ...owner, isInterlaced: video.isInterlaced === null ? null : Number(video.isInterlaced) });
  }
  for (const audio of streams.audio) {
    prepare(
      db,
      'streams.insertAudio',
      `INSERT INTO audio_streams (entity_type, entity_id, media_file_id, stream_index, codec, profile, language,
         channels, channel_layout, bitrate, sample_rate, bit_depth, title, is_default, is_forced, is_commentary,
         is_visual_impaired)
       VALUES (@entityType, @entityId, @mediaFileId, @streamIndex, @codec, @profile, @language, @channels, @channelLayout,
         @bitrate, @sampleRate, @bitDepth, @title, @isDefault, @isForced, @isCommentary, @isVisualImpaired)`,
    ).run({
      ...audio,
      ...owner,
      isDefault: Number(audio.isDefault),
      isForced: Number(audio.isForced),
      isCommentary: Number(audio.isCommentary),
      isVisualImpaired: Number(audio.isVisualImpaired),
    });
  }
  for (const subtitle of streams.subtitles) insertSubtitle(db, entity, mediaFileId, subtitle);
}

/** Replaces the subtitle files that lie beside a film or an episode. */
export function setExternalSubtitles(db: WriteDb, entity: EntityRef, subtitles: MeasuredStreams['subtitles']): void {
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
  subtitle: MeasuredStreams['subtitles'][number],
): void {
  prepare(
    db,
    'streams.insertSubtitle',
    `INSERT INTO subtitle_streams (entity_type, entity_id, media_file_id, stream_index, language, codec, title,
       is_external, file_path, is_default, is_forced, is_hearing_impaired, is_commentary)
     VALUES (@entityType, @entityId, @mediaFileId, @streamIndex, @language, @codec, @title, @isExternal, @filePath,
       @isDefault, @isForced, @isHearingImpaired, @isCommentary)`,
  ).run({
    ...subtitle,
    entityType: entity.type,
    entityId: entity.id,
    mediaFileId,
    isExternal: Number(subtitle.isExternal),
    isDefault: Number(subtitle.isDefault),
    isForced: Number(subtitle.isForced),
    isHearingImpaired: Number(subtitle.isHearingImpaired),
    isCommentary: Number(subtitle.isCommentary),
  });
}
