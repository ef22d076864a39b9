import { mix } from '../palette.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { disc, gradient, px, rect } from './shapes.ts';

/** Leaves and petals pressed flat. Motifs: flower, moth, branch, orchard. */
export const drawBotanic: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.5 : 0.68);
  const y = height * (isTall ? 0.57 : 0.5);
  let svg = gradient('ground', [
    [0, palette.top],
    [1, mix(palette.top, palette.mid, 0.55)],
  ]);
  svg += rect(0, 0, width, height, 'url(#ground)');
  const dark = mix(palette.accent2, palette.ink, 0.35);
  const leaves = [dark, palette.base, palette.accent2, mix(palette.mid, palette.ink, 0.3)];
  svg += disc(x, y, 330 * unit, mix(palette.mid, palette.accent, motif === 'moth' ? 0.2 : 0.35));
  for (const [side, from] of [
    [-1, 0.06],
    [1, 0.94],
    [-1, 0.3],
    [1, 0.7],
  ] as const) {
    svg += stem(random, width * from, height * 1.02, side, unit * (isTall ? 1 : 0.8), leaves);
  }
  if (!isTall) svg += stem(random, width * 0.46, height * 1.04, 1, unit * 0.7, leaves);
  if (motif === 'moth') svg += moth(x, y, unit * 1.05, palette.ink, palette.light, palette.accent, palette.base);
  else if (motif === 'orchard') {
    for (const [dx, dy, r] of [
      [-120, -60, 96],
      [110, -130, 88],
      [60, 110, 104],
      [-150, 140, 78],
    ] as const)
      svg += fruit(
        x + dx * unit,
        y + dy * unit,
        r * unit,
        palette.base,
        palette.light,
        palette.ink,
        leaves[2] ?? palette.ink,
      );
  } else if (motif === 'branch') {
    svg += `<path d="M${px(x - 420 * unit)} ${px(y + 170 * unit)}C${px(x - 180 * unit)} ${px(y + 60 * unit)} ${px(x + 40 * unit)} ${px(y + 40 * unit)} ${px(x + 340 * unit)} ${px(y - 190 * unit)}M${px(x - 60 * unit)} ${px(y + 40 * unit)}C${px(x - 30 * unit)} ${px(y - 60 * unit)} ${px(x + 10 * unit)} ${px(y - 120 * unit)} ${px(x + 30 * unit)} ${px(y - 250 * unit)}" stroke="${palette.ink}" stroke-width="${px(15 * unit)}" fill="none" stroke-linecap="round"/>`;
    for (const [dx, dy, s] of [
      [-250, 92, 0.3],
      [-90, 20, 0.36],
      [30, -240, 0.34],
      [120, -40, 0.42],
      [300, -170, 0.36],
      [-20, -110, 0.24],
      [-370, 150, 0.22],
      [215, -90, 0.2],
    ] as const)
      svg += blossom(x + dx * unit, y + dy * unit, unit * s, palette.light, palette.base, palette.accent, 5);
  } else {
    svg += `<path d="M${px(x)} ${px(y)}C${px(x + 30 * unit)} ${px(y + 300 * unit)} ${px(x - 30 * unit)} ${px(y + 500 * unit)} ${px(x)} ${px(height * 1.05)}" stroke="${dark}" stroke-width="${px(16 * unit)}" fill="none"/>`;
    svg += blossom(x, y, unit * 1.08, palette.light, palette.base, palette.accent, 8);
  }
  return {
    svg,
    title: {
      top: 0.06,
      bottom: 0.27,
      anchor: 'middle',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: palette.light,
  };
};

function stem(
  random: SeededRandom,
  x: number,
  y: number,
  side: number,
  unit: number,
  tones: readonly string[],
): string {
  const tall = random.between(560, 900) * unit;
  const bend = side * random.between(-130, 60) * unit;
  const tone = random.pick(tones);
  let svg = `<path d="M${px(x)} ${px(y)}Q${px(x)} ${px(y - tall * 0.5)} ${px(x + bend)} ${px(y - tall)}" stroke="${tone}" stroke-width="${px(9 * unit)}" fill="none"/>`;
  const pairs = 8;
  for (let pair = 0; pair < pairs; pair += 1) {
    const t = (pair + 1) / pairs;
    const lx = x + bend * t * t;
    const ly = y - tall * t;
    const long = (190 - t * 90) * unit;
    for (const turn of [-1, 1]) {
      const angle = turn * (62 - t * 26) + bend * 0.06;
      svg += `<path transform="translate(${px(lx)} ${px(ly)}) rotate(${px(angle)})" d="M0 0C${px(long * 0.3)} ${px(-long * 0.3)} ${px(long * 0.26)} ${px(-long * 0.76)} 0 ${px(-long)}C${px(-long * 0.26)} ${px(-long * 0.76)} ${px(-long * 0.3)} ${px(-long * 0.3)} 0 0Z" fill="${turn > 0 ? tone : mix(tone, '#ffffff', 0.12)}"/>`;
    }
  }
  return svg;
}

function blossom(
  x: number,
  y: number,
  unit: number,
  light: string,
  tone: string,
  core: string,
  petals: number,
): string {
  let svg = '';
  for (const [scale, fill, turn] of [
    [1, tone, 0],
    [0.72, mix(tone, light, 0.45), 180 / petals],
    [0.46, light, 0],
  ] as const) {
    const long = 270 * unit * scale;
    const wide = (petals === 5 ? 0.5 : 0.36) * long;
    for (let petal = 0; petal < petals; petal += 1) {
      svg += `<path transform="translate(${px(x)} ${px(y)}) rotate(${px((360 / petals) * petal + turn)})" d="M0 0C${px(wide)} ${px(-long * 0.3)} ${px(wide)} ${px(-long * 0.9)} 0 ${px(-long)}C${px(-wide)} ${px(-long * 0.9)} ${px(-wide)} ${px(-long * 0.3)} 0 0Z" fill="${fill}"/>`;
    }
  }
  return svg + disc(x, y, 52 * unit, core);
}

function fruit(x: number, y: number, radius: number, tone: string, light: string, ink: string, leaf: string): string {
  return (
    disc(x, y, radius, tone) +
    `<path d="M${px(x - radius * 0.6)} ${px(y - radius * 0.1)}A${px(radius * 0.62)} ${px(radius * 0.62)} 0 0 1 ${px(x - radius * 0.1)} ${px(y - radius * 0.6)}" stroke="${light}" stroke-width="${px(radius * 0.11)}" fill="none" stroke-linecap="round" opacity="0.75"/>` +
    `<path d="M${px(x)} ${px(y - radius * 0.8)}Q${px(x + radius * 0.05)} ${px(y - radius * 1.2)} ${px(x + radius * 0.3)} ${px(y - radius * 1.42)}" stroke="${ink}" stroke-width="${px(radius * 0.1)}" fill="none" stroke-linecap="round"/>` +
    `<path d="M${px(x + radius * 0.06)} ${px(y - radius * 1.05)}q${px(radius * 0.5)} ${px(-radius * 0.5)} ${px(radius * 0.95)} ${px(-radius * 0.14)}q${px(-radius * 0.4)} ${px(radius * 0.42)} ${px(-radius * 0.95)} ${px(radius * 0.14)}Z" fill="${leaf}"/>`
  );
}

function moth(x: number, y: number, unit: number, ink: string, light: string, gold: string, tone: string): string {
  const wing = (flip: number): string =>
    `<g transform="translate(${px(x)} ${px(y)}) scale(${(unit * flip).toFixed(3)} ${unit.toFixed(3)})"><path d="M10 60C60 40 150 70 190 150C200 220 150 262 104 268C58 240 20 160 10 60Z" fill="${tone}"/><path d="M8 -20C60 -140 200 -250 330 -232C346 -150 290 0 190 62C120 78 50 72 8 60Z" fill="${ink}"/><path d="M40 -10C90 -100 190 -180 290 -184C290 -130 250 -40 180 20C130 36 80 40 40 30Z" fill="${mix(tone, ink, 0.35)}"/><circle cx="208" cy="-92" r="42" fill="${gold}"/><circle cx="208" cy="-92" r="24" fill="${ink}"/><circle cx="214" cy="-98" r="9" fill="${light}"/><circle cx="112" cy="170" r="30" fill="${gold}"/><circle cx="112" cy="170" r="15" fill="${ink}"/><path d="M10 -60C40 -130 70 -160 96 -176" stroke="${ink}" stroke-width="7" fill="none" stroke-linecap="round"/></g>`;
  return (
    wing(-1) +
    wing(1) +
    `<ellipse cx="${px(x)}" cy="${px(y + 50 * unit)}" rx="${px(25 * unit)}" ry="${px(140 * unit)}" fill="${ink}"/>` +
    disc(x, y - 74 * unit, 27 * unit, ink) +
    [0, 1, 2, 3].map((ring) => rect(x - 20 * unit, y + (50 + ring * 32) * unit, 40 * unit, 9 * unit, gold)).join('')
  );
}
