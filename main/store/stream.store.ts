import type { MediaStreams } from '../domain/streams.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

type Flags<T> = { [K in keyof T]: T[K] extends boolean ? number : T[K] };

/** A film's streams as they were measured, with the subtitle files beside it. */
export function streamsOf(db: ReadDb, movieId: number): MediaStreams {
  const video = prepare(
    db,
    'streams.video',
    `SELECT codec, aspect_ratio AS aspectRatio, width, height, duration_seconds AS durationSeconds, bitrate, framerate,
       hdr_type AS hdrType, color_space AS colorSpace, file_size AS fileSize
     FROM video_streams WHERE entity_type = 'movie' AND entity_id = ?`,
  ).get(movieId) as MediaStreams['video'] | undefined;
  const audio = prepare(
    db,
    'streams.audio',
    `SELECT stream_index AS streamIndex, codec, language, channels, channel_layout AS channelLayout, bitrate,
       sample_rate AS sampleRate, title, is_default AS isDefault, is_forced AS isForced
     FROM audio_streams WHERE entity_type = 'movie' AND entity_id = ? ORDER BY stream_index`,
  ).all(movieId) as Flags<MediaStreams['audio'][number]>[];
  const subtitles = prepare(
    db,
    'streams.subtitles',
    `SELECT stream_index AS streamIndex, codec, language, title, is_external AS isExternal, file_path AS filePath,
       is_default AS isDefault, is_forced AS isForced, is_hearing_impaired AS isHearingImpaired
     FROM subtitle_streams WHERE entity_type = 'movie' AND entity_id = ? ORDER BY is_external, stream_index, file_path`,
  ).all(movieId) as Flags<MediaStreams['subtitles'][number]>[];
  return {
    video: video ?? null,
    audio: audio.map((row) => ({ ...row, isDefault: row.isDefault === 1, isForced: row.isForced === 1 })),
    subtitles: subtitles.map((row) => ({
      ...row,
      isExternal: row.isExternal === 1,
      isDefault: row.isDefault === 1,
      isForced: row.isForced === 1,
      isHearingImpaired: row.isHearingImpaired === 1,
    })),
  };
}
