import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resizeImage, thumbnailWidth } from './resize-image.ts';

export interface ThumbnailRequest {
  thumbsDir: string;
  /** SHA-256 of the picture. */
  hash: string;
  /** Where the picture is, in the cache. */
  source: string;
  /** Wanted width in pixels; the next larger of a few fixed ones is made. */
  width: number;
}

/** Where a thumbnail is kept: `<thumbsDir>/ab/<hash>-w300.webp`. */
export function thumbnailPath(thumbsDir: string, hash: string, width: number): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`Not a SHA-256: ${hash}`);
  return join(thumbsDir, hash.slice(0, 2), `${hash}-w${String(thumbnailWidth(width))}.webp`);
}

const inProgress = new Map<string, Promise<Buffer>>();

/**
 * The thumbnail's bytes (WebP): from the disk, or made and kept there. Two requests for the same one make it once.
 * A disk that cannot take it does not matter, it is answered all the same. Throws when the picture cannot be decoded.
 */
export async function thumbnail(request: ThumbnailRequest): Promise<Buffer> {
  const path = thumbnailPath(request.thumbsDir, request.hash, request.width);
  const running = inProgress.get(path);
  if (running !== undefined) return running;
  const made = readOrMake(path, request).finally(() => inProgress.delete(path));
  inProgress.set(path, made);
  return made;
}

async function readOrMake(path: string, { source, width }: ThumbnailRequest): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    const bytes = await resizeImage(source, { width: thumbnailWidth(width) });
    await keep(path, bytes);
    return bytes;
  }
}

/** The bytes of a thumbnail that is kept already; null when there is none. */
export async function readKeptThumbnail(request: Omit<ThumbnailRequest, 'source'>): Promise<Buffer | null> {
  try {
    return await readFile(thumbnailPath(request.thumbsDir, request.hash, request.width));
  } catch {
    return null;
  }
}

/** Keeps bytes that were made elsewhere as the thumbnail of a picture. */
export async function keepThumbnail(request: Omit<ThumbnailRequest, 'source'>, bytes: Buffer): Promise<void> {
  await keep(thumbnailPath(request.thumbsDir, request.hash, request.width), bytes);
}

/** Renamed into place, so that no reader ever sees half of it. Not flushed: it can be made again. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temp, bytes);
    await rename(temp, path);
  } catch {
    await rm(temp, { force: true }).catch(() => undefined);
  }
}
