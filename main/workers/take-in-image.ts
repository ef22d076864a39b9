import { readFile, rm } from 'node:fs/promises';
import { adoptFile, putBytes } from '../files/cache-store.ts';
import { readImageFacts } from '../media/image-facts.ts';
import { lookAtPicture, perceptualHash } from '../media/perceptual-hash.ts';
import { keepThumbnail } from '../media/thumbnail.ts';
import type { CachedImage } from './scan-facts.ts';

export interface TakeInImageInput {
  cacheDir: string;
  thumbsDir: string;
  /** A finished download: its bytes, or a file on the cache's disk, which is gone afterwards, whatever comes of it. */
  source: Uint8Array | string;
  /** What else is to be found out: nothing more than that it is a sound picture, what it looks like, or that and a thumbnail. */
  look: 'none' | 'hash' | 'hash and thumbnail';
}

export type TakenInImage =
  { ok: true; image: CachedImage & { perceptualHash: string | null } } | { ok: false; reason: string };

/** The width that the window shows candidates in. */
const THUMBNAIL_WIDTH = 300;

/** Judges a download by its content and moves it into the cache. Throws a FileError when the cache cannot take it. */
export async function takeInImage(input: TakeInImageInput): Promise<TakenInImage> {
  const { cacheDir, thumbsDir, source } = input;
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  const refused = async (reason: string): Promise<TakenInImage> => {
    if (typeof source === 'string') await rm(source, { force: true });
    return { ok: false, reason };
  };
  const facts = await readImageFacts(bytes);
  if (!facts.ok) return refused(facts.reason);
  let look: { perceptualHash: string | null; thumbnail: Buffer | null };
  try {
    look = await lookAt(bytes, input.look);
  } catch {
    return refused('the picture is damaged');
  }
  const cached =
    typeof source === 'string'
      ? await adoptFile(cacheDir, source, bytes, facts.format)
      : await putBytes(cacheDir, bytes, facts.format);
  if (look.thumbnail !== null) {
    await keepThumbnail({ thumbsDir, hash: cached.hash, width: THUMBNAIL_WIDTH }, look.thumbnail);
  }
  return {
    ok: true,
    image: {
      hash: cached.hash,
      sizeBytes: cached.sizeBytes,
      cachePath: cached.path,
      width: facts.width,
      height: facts.height,
      mimeType: facts.mimeType,
      perceptualHash: look.perceptualHash,
    },
  };
}

async function lookAt(
  bytes: Uint8Array,
  look: TakeInImageInput['look'],
): Promise<{ perceptualHash: string | null; thumbnail: Buffer | null }> {
  if (look === 'none') return { perceptualHash: null, thumbnail: null };
  if (look === 'hash') return { perceptualHash: await perceptualHash(bytes), thumbnail: null };
  return lookAtPicture(bytes, { width: THUMBNAIL_WIDTH });
}

/** What a cached picture looks like; null when it cannot be said, also because the file is gone or damaged. */
export async function hashImage(input: { path: string }): Promise<string | null> {
  try {
    return await perceptualHash(input.path);
  } catch {
    return null;
  }
}
