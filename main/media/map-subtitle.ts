import { languageOfStream } from '../domain/stream-language.ts';
import type { SubtitleTrack } from '../domain/streams.ts';
import { type FfprobeStream, hasDisposition, known, tagOf } from './ffprobe-document.ts';
import { trackPurpose } from './track-purpose.ts';

const CODECS: Readonly<Record<string, string>> = {
  hdmv_pgs_subtitle: 'pgs',
  hdmv_text_subtitle: 'textst',
  dvd_subtitle: 'vobsub',
  dvb_subtitle: 'dvbsub',
  dvb_teletext: 'teletext',
};

/** A subtitle inside a video in the schema's terms. */
export function mapSubtitle(stream: FfprobeStream): SubtitleTrack {
  const language = tagOf(stream, 'language');
  const { isForced, isHearingImpaired, isCommentary } = trackPurpose(stream);
  return {
    streamIndex: stream.index,
    codec: CODECS[stream.codec_name ?? ''] ?? known(stream.codec_name),
    language: language === null ? null : languageOfStream(language),
    title: tagOf(stream, 'title'),
    isExternal: false,
    filePath: null,
    isDefault: hasDisposition(stream, 'default'),
    isForced,
    isHearingImpaired,
    isCommentary,
  };
}
