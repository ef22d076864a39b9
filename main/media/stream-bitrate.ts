import { type FfprobeDocument, type FfprobeStream, positive } from './ffprobe-document.ts';
import { ownDuration } from './stream-duration.ts';

/** Sound whose rate swings so much that none of it can be left out of a sum. */
const LOSSLESS = /^(?:truehd|mlp|flac|alac|wavpack|tta|ape|pcm_.*)$/;

/**
 * The picture's rate in kbit/s: its own, or what the file leaves after the sound. Null when the rest would be another's:
 * a second picture or lossless sound without a rate of its own.
 */
export function pictureBitrate(
  document: FfprobeDocument,
  main: FfprobeStream,
  pictures: readonly FfprobeStream[],
  seconds: number | null,
): number | null {
  const own = ownBitrate(document, main);
  if (own !== null) return kilobits(own);
  const sizeBytes = positive(document.format?.size);
  const whole =
    seconds === null || sizeBytes === null ? positive(document.format?.bit_rate) : (sizeBytes * 8) / seconds;
  if (whole === null) return null;
  let rest = whole;
  for (const other of document.streams ?? []) {
    const isPicture = other !== main && pictures.includes(other);
    if (other.codec_type !== 'audio' && !isPicture) continue;
    const rate = ownBitrate(document, other);
    if (rate !== null) rest -= rate;
    else if (isPicture || isLossless(other)) return null;
  }
  return rest > 0 ? kilobits(rest) : null;
}

/** A sound track's rate in kbit/s. */
export function soundBitrate(document: FfprobeDocument, stream: FfprobeStream): number | null {
  const own = ownBitrate(document, stream);
  return own === null ? null : kilobits(own);
}

/**
 * bit/s: what the container or the codec says, else mkvmerge's statistics, which may carry a language
 * (https://mkvtoolnix.download/doc/mkvmerge.html#mkvmerge.description.track_statistics_tags). Those outlive a conversion by
 * other tools: a rate above the whole file's is not believed. Of DTS-HD, older ffprobes tell only the core's rate.
 */
function ownBitrate(document: FfprobeDocument, stream: FfprobeStream): number | null {
  const plain = positive(stream.bit_rate);
  const isCore = stream.codec_name === 'dts' && /^DTS-HD/.test(stream.profile ?? '');
  if (plain !== null && !isCore) return plain;
  const counted = statistic(stream, 'bps') ?? countedBytes(stream);
  const whole = positive(document.format?.bit_rate);
  const isStale = counted !== null && whole !== null && counted > whole * 1.1;
  return isStale ? plain : (counted ?? plain);
}

function countedBytes(stream: FfprobeStream): number | null {
  const bytes = statistic(stream, 'number_of_bytes');
  const seconds = ownDuration(stream);
  return bytes === null || seconds === null ? null : (bytes * 8) / seconds;
}

function statistic(stream: FfprobeStream, name: string): number | null {
  for (const [key, value] of Object.entries(stream.tags ?? {})) {
    if (key.toLowerCase().replace(/-[a-z]+$/, '') === name) return positive(value);
  }
  return null;
}

function isLossless(stream: FfprobeStream): boolean {
  return LOSSLESS.test(stream.codec_name ?? '') || /^DTS-HD MA/.test(stream.profile ?? '');
}

function kilobits(bitsPerSecond: number): number {
  return Math.round(bitsPerSecond / 1000);
}
