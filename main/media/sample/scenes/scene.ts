import type { Palette } from '../palette.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** What a scene draws on: a poster (tall) or a fanart (wide), in pixels. */
export interface Frame {
  width: number;
  height: number;
  random: SeededRandom;
  palette: Palette;
  /** What stands in the picture; each scene knows a few and falls back to its plain form. */
  motif: string;
}

export interface Scene {
  /** SVG that fills the whole frame. */
  svg: string;
  /** Where the lettering goes and in which colour it reads best. */
  title: {
    /** Bounds as shares of the height, 0–1. */
    top: number;
    bottom: number;
    anchor: 'top' | 'middle' | 'bottom';
    align: 'left' | 'center' | 'right';
    colour: string;
    ground: string;
  };
  /** Colour of the small print at the foot. */
  printColour: string;
}

export type DrawScene = (frame: Frame) => Scene;
