import type { FfprobeStream } from './ffprobe-document.ts';

/** Rates that films are made in; the fractions are NTSC's. */
const USUAL = [
  ...[24000 / 1001, 24, 25, 30000 / 1001, 30, 48000 / 1001, 48, 50, 60000 / 1001, 60],
  ...[12000 / 1001, 12, 12.5, 15000 / 1001, 15, 100, 120000 / 1001, 120],
];
/** Time stamps in milliseconds blur an average by no more. */
const BLUR = 0.0002;
/** Between 24 and 24000/1001 lies a tenth of this. */
const NEAR = 0.01;

/**
 * Frames a second, to three places. The average, which telecine and interlacing do not double; the nominal rate when the
 * average is only a blurred form of it. Null for clocks that pass as rates (90000/1).
 */
export function frameRate(stream: FfprobeStream): number | null {
  const average = fraction(stream.avg_frame_rate, '/');
  const nominal = fraction(stream.r_frame_rate, '/');
  const rate = average === null ? nominal : (usual(average) ?? near(nominal, average) ?? average);
  return rate === null || rate > 1000 ? null : Math.round(rate * 1000) / 1000;
}

function usual(rate: number): number | null {
  return USUAL.find((known) => Math.abs(known / rate - 1) < BLUR) ?? null;
}

function near(nominal: number | null, average: number): number | null {
  return nominal !== null && Math.abs(nominal / average - 1) < NEAR ? nominal : null;
}

/** `24000/1001` or `16:9` as a number; null when it is none or 0. */
export function fraction(text: string | undefined, separator: '/' | ':'): number | null {
  const [over, under] = (text ?? '').split(separator).map(Number);
  return over !== undefined && under !== undefined && over > 0 && under > 0 ? over / under : null;
}
