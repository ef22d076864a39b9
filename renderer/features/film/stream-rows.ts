import type { MovieDetail } from '../../../contract/movies.ts';
import { t } from '../../messages/t.ts';

/** One line of the table of streams. */
export interface StreamRow {
  key: string;
  kind: string;
  codec: string;
  language: string;
  details: string;
}

const joined = (parts: readonly (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ');

function videoRow(video: NonNullable<MovieDetail['video']>): StreamRow {
  return {
    key: 'video',
    kind: t.film.files.video,
    codec: video.codec ?? '',
    language: '',
    details: joined([
      video.width && video.height ? t.film.artwork.size(video.width, video.height) : null,
      video.hdrType,
      video.framerate ? t.film.files.fps(video.framerate) : null,
      video.aspectRatio ? `${video.aspectRatio.toFixed(2)}:1` : null,
      video.bitrate ? t.film.files.kilobits(video.bitrate) : null,
    ]),
  };
}

/** Picture, sound and subtitles of a film as rows: facts joined, what is not known left out. */
export function streamRows(detail: Pick<MovieDetail, 'video' | 'audio' | 'subtitles'>): StreamRow[] {
  const audio = detail.audio.map((stream) => ({
    key: `audio-${stream.streamIndex}`,
    kind: t.film.files.audio,
    codec: stream.codec ?? '',
    language: stream.language ?? '',
    details: joined([
      stream.channelLayout ?? (stream.channels ? t.film.files.channels(stream.channels) : null),
      stream.sampleRate ? t.film.files.hertz(stream.sampleRate) : null,
      stream.bitrate ? t.film.files.kilobits(stream.bitrate) : null,
      stream.title,
      stream.isDefault && t.film.files.isDefault,
      stream.isForced && t.film.files.forced,
    ]),
  }));
  const subtitles = detail.subtitles.map((stream, index) => ({
    key: `subtitle-${index}`,
    kind: t.film.files.subtitle,
    codec: stream.codec ?? '',
    language: stream.language ?? '',
    details: joined([
      stream.isExternal && (stream.fileName ?? t.film.files.external),
      stream.title,
      stream.isDefault && t.film.files.isDefault,
      stream.isForced && t.film.files.forced,
      stream.isHearingImpaired && t.film.files.hearingImpaired,
    ]),
  }));
  return [...(detail.video ? [videoRow(detail.video)] : []), ...audio, ...subtitles];
}
