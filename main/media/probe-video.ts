import type { MeasuredStreams } from '../domain/streams.ts';
import { discMainStream } from './disc-main-stream.ts';
import type { FfprobeDocument, FfprobeFrames } from './ffprobe-document.ts';
import { findHdr10Plus } from './hdr10-plus.ts';
import { tellsHdr10Plus } from './hdr-type.ts';
import { mapFfprobe, mayBeHdr10Plus } from './map-ffprobe.ts';
import { runFfprobe, type RunOptions } from './run-ffprobe.ts';

export type ProbeResult =
  | { ok: true; streams: MeasuredStreams; /** ffprobe's document, to keep. */ raw: FfprobeDocument }
  | { ok: false; reason: string };

/** Formats ffprobe reads as a "video" of one picture. */
const STILL_FORMATS = /^(image2|tty|ico|.*_pipe)$/;

const UNREADABLE = 'ffprobe gave an answer that cannot be read';
/**
 * Enough of the first packets that one is the picture's, also where many sounds and subtitles come first. ffprobe decodes a
 * few pictures to know the stream; nobody looks at them, so they need no smooth edges (an eighth less to do for H.264).
 */
const DESCRIBE = [
  ...['-skip_loop_filter', 'all'],
  ...['-print_format', 'json', '-show_format', '-show_streams'],
  ...['-show_packets', '-read_intervals', '%+#24', '-show_entries', 'packet=stream_index,pos,size'],
];

/**
 * The streams of a video file, by ffprobe. A file that is no video gives a reason fit for the person to read; only an abort
 * throws (the signal's reason).
 * @param path an absolute path; any characters. For the index of a disc structure its main stream is read.
 */
export async function probeVideo(path: string, options: RunOptions = {}): Promise<ProbeResult> {
  let stream: string | null;
  try {
    stream = await discMainStream(path);
  } catch {
    stream = null;
  }
  if (stream === null) return { ok: false, reason: 'the disc holds no video that can be read' };
  const run = await runFfprobe(stream, DESCRIBE, options);
  if (!run.ok) return run;
  const raw: FfprobeDocument | null = parse(run.stdout);
  if (raw === null) return { ok: false, reason: UNREADABLE };
  if (STILL_FORMATS.test(raw.format?.format_name ?? ''))
    return { ok: false, reason: 'this is a picture or a text, not a video' };
  const playable = (raw.streams ?? []).some(({ codec_type }) => codec_type === 'video' || codec_type === 'audio');
  if (!playable) return { ok: false, reason: 'the file has neither picture nor sound' };
  const candidate = mayBeHdr10Plus(raw);
  const isHdr10Plus = candidate !== null && (await isDynamic(stream, raw, candidate, options));
  return { ok: true, streams: mapFfprobe(raw, isHdr10Plus), raw };
}

/**
 * Whether the first frame carries HDR10+. Its bytes say so, where the container keeps them together; else a second ffprobe
 * decodes it, which takes several times as long as all the rest.
 */
async function isDynamic(path: string, raw: FfprobeDocument, index: number, options: RunOptions): Promise<boolean> {
  const told = await findHdr10Plus(path, raw, index);
  if (told !== null) return told;
  const args = ['-print_format', 'json', '-read_intervals', '%+#1', '-select_streams', String(index), '-show_frames'];
  const run = await runFfprobe(path, [...args, '-show_entries', 'frame_side_data=side_data_type'], options);
  // A first frame that cannot be read leaves HDR10, which players fall back to as well.
  const answer: FfprobeFrames | null = run.ok ? parse(run.stdout) : null;
  return (answer?.frames ?? []).some((frame) => tellsHdr10Plus(frame.side_data_list));
}

function parse(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
