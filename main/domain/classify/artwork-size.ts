import type { AssetImageType } from '../asset-types.ts';

export interface ArtworkProblem {
  code: 'image_shape' | 'image_small';
  /** A sentence for the person. */
  message: string;
}

interface SizeRule {
  /** Pixels; nine tenths of it still pass. */
  minWidth: number;
  minHeight: number;
  /** Width by height. */
  minRatio: number;
  maxRatio: number;
  /** How far beyond the ratios is still near enough, as a share of them. */
  slack: number;
  /** What the image should look like, for messages. */
  shape: string;
}

const PORTRAIT = { minRatio: 0.65, maxRatio: 0.72, slack: 0.1, shape: 'upright, 2:3' } as const;
const LANDSCAPE = { minRatio: 1.7, maxRatio: 1.85, slack: 0.1, shape: 'wide, 16:9' } as const;

/** Sizes that players' skins are made for (https://kodi.wiki/view/Artwork_types, https://fanart.tv/movie-fanart/). */
const RULES: Readonly<Record<AssetImageType, SizeRule>> = {
  poster: { minWidth: 500, minHeight: 700, ...PORTRAIT },
  keyart: { minWidth: 500, minHeight: 700, ...PORTRAIT },
  fanart: { minWidth: 1280, minHeight: 720, ...LANDSCAPE },
  landscape: { minWidth: 1280, minHeight: 720, ...LANDSCAPE },
  thumb: { minWidth: 400, minHeight: 225, minRatio: 1.3, maxRatio: 1.85, slack: 0.1, shape: 'wide, 4:3 to 16:9' },
  banner: { minWidth: 758, minHeight: 140, minRatio: 4.5, maxRatio: 6, slack: 0.15, shape: 'a banner, 758 × 140' },
  clearlogo: { minWidth: 400, minHeight: 100, minRatio: 1.5, maxRatio: 4, slack: 0.5, shape: 'a wide logo, 800 × 310' },
  clearart: { minWidth: 500, minHeight: 200, minRatio: 1.5, maxRatio: 3, slack: 0.5, shape: 'wide, 1000 × 562' },
  discart: { minWidth: 500, minHeight: 500, minRatio: 0.95, maxRatio: 1.05, slack: 0.05, shape: 'square' },
  characterart: { minWidth: 300, minHeight: 300, minRatio: 0.5, maxRatio: 1.5, slack: 0.2, shape: 'about square' },
};
const FLOOR_SHARE = 0.9;

/** From here to 4:3 an image is neither upright nor wide, and stays what its name says. */
const UPRIGHT = 0.85;
const WIDE = 1.25;
const BANNER = 4;

/**
 * What is wrong with an image for its type: a shape far from the type's, or fewer pixels than nine tenths of the least that
 * looks good. Null when it fits. The shape is judged first: a banner is not "too small" for a poster.
 * @param width in pixels, as is height
 */
export function artworkProblem(type: AssetImageType, width: number, height: number): ArtworkProblem | null {
  const rule = RULES[type];
  const ratio = width / height;
  const size = `${String(width)} × ${String(height)}`;
  if (!(ratio >= rule.minRatio * (1 - rule.slack) && ratio <= rule.maxRatio * (1 + rule.slack))) {
    return {
      code: 'image_shape',
      message: `The name says ${type}, but the image is ${size}; it should be ${rule.shape}.`,
    };
  }
  if (width >= rule.minWidth * FLOOR_SHARE && height >= rule.minHeight * FLOOR_SHARE) return null;
  const least = `${String(rule.minWidth)} × ${String(rule.minHeight)}`;
  return { code: 'image_small', message: `This ${type} is ${size}; less than ${least} looks poor on a large screen.` };
}

/**
 * The type of an image whose name could mean several ("folder", "thumb", the video's own name): by its shape, among the
 * types that its item has. An upright one is a poster, a wide one a landscape (of an episode a thumb), a very wide one a
 * banner; in between it is what its name says first.
 * @param named the type that the name says first
 * @param allowed see imageTypesOf
 */
export function artworkTypeByShape(
  named: AssetImageType,
  width: number,
  height: number,
  allowed: readonly AssetImageType[],
): AssetImageType {
  const ratio = width / height;
  const wanted: readonly AssetImageType[] =
    ratio <= UPRIGHT ? ['poster'] : ratio >= BANNER ? ['banner'] : ratio >= WIDE ? wideTypes(named) : [named];
  return wanted.find((type) => allowed.includes(type)) ?? named;
}

/** A season has both; there the name decides. */
function wideTypes(named: AssetImageType): readonly AssetImageType[] {
  return named === 'thumb' ? ['thumb', 'landscape'] : ['landscape', 'thumb'];
}
