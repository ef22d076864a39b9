import type { MessagePort } from 'node:worker_threads';
import type { MeasuredStreams } from '../domain/streams.ts';
import { probeVideo } from '../media/probe-video.ts';

export type ProbeOutcome = { ok: true; streams: MeasuredStreams } | { ok: false; reason: string };

/**
 * Asks ffprobe about one file. A file that cannot be read answers with ffprobe's reason. Any message on `cancel` kills the
 * ffprobe; then the answer says nothing of the file. The port is closed at the end.
 */
export async function probe(input: { path: string; cancel?: MessagePort }): Promise<ProbeOutcome> {
  const abort = new AbortController();
  input.cancel?.once('message', () => {
    abort.abort();
  });
  try {
    const result = await probeVideo(input.path, { signal: abort.signal });
    return result.ok ? { ok: true, streams: result.streams } : { ok: false, reason: result.reason };
  } catch (error) {
    if (abort.signal.aborted) return { ok: false, reason: 'cancelled' };
    throw error;
  } finally {
    input.cancel?.close();
  }
}
