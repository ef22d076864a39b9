import { dominantColor } from '../media/dominant-color.ts';
import { thumbnail } from '../media/thumbnail.ts';

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
