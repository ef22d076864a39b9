import { cropImage as cutOut, type CropRectangle } from '../media/crop-image.ts';
import { type AcceptedImage, acceptImage } from './accept-image.ts';

/** Cuts a part out of a cached image and takes it into the cache as an image of its own. */
export async function cropImage(input: {
  cacheDir: string;
  path: string;
  part: CropRectangle;
}): Promise<AcceptedImage> {
  let bytes: Uint8Array;
  try {
    ({ bytes } = await cutOut(input.path, input.part));
  } catch (error) {
    return { ok: false, reason: error instanceof RangeError ? error.message : 'the picture cannot be decoded' };
  }
  return acceptImage({ cacheDir: input.cacheDir, source: { bytes } });
}
