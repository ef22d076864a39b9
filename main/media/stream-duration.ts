import { type FfprobeDocument, type FfprobeStream, positive } from './ffprobe-document.ts';

/**
 * The length of a file in seconds; null when nothing tells. A subtitle with an absurd end makes the whole file claim weeks;
 * then the pictures and sounds are believed.
 */
export function durationOf(document: FfprobeDocument, pictures: readonly FfprobeStream[]): number | null {
  const claimed = positive(document.format?.duration);
  const heard = (document.streams ?? []).filter((stream) => stream.codec_type === 'audio');
  const own = [...pictures, ...heard].map(ownDuration).filter((seconds) => seconds !== null);
  const longest = own.length === 0 ? null : Math.max(...own);
  if (claimed === null || longest === null) return claimed ?? longest;
  return claimed > 2 * longest + 10 ? longest : claimed;
}

/** A stream's own length in seconds. Matroska keeps it in a tag, to the nanosecond. */
export function ownDuration(stream: FfprobeStream): number | null {
  const plain = positive(stream.duration);
  if (plain !== null) return plain;
  for (const [key, value] of Object.entries(stream.tags ?? {})) {
    if (!/^duration(?:-[a-z]+)?$/i.test(key)) continue;
    const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:[.,]\d+)?)$/.exec(value.trim()) ?? [];
    if (seconds === undefined) continue;
    return positive(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.')));
  }
  return null;
}
