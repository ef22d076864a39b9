import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { CoreError } from '../../domain/core-error.ts';
import type { ImageFetcher } from '../../providers/http/fetch-image.ts';
import type { CandidateRecord } from '../../store/candidate.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { asSentence } from './as-sentence.ts';
import { fetchFailure } from './fetch-failure.ts';

export interface PreviewDependencies {
  pool: WorkerPool;
  thumbsDir: string;
  fetchImage: ImageFetcher;
}

export interface PreviewBytes {
  bytes: Uint8Array;
  mimeType: string;
}

/** What could not be shown a moment ago is not asked for again while somebody scrolls up and down. */
const FAILURE_MS = 60_000;
const MAX_FAILURES = 1_000;
/** From this width on somebody looks at the image in full: the provider's preview would be blurred. */
const LARGE_WIDTH = 1280;

/**
 * Small versions of images that are not downloaded: the provider's own preview, or where it has none the image itself,
 * fetched once and kept beside the other thumbnails. Whoever waits for one waits for no other; when all of them have gone,
 * so does the request. Throws CoreErrors.
 */
export function createCandidatePreviews(
  deps: PreviewDependencies,
): (candidate: CandidateRecord, width: number, signal: AbortSignal) => Promise<PreviewBytes> {
  const flights = new Map<string, { made: Promise<PreviewBytes>; waiting: number; control: AbortController }>();
  const failures = new Map<string, { error: unknown; untilMs: number }>();

  async function make(
    { provider }: CandidateRecord,
    url: string,
    width: number,
    signal: AbortSignal,
  ): Promise<PreviewBytes> {
    // Filed by its address: the bytes are not known, and need not be.
    const key = createHash('sha256').update(url).digest('hex');
    const kept = await deps.pool.run('readThumbnail', { thumbsDir: deps.thumbsDir, hash: key, width });
    if (kept !== null) return { bytes: kept, mimeType: 'image/webp' };
    const { path } = await deps.fetchImage({ provider, url, signal, isInteractive: true });
    try {
      const { bytes, mimeType } = await deps.pool.run('makeThumbnail', {
        thumbsDir: deps.thumbsDir,
        hash: key,
        path,
        width,
        wantsColor: false,
      });
      return { bytes, mimeType };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CoreError('image_invalid', `This image cannot be shown: ${asSentence(reason)}`);
    } finally {
      await rm(path, { force: true });
    }
  }

  return async (candidate, width, signal) => {
    const isLarge = width >= LARGE_WIDTH && candidate.url !== null;
    const url = isLarge ? candidate.url : (candidate.previewUrl ?? candidate.url);
    if (url === null) throw new CoreError('not_found', 'There is no picture of it.');
    const key = `${String(width)} ${url}`;
    const failed = failures.get(key);
    if (failed !== undefined && failed.untilMs > Date.now()) throw failed.error;
    let flight = flights.get(key);
    if (flight === undefined) {
      const control = new AbortController();
      const made = make(candidate, url, width, control.signal)
        .catch((error: unknown) => {
          const failure = fetchFailure(error);
          if (!control.signal.aborted) {
            if (failures.size >= MAX_FAILURES) failures.clear();
            failures.set(key, { error: failure, untilMs: Date.now() + FAILURE_MS });
          }
          throw failure;
        })
        .finally(() => flights.delete(key));
      flight = { made, waiting: 0, control };
      flights.set(key, flight);
    }
    return waitFor(flight, signal);
  };
}

/** Ends the work when the last one has stopped waiting for it. */
async function waitFor(
  flight: { made: Promise<PreviewBytes>; waiting: number; control: AbortController },
  signal: AbortSignal,
): Promise<PreviewBytes> {
  flight.waiting += 1;
  const gone = Promise.withResolvers<never>();
  const onAbort = (): void => {
    gone.reject(new CoreError('cancelled', 'Nobody waits for it any more.'));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([flight.made, gone.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.control.abort(new CoreError('cancelled', 'Nobody waits for it any more.'));
    // Whoever is gone does not hear of it.
    flight.made.catch(() => undefined);
  }
}
