import { probeVideo } from '../media/probe-video.ts';
import type { MediaStreams } from '../domain/streams.ts';

export type ProbeOutcome = { ok: true; streams: MediaStreams } | { ok: false; reason: string };

/** Asks ffprobe about one file. A file that cannot be read answers with ffprobe's reason. */
export async function probe(input: { path: string }): Promise<ProbeOutcome> {
  const result = await probeVideo(input.path, {});
  return result.ok ? { ok: true, streams: result.streams } : { ok: false, reason: result.reason };
}
