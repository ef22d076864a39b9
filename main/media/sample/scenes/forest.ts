import { mix } from '../palette.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { disc, figure, glow, gradient, polygon, px, rect } from './shapes.ts';

/** Trunks in mist. Motifs: lantern, door, fox, moon, pines. */
export const drawForest: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.5 : 0.68);
  const floor = height * 0.86;
  let svg = gradient('sky', [
    [0, palette.top],
    [0.5, palette.mid],
    [1, palette.base],
  ]);
  svg += rect(0, 0, width, height, 'url(#sky)');
  const lightY = motif === 'moon' || motif === 'pines' ? height * 0.42 : floor - unit * 190;
  svg += glow('light', x, lightY, unit * 640, motif === 'moon' ? palette.light : palette.accent, 0.7);
  if (motif === 'moon' || motif === 'pines') svg += disc(x, lightY, unit * 190, palette.light);
  const layers = 5;
  for (let layer = 0; layer < layers; layer += 1) {
    const share = layer / (layers - 1);
    const tone = mix(mix(palette.base, palette.mid, 0.5), palette.ink, 0.12 + share * 0.86);
    const bottom = floor + (height - floor) * share;
    if (layer === 3) svg += motifAt(motif, x, floor + unit * 26, unit, palette.ink, palette.accent, palette.light);
    svg +=
      motif === 'pines'
        ? pines(random, width, bottom, unit, share, tone)
        : trunks(random, width, bottom, unit, share, tone, x, isTall);
    svg += `<path d="M0 ${px(bottom)}C${px(width * 0.3)} ${px(bottom - unit * 36)} ${px(width * 0.6)} ${px(bottom + unit * 26)} ${px(width)} ${px(bottom - unit * 20)}V${px(height)}H0Z" fill="${tone}"/>`;
    if (layer < layers - 1) {
      svg += gradient(`mist${layer}`, [
        [0, palette.base, 0],
        [1, mix(palette.base, palette.light, 0.3), 0.34],
      ]);
      svg += rect(0, height * 0.45, width, bottom - height * 0.45, `url(#mist${layer})`);
    }
  }
  svg += gradient('veil', [
    [0, palette.top, 0.94],
    [0.6, palette.top, 0.7],
    [1, palette.top, 0],
  ]);
  svg += rect(0, 0, width, height * (isTall ? 0.42 : 0.2), 'url(#veil)');
  return {
    svg,
    title: {
      top: 0.07,
      bottom: 0.29,
      anchor: 'top',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: mix(palette.light, palette.base, 0.25),
  };
};

interface Chance {
  between(a: number, b: number): number;
  chance(p: number): boolean;
}

function trunks(
  random: Chance,
  width: number,
  bottom: number,
  unit: number,
  share: number,
  tone: string,
  clear: number,
  isTall: boolean,
): string {
  const count = Math.round((9 - share * 4.5) * (isTall ? 1 : 1.8));
  let path = '';
  for (let index = 0; index < count; index += 1) {
    let x = ((index + random.between(0.1, 0.9)) / count) * width;
    const w = unit * (12 + share * 44) * random.between(0.7, 1.25);
    const room = unit * (90 + share * 170);
    if (share > 0.4 && Math.abs(x - clear) < room) x = x < clear ? clear - room - w : clear + room + w;
    const lean = unit * random.between(-30, 30);
    path += `M${px(x - w * 0.85)} ${px(bottom + unit * 40)}C${px(x - w * 0.5)} ${px(bottom - unit * 90)} ${px(x + lean - w * 0.42)} ${px(bottom * 0.5)} ${px(x + lean - w * 0.36)} -10L${px(x + lean + w * 0.36)} -10C${px(x + lean + w * 0.42)} ${px(bottom * 0.5)} ${px(x + w * 0.5)} ${px(bottom - unit * 90)} ${px(x + w * 0.85)} ${px(bottom + unit * 40)}Z`;
    for (let branch = 0; branch < 3; branch += 1) {
      const y = bottom * random.between(0.34, 0.72);
      const side = random.chance(0.5) ? 1 : -1;
      const reach = unit * random.between(60, 150) * (0.6 + share * 0.6);
      const bx = x + lean * 0.6;
      path += `M${px(bx)} ${px(y)}C${px(bx + side * reach * 0.4)} ${px(y - reach * 0.2)} ${px(bx + side * reach * 0.7)} ${px(y - reach * 0.5)} ${px(bx + side * reach)} ${px(y - reach * 0.95)}C${px(bx + side * reach * 0.66)} ${px(y - reach * 0.4)} ${px(bx + side * reach * 0.4)} ${px(y - reach * 0.02)} ${px(bx)} ${px(y + w * 0.34)}Z`;
    }
  }
  return `<path d="${path}" fill="${tone}"/>`;
}

function pines(random: Chance, width: number, bottom: number, unit: number, share: number, tone: string): string {
  let svg = '';
  const w = unit * (70 + share * 120);
  for (let x = -w * random.between(0, 0.6); x < width + w; x += w * random.between(0.55, 1.2)) {
    const tall = w * random.between(2.2, 3.4) * (share > 0.7 ? 0.8 : 1);
    const points: [number, number][] = [[x, bottom - tall]];
    const tiers = 7;
    for (let tier = 1; tier <= tiers; tier += 1) {
      const y = bottom - tall + (tall * tier) / tiers;
      const half = (w * 0.52 * tier) / tiers;
      points.push([x + half, y + w * 0.05], [x + half * 0.56, y]);
    }
    const mirrored = points
      .slice(1)
      .map(([px2, y]): [number, number] => [2 * x - px2, y])
      .reverse();
    svg += polygon([...points, ...mirrored], tone);
    svg += rect(x - w * 0.05, bottom - w * 0.1, w * 0.1, w * 0.4, tone);
  }
  return svg;
}

function motifAt(motif: string, x: number, y: number, unit: number, ink: string, lamp: string, light: string): string {
  if (motif === 'lantern') {
    return (
      figure(x, y, unit * 190, ink, 'coat') +
      glow('lamp', x + unit * 46, y - unit * 66, unit * 130, light, 0.95) +
      disc(x + unit * 46, y - unit * 66, unit * 12, light)
    );
  }
  if (motif === 'door') {
    return (
      glow('lamp', x, y - unit * 110, unit * 320, lamp, 0.75) +
      rect(x - unit * 66, y - unit * 236, unit * 132, unit * 244, ink) +
      rect(x - unit * 50, y - unit * 220, unit * 100, unit * 226, light) +
      polygon(
        [
          [x - unit * 50, y - unit * 220],
          [x - unit * 8, y - unit * 200],
          [x - unit * 8, y + unit * 34],
          [x - unit * 50, y + unit * 6],
        ],
        mix(ink, lamp, 0.3),
      )
    );
  }
  if (motif === 'fox') {
    return `<g transform="translate(${px(x - unit * 90)} ${px(y - unit * 118)}) scale(${(unit * 1.25).toFixed(3)})" fill="${lamp}"><path d="M4 98C-14 76 -6 44 20 40C30 38 44 40 58 42L82 40C90 30 92 20 94 8L106 24L118 10C120 26 128 36 132 44L150 56C144 64 132 64 122 66C116 76 112 84 112 98L102 98L100 78L92 98L83 98L86 76C72 80 58 80 46 76L38 98L29 98L28 74C20 80 14 88 12 98Z"/></g>`;
  }
  return '';
}
