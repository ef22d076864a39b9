import { rm } from 'node:fs/promises';
import { FileError } from '../../files/file-error.ts';
import type { FetchedImage } from '../../providers/http/fetched-image.ts';
import { ImageFetchError } from '../../providers/http/image-fetch-error.ts';
import { ownTurn } from '../../providers/http/own-turn.ts';
import { recordCachedImage } from '../../store/cache.store.ts';
import {
  type CandidateRecord,
  findDownloadedTwin,
  setDownloaded,
  setDownloadError,
} from '../../store/candidate.store.ts';
import { transaction } from '../../store/sql.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import type { TakeInImageInput, TakenInImage } from '../../workers/take-in-image.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';
import { asSentence } from './as-sentence.ts';

export type DownloadOutcome =
  | { ok: true }
  | {
      ok: false;
      /** A sentence. */
      message: string;
      isTransient: boolean;
      retryAtMs: number | null;
      /** The server was not reached, or is left alone: its other images have no better chance now. */
      isServerDown: boolean;
    };

export interface DownloadOptions {
  signal: AbortSignal;
  isInteractive: boolean;
  look: TakeInImageInput['look'];
}

/** Bytes that are no picture may be a hotel's sign-in page; after so many of them they are what the server has. */
const MAX_BAD_ANSWERS = 3;
const RETRY_MS = 10 * 60_000;
const LONGEST_RETRY_MS = 24 * 60 * 60_000;
/** Stands where a perceptual hash would: looked at, but too plain to be told from others. */
export const PLAIN = 'plain';

/**
 * Fetches a candidate's image into the cache, judged by its content, and notes at the candidate what came of it. Throws the
 * signal's reason, and a FileError when the cache cannot take it: that is no fault of the image.
 */
export async function downloadCandidate(
  deps: Pick<ArtworkDependencies, 'db' | 'pool' | 'cacheDir' | 'thumbsDir' | 'clock' | 'fetchImage'>,
  candidate: CandidateRecord,
  options: DownloadOptions,
): Promise<DownloadOutcome> {
  const { db, clock } = deps;
  const { url, provider } = candidate;
  if (url === null) return failed(deps, candidate, 'This image has no address to fetch it from.', null, false);
  const twin = findDownloadedTwin(db, provider, url);
  if (twin !== null) {
    setDownloaded(db, candidate.id, twin);
    return { ok: true };
  }
  try {
    let taken = await fetchAndTakeIn(deps, candidate, url, options);
    // A picture that is cut off may be whole a moment later.
    if (!taken.ok) taken = await fetchAndTakeIn(deps, candidate, url, options);
    if (taken.ok) {
      await ownTurn();
      keep(deps, candidate, taken.image, options.look);
      return { ok: true };
    }
    const isFinal = candidate.downloadAttempts + 1 >= MAX_BAD_ANSWERS;
    const message = asSentence(taken.reason);
    return failed(deps, candidate, message, isFinal ? null : clock.now() + RETRY_MS, false);
  } catch (error) {
    if (!(error instanceof ImageFetchError)) throw error;
    if (!error.isTransient) return failed(deps, candidate, error.message, null, false);
    const delay = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** Math.min(8, candidate.downloadAttempts));
    const isServerDown = error.isUnsent || ['offline', 'unreachable', 'unavailable', 'timeout'].includes(error.code);
    return failed(deps, candidate, error.message, error.retryAtMs ?? clock.now() + delay, isServerDown);
  }
}

async function fetchAndTakeIn(
  deps: Pick<ArtworkDependencies, 'pool' | 'cacheDir' | 'thumbsDir' | 'fetchImage'>,
  { provider }: CandidateRecord,
  url: string,
  { signal, isInteractive, look }: DownloadOptions,
): Promise<TakenInImage> {
  let fetched: FetchedImage;
  try {
    fetched = await deps.fetchImage({ provider, url, signal, isInteractive, inMemory: true });
  } catch (error) {
    throw asFileError(error, deps.cacheDir);
  }
  return takeIn(deps, fetched, look);
}

/** Judges a fetched image in a worker thread, into the cache. The file it may be in is gone afterwards. */
export async function takeIn(
  { pool, cacheDir, thumbsDir }: Pick<ArtworkDependencies, 'pool' | 'cacheDir' | 'thumbsDir'>,
  { path, bytes }: FetchedImage,
  look: TakeInImageInput['look'],
): Promise<TakenInImage> {
  const input = { cacheDir, thumbsDir, source: bytes ?? path, look };
  if (bytes !== undefined) return pool.run('takeInImage', input, [bytes.buffer]);
  try {
    return await pool.run('takeInImage', input);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** What the system says of the cache's disk, in the words of the others that write to it. */
function asFileError(error: unknown, cacheDir: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new FileError('disk_full', cacheDir, `There is no space left for images in ${cacheDir}. Free some space.`, {
      cause: error,
    });
  }
  return error;
}

function keep(
  { db }: Pick<ArtworkDependencies, 'db'>,
  { id }: CandidateRecord,
  image: Extract<TakenInImage, { ok: true }>['image'],
  look: DownloadOptions['look'],
): void {
  transaction(db, () => {
    recordCachedImage(db, image);
    const perceptualHash = look === 'none' ? null : (image.perceptualHash ?? PLAIN);
    setDownloaded(db, id, { ...image, perceptualHash });
  });
}

function failed(
  { db }: Pick<ArtworkDependencies, 'db'>,
  { id }: CandidateRecord,
  message: string,
  retryAtMs: number | null,
  isServerDown: boolean,
): DownloadOutcome {
  setDownloadError(db, id, message, retryAtMs === null ? null : toTimestamp(retryAtMs));
  return { ok: false, message, isTransient: retryAtMs !== null, retryAtMs, isServerDown };
}
