import type { ItemDetail } from '../../../contract/items.ts';
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

function videoRow(video: NonNullable<ItemDetail['video']>): StreamRow {
  return {
    key: 'video',
    kind: t.item.files.video,
    codec: video.codec ?? '',
    language: '',
    details: joined([
      video.width && video.height ? t.item.artwork.size(video.width, video.height) : null,
      video.hdrType,
      video.framerate ? t.item.files.fps(video.framerate) : null,
      video.aspectRatio ? `${video.aspectRatio.toFixed(2)}:1` : null,
      video.bitrate ? t.item.files.kilobits(video.bitrate) : null,
    ]),
  };
}

/** Picture, sound and subtitles of a film as rows: facts joined, what is not known left out. */
export function streamRows(detail: Pick<ItemDetail, 'video' | 'audio' | 'subtitles'>): StreamRow[] {
  const audio = detail.audio.map((stream) => ({
    key: `audio-${stream.streamIndex}`,
    kind: t.item.files.audio,
    codec: stream.codec ?? '',
    language: stream.language ?? '',
    details: joined([
      stream.channelLayout ?? (stream.channels ? t.item.files.channels(stream.channels) : null),
      stream.sampleRate ? t.item.files.hertz(stream.sampleRate) : null,
      stream.bitrate ? t.item.files.kilobits(stream.bitrate) : null,
      stream.title,
      stream.isDefault && t.item.files.isDefault,
      stream.isForced && t.item.files.forced,
    ]),
  }));
  const subtitles = detail.subtitles.map((stream, index) => ({
    key: `subtitle-${index}`,
    kind: t.item.files.subtitle,
    codec: stream.codec ?? '',
    language: stream.language ?? '',
    details: joined([
      stream.isExternal && (stream.fileName ?? t.item.files.external),
      stream.title,
      stream.isDefault && t.item.files.isDefault,
      stream.isForced && t.item.files.forced,
      stream.isHearingImpaired && t.item.files.hearingImpaired,
    ]),
  }));
  return [...(detail.video ? [videoRow(detail.video)] : []), ...audio, ...subtitles];
}
