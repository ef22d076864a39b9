import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { CoreError } from '../../domain/core-error.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import { thumbnailPath } from '../../media/thumbnail.ts';
import { ImageFetchError } from '../../providers/http/image-fetch-error.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';

/** As wide as the window ever shows a guess's poster. */
const WIDTH = 200;
/** Who guesses what something is. */
const GUESSING: readonly ProviderName[] = ['tmdb', 'tvdb'];

/** A small copy of an image that nobody has chosen, by its address. Throws CoreError. */
export type OfferedImages = (url: string) => Promise<{ bytes: Uint8Array; mimeType: string }>;

/**
 * The posters of what a film or show may be: fetched from the providers' own hosts only, kept among the thumbnails by their
 * address, and never part of the cache.
 */
export function createOfferedImages(
  deps: Pick<ArtworkDependencies, 'pool' | 'thumbsDir' | 'fetchImage'>,
): OfferedImages {
  const running = new Map<string, Promise<Uint8Array>>();
  return async (url) => {
    const key = createHash('sha256').update(url).digest('hex');
    const made = running.get(key) ?? readOrFetch(deps, key, url).finally(() => running.delete(key));
    running.set(key, made);
    return { bytes: await made, mimeType: 'image/webp' };
  };
}

async function readOrFetch(
  deps: Pick<ArtworkDependencies, 'pool' | 'thumbsDir' | 'fetchImage'>,
  key: string,
  url: string,
): Promise<Uint8Array> {
  const { pool, thumbsDir } = deps;
  try {
    return await readFile(thumbnailPath(thumbsDir, key, WIDTH));
  } catch {
    // Not fetched yet.
  }
  const path = await fetchFromAny(deps, url);
  try {
    return (await pool.run('makeThumbnail', { thumbsDir, hash: key, path, width: WIDTH, wantsColor: false })).bytes;
  } catch {
    throw new CoreError('image_invalid', 'What the provider sends is no image.');
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/** The address decides whose it is: a guess may have come from several providers. */
async function fetchFromAny({ fetchImage }: Pick<ArtworkDependencies, 'fetchImage'>, url: string): Promise<string> {
  // Who asked may have gone meanwhile; it is kept for the next time, and others may wait for it as well.
  const { signal } = new AbortController();
  for (const provider of GUESSING) {
    try {
      return (await fetchImage({ provider, url, signal, isInteractive: true })).path;
    } catch (error) {
      if (!(error instanceof ImageFetchError)) throw error;
      if (error.code !== 'not_allowed') throw new CoreError('not_found', error.message);
    }
  }
  throw new CoreError('not_found', 'No provider keeps images at this address.');
}
