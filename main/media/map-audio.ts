import { languageOfStream } from '../domain/stream-language.ts';
import type { MeasuredAudio } from '../domain/streams.ts';
import {
  type FfprobeDocument,
  type FfprobeStream,
  hasDisposition,
  known,
  positive,
  tagOf,
} from './ffprobe-document.ts';
import { soundBitrate } from './stream-bitrate.ts';
import { trackPurpose } from './track-purpose.ts';

const LAYOUTS: Readonly<Record<string, string>> = {
  quad: '4.0',
  downmix: 'stereo',
  hexagonal: '6.0',
  octagonal: '8.0',
};
const USUAL_LAYOUTS: Readonly<Record<number, string>> = {
  1: 'mono',
  2: 'stereo',
  3: '2.1',
  4: '4.0',
  5: '5.0',
  6: '5.1',
  7: '6.1',
  8: '7.1',
};

/** A sound track in the schema's terms. */
export function mapAudio(document: FfprobeDocument, stream: FfprobeStream): MeasuredAudio {
  const channels = positive(stream.channels);
  const language = tagOf(stream, 'language');
  const { isForced: _onlyOfSubtitles, isHearingImpaired: _alsoThis, ...purpose } = trackPurpose(stream);
  return {
    streamIndex: stream.index,
    codec: audioCodec(stream),
    profile: audioProfile(stream),
    language: language === null ? null : languageOfStream(language),
    channels,
    channelLayout: channelLayout(stream, channels),
    bitrate: soundBitrate(document, stream),
    sampleRate: positive(stream.sample_rate),
    bitDepth: positive(stream.bits_per_raw_sample) ?? positive(stream.bits_per_sample),
    title: tagOf(stream, 'title'),
    isDefault: hasDisposition(stream, 'default'),
    isForced: hasDisposition(stream, 'forced'),
    ...purpose,
  };
}

/** Kodi's names for what its skins tell apart; ffprobe's for the rest. */
function audioCodec(stream: FfprobeStream): string | null {
  if (stream.codec_name === 'dts') {
    if (/^DTS-HD MA/.test(stream.profile ?? '')) return 'dtshd_ma';
    if (/^DTS-HD HRA/.test(stream.profile ?? '')) return 'dtshd_hra';
  }
  return known(stream.codec_name);
}

/**
 * Atmos and DTS:X are profiles to ffprobe 6.1 and later; older ones say TrueHD, E-AC-3 and DTS-HD MA of them, and only the
 * title tells more. A title alone makes no Atmos of a codec that cannot carry it.
 */
function audioProfile(stream: FfprobeStream): string | null {
  const profile = known(stream.profile);
  const title = tagOf(stream, 'title') ?? '';
  switch (stream.codec_name) {
    case 'truehd':
    case 'eac3':
      return /\batmos\b/i.test(profile ?? title) ? 'Atmos' : profile;
    case 'dts':
      if (/DTS:X/i.test(profile ?? '')) return /IMAX/i.test(profile ?? '') ? 'DTS:X IMAX' : 'DTS:X';
      return /^DTS-HD MA/.test(profile ?? '') && /\bDTS[:\- ]?X\b/i.test(title) ? 'DTS:X' : profile;
    default:
      return profile;
  }
}

function channelLayout(stream: FfprobeStream, channels: number | null): string | null {
  const named = (stream.channel_layout ?? '').replace(/\(.*\)$/, '').trim();
  if (/^(?:\d+\.\d+(?:\.\d+)?|mono|stereo)$/.test(named)) return named;
  return LAYOUTS[named] ?? (channels === null ? null : (USUAL_LAYOUTS[channels] ?? null));
}
