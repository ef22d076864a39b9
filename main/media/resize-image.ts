import { openImage } from './open-image.ts';

/** The widths thumbnails are made in, so that a window dragged wider does not fill the disk with variants. */
const WIDTHS = [100, 200, 300, 400, 600, 800, 1200, 1600, 2000];

/** The smallest width a thumbnail is made in that is not below the wanted one. */
export function thumbnailWidth(wanted: number): number {
  return WIDTHS.find((width) => width >= wanted) ?? 2000;
}

/**
 * A smaller WebP of a picture, transparency kept, never enlarged.
 * @param width in pixels; the height follows
 * Throws when the picture cannot be decoded or is beyond the pixel limits.
 */
export async function resizeImage(source: string | Uint8Array, { width }: { width: number }): Promise<Buffer> {
  return openImage(source)
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 80, effort: 1, smartSubsample: false })
    .toBuffer();
}
