import type { EntityType } from '../../../contract/primitives.ts';
import type { AssetImageType } from '../asset-types.ts';

/** What an image of a type is to look like. Sizes are in pixels, ratios are width by height. */
export interface ImageShape {
  /** From this size on, more pixels make an image no better. */
  idealWidth: number;
  idealHeight: number;
  /** An image outside of these would be cut or squeezed by players. */
  minRatio: number;
  maxRatio: number;
  /** What players still show decently; the default minimum of the settings. */
  minWidth: number;
  minHeight: number;
}

function shape(ideal: [number, number], ratios: [number, number], least: [number, number]): ImageShape {
  const [idealWidth, idealHeight] = ideal;
  const [minRatio, maxRatio] = ratios;
  const [minWidth, minHeight] = least;
  return { idealWidth, idealHeight, minRatio, maxRatio, minWidth, minHeight };
}

/** Kodi's sizes (https://kodi.wiki/view/Artwork_types); logos and figures come in all shapes, so theirs is wide. */
const SHAPES: Readonly<Record<AssetImageType, ImageShape>> = {
  poster: shape([2000, 3000], [0.6, 0.735], [500, 700]),
  keyart: shape([2000, 3000], [0.6, 0.735], [500, 700]),
  fanart: shape([1920, 1080], [1.68, 1.87], [1280, 720]),
  landscape: shape([1920, 1080], [1.6, 1.96], [500, 281]),
  thumb: shape([1920, 1080], [1.3, 1.87], [300, 168]),
  banner: shape([1000, 185], [4.5, 6.3], [500, 92]),
  clearlogo: shape([800, 310], [0.9, 9], [400, 60]),
  clearart: shape([1000, 562], [0.9, 2.7], [400, 200]),
  discart: shape([1000, 1000], [0.95, 1.05], [500, 500]),
  characterart: shape([512, 512], [0.25, 1.6], [200, 200]),
};

const PORTRAIT = shape([600, 900], [0.5, 1.05], [100, 100]);

/** The shape of an image type of an item; a person's `thumb` is a portrait. */
export function shapeOf(type: AssetImageType, entity: EntityType): ImageShape {
  return entity === 'actor' ? PORTRAIT : SHAPES[type];
}
