import type { Face } from './set-line.ts';

const face = (part: Partial<Face>): Face => ({
  stem: 14,
  bar: 14,
  stretch: 0.9,
  tracking: 18,
  cap: 'square',
  serif: 0,
  inline: 0,
  slant: 0,
  ...part,
});

/** The faces posters are lettered in, all drawn from the one skeleton alphabet. */
export const FACES = {
  /** Even, heavy, close: the loud one. */
  block: face({ stem: 29, bar: 27, stretch: 0.92, tracking: 13 }),
  /** Tall and narrow. */
  condensed: face({ stem: 17, bar: 15, stretch: 0.46, tracking: 14 }),
  /** Thin and far apart. */
  light: face({ stem: 6.5, bar: 6, stretch: 0.95, tracking: 46 }),
  /** Thick stems, hairline bars. */
  fat: face({ stem: 27, bar: 8, stretch: 0.86, tracking: 16 }),
  /** Engraved capitals with feet. */
  roman: face({ stem: 15, bar: 7, stretch: 0.92, tracking: 24, serif: 7 }),
  /** Even strokes with heavy feet. */
  slab: face({ stem: 19, bar: 16, stretch: 0.78, tracking: 16, serif: 8 }),
  /** Heavy with a line cut through. */
  inline: face({ stem: 25, bar: 25, stretch: 0.9, tracking: 17, inline: 4.5 }),
  /** Round ends, friendly. */
  round: face({ stem: 20, bar: 20, stretch: 0.86, tracking: 20, cap: 'round' }),
  /** Wide and level, for the future. */
  wide: face({ stem: 13, bar: 12, stretch: 1.45, tracking: 34 }),
  /** Sloping and heavy. */
  speed: face({ stem: 23, bar: 19, stretch: 0.8, tracking: 14, slant: 12 }),
  /** An even pen for crowded characters. */
  brush: face({ stem: 9.5, bar: 9.5, stretch: 0.95, tracking: 30, cap: 'round' }),
  /** The narrow small print at the foot of a poster. */
  billing: face({ stem: 10, bar: 9, stretch: 0.42, tracking: 20 }),
  /** Small capitals in running width. */
  caption: face({ stem: 10, bar: 10, stretch: 0.82, tracking: 40 }),
} as const satisfies Record<string, Face>;

export type FaceName = keyof typeof FACES;
export const FACE_NAMES = Object.keys(FACES) as [FaceName, ...FaceName[]];
