import { dominantColor } from '../media/dominant-color.ts';
import { readKeptThumbnail, thumbnail } from '../media/thumbnail.ts';

export interface Thumbnail {
  bytes: Uint8Array;
  mimeType: string;
  /** #rrggbb; only when it was asked for. */
  color: string | null;
}

/** A smaller copy of a cached image, kept on disk for the next time. */
export async function makeThumbnail(input: {
  thumbsDir: string;
  hash: string;
  path: string;
  width: number;
  wantsColor: boolean;
}): Promise<Thumbnail> {
  const { thumbsDir, hash, path, width, wantsColor } = input;
  const bytes = await thumbnail({ thumbsDir, hash, source: path, width });
  return { bytes, mimeType: 'image/webp', color: wantsColor ? await dominantColor(bytes) : null };
}

/** A thumbnail that was made before, filed under a hash; null when there is none. */
export async function readThumbnail(input: {
  thumbsDir: string;
  hash: string;
  width: number;
}): Promise<Uint8Array | null> {
  return readKeptThumbnail(input);
}
