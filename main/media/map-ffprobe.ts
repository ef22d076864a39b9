import { toIso6392 } from '../domain/languages.ts';
import type { AudioStream, MediaStreams, SubtitleStream, VideoStream } from '../domain/streams.ts';
import {
  type FfprobeDocument,
  type FfprobeFrames,
  type FfprobeStream,
  hasDisposition,
  tagOf,
} from './ffprobe-document.ts';
import { hdrTypeOf } from './hdr-type.ts';

/**
 * The streams of a file in the schema's terms, from ffprobe's document.
 * @param document what `-show_format -show_streams` printed
 * @param frames what `-show_frames` printed for the first frame; null when that was not asked (see mayBeHdr10Plus)
 */
export function mapFfprobe(document: FfprobeDocument, frames: FfprobeFrames | null = null): MediaStreams {
  const streams = document.streams ?? [];
  const pictures = streams.filter(isMovingPicture);
  const main = mainVideo(pictures);
  return {
    video: main === null ? null : mapVideo(document, main, pictures, frames),
    audio: streams.filter((stream) => stream.codec_type === 'audio').map(mapAudio),
    subtitles: streams.filter((stream) => stream.codec_type === 'subtitle').map(mapSubtitle),
  };
}

/** The index of the stream whose first frame has to be read to tell HDR10+ from HDR10; null when it cannot be either. */
export function mayBeHdr10Plus(document: FfprobeDocument): number | null {
  const pictures = (document.streams ?? []).filter(isMovingPicture);
  const main = mainVideo(pictures);
  return main !== null && hdrTypeOf(main, pictures, null) === 'HDR10' ? main.index : null;
}

/** Covers are kept as video streams of one picture; they are not the film. */
function isMovingPicture(stream: FfprobeStream): boolean {
  if (stream.codec_type !== 'video') return false;
  if (['attached_pic', 'still_image', 'timed_thumbnails'].some((flag) => hasDisposition(stream, flag))) return false;
  return !(tagOf(stream, 'mimetype') ?? '').startsWith('image/');
}

/** Of the streams flagged default, or of all when none is, the largest; discs put a smaller enhancement layer beside it. */
function mainVideo(pictures: readonly FfprobeStream[]): FfprobeStream | null {
  const flagged = pictures.filter((stream) => hasDisposition(stream, 'default'));
  const area = (stream: FfprobeStream): number => (stream.width ?? 0) * (stream.height ?? 0);
  let best: FfprobeStream | null = null;
  for (const stream of flagged.length > 0 ? flagged : pictures) {
    if (best === null || area(stream) > area(best)) best = stream;
  }
  return best;
}

function mapVideo(
  document: FfprobeDocument,
  stream: FfprobeStream,
  pictures: readonly FfprobeStream[],
  frames: FfprobeFrames | null,
): VideoStream {
  const fileSize = positive(document.format?.size) ?? 0;
  const seconds = durationOf(document, pictures);
  const width = positive(stream.width);
  const height = positive(stream.height);
  const isTurned = Math.abs(rotationOf(stream)) % 180 === 90;
  const ratio = width === null || height === null ? null : (width * sampleAspect(stream)) / height;
  const shownRatio = ratio !== null && isTurned ? 1 / ratio : ratio;
  return {
    codec: stream.codec_name ?? null,
    aspectRatio: shownRatio === null ? null : Math.round(shownRatio * 100) / 100,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    durationSeconds: seconds === null ? null : Math.round(seconds),
    bitrate: videoBitrate(document, stream, fileSize, seconds),
    framerate: frameRate(stream),
    hdrType: hdrTypeOf(stream, pictures, frames),
    colorSpace: colorSpace(stream),
    fileSize,
  };
}

function mapAudio(stream: FfprobeStream): AudioStream {
  const channels = positive(stream.channels);
  return {
    streamIndex: stream.index,
    codec: audioCodec(stream),
    language: languageOf(stream),
    channels,
    channelLayout: channelLayout(stream, channels),
    bitrate: kilobits(ownBitrate(stream)),
    sampleRate: positive(stream.sample_rate),
    title: tagOf(stream, 'title'),
    isDefault: hasDisposition(stream, 'default'),
    isForced: hasDisposition(stream, 'forced'),
  };
}

function mapSubtitle(stream: FfprobeStream): SubtitleStream {
  const title = tagOf(stream, 'title');
  return {
    streamIndex: stream.index,
    codec: subtitleCodec(stream.codec_name),
    language: languageOf(stream),
    title,
    isExternal: false,
    filePath: null,
    isDefault: hasDisposition(stream, 'default'),
    // Many tools only write it into the title.
    isForced: hasDisposition(stream, 'forced') || /\bforced\b/i.test(title ?? ''),
    isHearingImpaired:
      hasDisposition(stream, 'hearing_impaired') ||
      hasDisposition(stream, 'captions') ||
      /\b(sdh|cc|hearing[ -]impaired|closed captions?)\b/i.test(title ?? ''),
  };
}

/** Kodi's names for what its skins tell apart; ffprobe's for the rest. */
function audioCodec(stream: FfprobeStream): string | null {
  if (stream.codec_name === 'dts') {
    if (/^DTS-HD MA/.test(stream.profile ?? '')) return 'dtshd_ma';
    if (/^DTS-HD HRA/.test(stream.profile ?? '')) return 'dtshd_hra';
  }
  return stream.codec_name ?? null;
}

function subtitleCodec(name: string | undefined): string | null {
  switch (name) {
    case 'hdmv_pgs_subtitle':
      return 'pgs';
    case 'dvd_subtitle':
      return 'vobsub';
    case 'dvb_subtitle':
      return 'dvbsub';
    default:
      return name ?? null;
  }
}

function languageOf(stream: FfprobeStream): string | null {
  const tag = tagOf(stream, 'language');
  return tag === null ? null : toIso6392(tag);
}

function channelLayout(stream: FfprobeStream, channels: number | null): string | null {
  const named = (stream.channel_layout ?? '').replace(/\(.*\)$/, '').trim();
  if (named !== '' && !/channels?$/.test(named)) return named;
  const usual: Record<number, string> = {
    1: 'mono',
    2: 'stereo',
    3: '2.1',
    4: '4.0',
    5: '5.0',
    6: '5.1',
    7: '6.1',
    8: '7.1',
  };
  return channels === null ? null : (usual[channels] ?? null);
}

/** Seconds. A subtitle with an absurd end makes the whole file claim weeks; then the pictures are believed. */
function durationOf(document: FfprobeDocument, pictures: readonly FfprobeStream[]): number | null {
  const claimed = positive(document.format?.duration);
  const heard = (document.streams ?? []).filter((stream) => stream.codec_type === 'audio');
  const own = [...pictures, ...heard].map(ownDuration).filter((seconds) => seconds !== null);
  const longest = own.length === 0 ? null : Math.max(...own);
  if (claimed === null || longest === null) return claimed ?? longest;
  return claimed > 2 * longest + 10 ? longest : claimed;
}

function ownDuration(stream: FfprobeStream): number | null {
  const plain = positive(stream.duration);
  if (plain !== null) return plain;
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(tagOf(stream, 'duration') ?? '') ?? [];
  return seconds === undefined ? null : positive(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** kbit/s: the stream's own, or what the file leaves after the sound that tells its own. */
function videoBitrate(
  document: FfprobeDocument,
  stream: FfprobeStream,
  fileSize: number,
  seconds: number | null,
): number | null {
  const own = ownBitrate(stream);
  if (own !== null) return kilobits(own);
  if (seconds === null || fileSize === 0) return kilobits(positive(document.format?.bit_rate));
  let rest = (fileSize * 8) / seconds;
  for (const other of document.streams ?? []) {
    if (other.codec_type === 'audio') rest -= ownBitrate(other) ?? 0;
  }
  return rest > 0 ? kilobits(rest) : null;
}

/** bit/s; Matroska keeps it in a tag that may carry a language. */
function ownBitrate(stream: FfprobeStream): number | null {
  const plain = positive(stream.bit_rate);
  if (plain !== null) return plain;
  for (const [key, value] of Object.entries(stream.tags ?? {})) {
    if (/^bps(-[a-z]+)?$/i.test(key)) return positive(value);
  }
  return null;
}

/** Frames a second. The average, unless it is the nominal rate but for rounding of the time stamps. */
function frameRate(stream: FfprobeStream): number | null {
  const average = fraction(stream.avg_frame_rate, '/');
  const nominal = fraction(stream.r_frame_rate, '/');
  const isClose = average !== null && nominal !== null && Math.abs(nominal / average - 1) < 0.01;
  const rate = isClose ? nominal : (average ?? nominal);
  return rate === null || rate > 1000 ? null : Math.round(rate * 1000) / 1000;
}

function sampleAspect(stream: FfprobeStream): number {
  return fraction(stream.sample_aspect_ratio, ':') ?? 1;
}

function rotationOf(stream: FfprobeStream): number {
  const matrix = stream.side_data_list?.find((data) => data.rotation !== undefined);
  return matrix?.rotation ?? (Number(tagOf(stream, 'rotate')) || 0);
}

function colorSpace(stream: FfprobeStream): string | null {
  for (const name of [stream.color_space, stream.color_primaries]) {
    if (name === undefined || name === 'unknown' || name === 'reserved') continue;
    return /^bt2020/.test(name) ? 'bt2020' : name;
  }
  return null;
}

function fraction(text: string | undefined, separator: string): number | null {
  const [over, under] = (text ?? '').split(separator).map(Number);
  return over !== undefined && under !== undefined && over > 0 && under > 0 ? over / under : null;
}

function kilobits(bitsPerSecond: number | null): number | null {
  return bitsPerSecond === null ? null : Math.round(bitsPerSecond / 1000);
}

function positive(value: string | number | undefined): number | null {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : null;
}
