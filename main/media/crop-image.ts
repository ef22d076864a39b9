import { openImage } from './open-image.ts';

export interface CropRectangle {
  /** Pixels of the picture as it is seen: turned as its camera says. */
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * A part of a picture, as JPEG or, where it may be transparent, PNG: what all players show.
 * Throws a RangeError when the part reaches beyond the picture, and what sharp throws when it cannot be decoded.
 */
export async function cropImage(
  source: string,
  part: CropRectangle,
): Promise<{ bytes: Buffer; format: 'jpeg' | 'png' }> {
  const picture = openImage(source);
  const { autoOrient, hasAlpha, format } = await picture.metadata();
  if (part.left + part.width > autoOrient.width || part.top + part.height > autoOrient.height) {
    throw new RangeError(`The part reaches beyond ${String(autoOrient.width)} × ${String(autoOrient.height)} pixels.`);
  }
  const cut = picture.extract(part).toColorspace('srgb');
  // A photo in a PNG stays one: it came without losses.
  if (hasAlpha || format === 'png') return { bytes: await cut.png({ compressionLevel: 8 }).toBuffer(), format: 'png' };
  return { bytes: await cut.jpeg({ quality: 94, chromaSubsampling: '4:4:4' }).toBuffer(), format: 'jpeg' };
}
