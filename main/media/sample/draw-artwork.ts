import sharp from 'sharp';

import { FACES } from './lettering/faces.ts';
import type { FaceName } from './lettering/faces.ts';
import { setLine } from './lettering/set-line.ts';
import { drawTitleBlock } from './lettering/title-block.ts';
import { PALETTES } from './palette.ts';
import type { PaletteName } from './palette.ts';
import { PAPER_GRAIN_SIZE, paperGrain } from './paper-grain.ts';
import { drawBotanic } from './scenes/botanic.ts';
import { drawCity } from './scenes/city.ts';
import { drawCorridor } from './scenes/corridor.ts';
import { drawCutPaper } from './scenes/cut-paper.ts';
import { drawDeco } from './scenes/deco.ts';
import { drawForest } from './scenes/forest.ts';
import { drawNoir } from './scenes/noir.ts';
import { drawRidges } from './scenes/ridges.ts';
import { drawRings } from './scenes/rings.ts';
import { drawRoad } from './scenes/road.ts';
import type { DrawScene, Scene } from './scenes/scene.ts';
import { drawSea } from './scenes/sea.ts';
import { drawSnow } from './scenes/snow.ts';
import { drawSpace } from './scenes/space.ts';
import { drawStripes } from './scenes/stripes.ts';
import { drawTiles } from './scenes/tiles.ts';
import { gradient, rect } from './scenes/shapes.ts';
import { createSeededRandom } from './seeded-random.ts';

const SCENES = {
  ridges: drawRidges,
  city: drawCity,
  space: drawSpace,
  sea: drawSea,
  forest: drawForest,
  deco: drawDeco,
  noir: drawNoir,
  paper: drawCutPaper,
  tiles: drawTiles,
  rings: drawRings,
  road: drawRoad,
  corridor: drawCorridor,
  botanic: drawBotanic,
  stripes: drawStripes,
  snow: drawSnow,
} as const satisfies Record<string, DrawScene>;

export type SceneName = keyof typeof SCENES;
export const SCENE_NAMES = Object.keys(SCENES) as [SceneName, ...SceneName[]];

/** What a poster shows: how it is drawn and what is written on it. */
export interface ArtworkBrief {
  /** The words on the poster; letters outside the drawn alphabet are left out. */
  title: string;
  scene: SceneName;
  motif: string;
  palette: PaletteName;
  face: FaceName;
  /** Every line of the title drawn to the full width. */
  isStacked: boolean;
  /** Names across the top, at most three. */
  names: readonly string[];
  /** Small print at the foot, one string a line. */
  print: readonly string[];
}

const POSTER = { width: 1000, height: 1500 };
const FANART = { width: 1280, height: 720 };
const STILL = { width: 640, height: 360 };

function compose(brief: ArtworkBrief, size: { width: number; height: number }): Scene {
  const random = createSeededRandom(`${brief.title}/${brief.scene}/${brief.motif}`);
  return SCENES[brief.scene]({ ...size, random, palette: PALETTES[brief.palette], motif: brief.motif });
}

function posterSvg(brief: ArtworkBrief): string {
  const { width, height } = POSTER;
  const { svg, title, printColour } = compose(brief, POSTER);
  const margin = 92;
  const block = drawTitleBlock(brief.title, {
    face: brief.face,
    x: margin,
    width: width - 2 * margin,
    top: title.top * height + 24,
    bottom: title.bottom * height,
    align: title.align,
    anchor: title.anchor,
    isStacked: brief.isStacked,
    maxCapHeight: brief.isStacked ? 190 : 132,
    colour: title.colour,
    ground: title.ground,
  });
  const isTitleLow = title.top > 0.5;
  const namesY = isTitleLow ? 104 : Math.max(62, block.top - 34);
  const namesStyle = isTitleLow ? { ...title, colour: printColour } : title;
  const small = [smallLine(brief.names.join('   ·   '), 'caption', namesY, 17, namesStyle, margin, width)];
  brief.print.forEach((text, index) => {
    small.push(
      smallLine(
        text,
        'billing',
        height - 30 - (brief.print.length - 1 - index) * 36,
        21,
        { align: 'center', colour: printColour, ground: title.ground },
        margin,
        width,
      ),
    );
  });
  const shade = isPale(printColour)
    ? gradient('foot', [
        [0, PALETTES[brief.palette].ink, 0],
        [1, PALETTES[brief.palette].ink, 0.72],
      ]) + rect(0, height * 0.84, width, height * 0.16, 'url(#foot)')
    : '';
  return document(POSTER, svg + shade + block.svg + small.join(''));
}

/** Light lettering needs a dark foot; dark lettering stands on pale ground already. */
function isPale(colour: string): boolean {
  return Number.parseInt(colour.slice(3, 5), 16) > 128;
}

function smallLine(
  text: string,
  face: FaceName,
  y: number,
  capHeight: number,
  title: { align: 'left' | 'center' | 'right'; colour: string; ground: string },
  margin: number,
  width: number,
): string {
  if (text === '') return '';
  const set = setLine(text, FACES[face]);
  const cap = Math.min(capHeight, ((width - 2 * margin) * 100) / set.width);
  const free = width - 2 * margin - (set.width * cap) / 100;
  const x = margin + (title.align === 'left' ? 0 : title.align === 'center' ? free / 2 : free);
  return set.draw(x, y, cap, title.colour, title.ground);
}

const document = ({ width, height }: { width: number; height: number }, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;

function print(svg: string, quality: number): Promise<Buffer> {
  const grain = paperGrain();
  return sharp(Buffer.from(svg), { unlimited: true })
    .flatten({ background: '#000' })
    .composite([
      {
        input: grain,
        raw: { width: PAPER_GRAIN_SIZE, height: PAPER_GRAIN_SIZE, channels: 4 },
        tile: true,
        blend: 'over',
      },
    ])
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

/** Draws a poster, 1000×1500 JPEG. The same brief gives the same picture on every machine. */
export function drawPoster(brief: ArtworkBrief): Promise<Buffer> {
  return print(posterSvg(brief), 82);
}

/** Draws the wide picture without lettering, 1280×720 JPEG. */
export function drawFanart(brief: ArtworkBrief): Promise<Buffer> {
  return print(document(FANART, compose(brief, FANART).svg), 80);
}

/** Draws the picture of an episode, without lettering, 640×360 JPEG. */
export function drawStill(brief: ArtworkBrief): Promise<Buffer> {
  return print(document(STILL, compose(brief, STILL).svg), 80);
}
