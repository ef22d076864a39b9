import type { ImageType } from '../../contract/primitives.ts';

interface Shape {
  /** Width by height of an image of this type. */
  ratio: number;
  /** It has see-through parts: shown whole, on a dark ground. */
  isTransparent: boolean;
  /** Whether an image of another shape is worth cutting: logos and figures come in all shapes. */
  isCropped: boolean;
}

const shape = (ratio: number, isTransparent = false): Shape => ({ ratio, isTransparent, isCropped: !isTransparent });

/** The shape of each artwork type: Kodi's sizes (https://kodi.wiki/view/Artwork_types). */
export const ARTWORK_SHAPES: Readonly<Record<ImageType, Shape>> = {
  poster: shape(2 / 3),
  keyart: shape(2 / 3),
  fanart: shape(16 / 9),
  landscape: shape(16 / 9),
  thumb: shape(16 / 9),
  banner: shape(1000 / 185),
  clearlogo: shape(800 / 310, true),
  clearart: shape(1000 / 562, true),
  discart: { ...shape(1, true), isCropped: true },
  characterart: shape(1, true),
};

const TOLERANCE = 0.06;

/** True when an image of this size, in pixels, would have to be cut to have the type's shape. */
export function wantsCrop(type: ImageType, widthPx: number, heightPx: number): boolean {
  const { ratio, isCropped } = ARTWORK_SHAPES[type];
  if (!isCropped || widthPx <= 0 || heightPx <= 0) return false;
  return Math.abs(widthPx / heightPx / ratio - 1) > TOLERANCE;
}
