import type { DrawScene } from './scene.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { titleColour } from './ridges.ts';
import { disc, polygon, px, rect } from './shapes.ts';

/** Flat shapes cut by hand. Motifs: spiral, shards, eye, hand, key, ladder, bird. */
export const drawCutPaper: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.5 : 0.68);
  const y = height * (isTall ? 0.6 : 0.5);
  const size = unit * (isTall ? 1 : 0.86);
  const paper = palette.base;
  let svg = rect(0, 0, width, height, paper);
  const slab = roughRect(random, x - 410 * size, y - 400 * size, 820 * size, 800 * size, 34 * size);
  svg += polygon(slab, motif === 'eye' || motif === 'key' ? palette.top : palette.ink);
  const shape = { paper, ink: palette.ink, light: palette.light, accent: palette.accent2, top: palette.top };
  if (motif === 'spiral') svg += spiral(x, y, size, shape.light, shape.accent, palette.ink, random);
  else if (motif === 'eye') svg += eye(x, y, size, shape.ink, shape.light, paper, random);
  else if (motif === 'hand') svg += hand(x, y, size, shape.light, paper);
  else if (motif === 'key') svg += key(x, y, size, shape.ink, paper, palette.top, random);
  else if (motif === 'ladder') svg += ladder(x, y, size, shape.light, paper, random);
  else if (motif === 'bird') svg += bird(x, y, size, shape.light, shape.accent, paper);
  else svg += shards(x, y, size, [paper, shape.light, shape.accent], random);
  svg += polygon(roughRect(random, -20, height * 0.93, width + 40, height * 0.1, 14 * unit), palette.ink);
  return {
    svg,
    title: {
      top: 0.055,
      bottom: 0.285,
      anchor: 'middle',
      align: 'left',
      colour: titleColour(paper, palette),
      ground: paper,
    },
    printColour: palette.light,
  };
};

type Point = [number, number];

/** A rectangle as scissors leave it: corners off, edges bent. */
function roughRect(random: SeededRandom, x: number, y: number, w: number, h: number, slip: number): Point[] {
  const off = (): number => random.between(-slip, slip);
  return [
    [x + off(), y + off()],
    [x + w * 0.38, y + off() * 0.6],
    [x + w + off(), y + off()],
    [x + w + off() * 0.6, y + h * 0.55],
    [x + w + off(), y + h + off()],
    [x + w * 0.6, y + h + off() * 0.6],
    [x + off(), y + h + off()],
    [x + off() * 0.6, y + h * 0.4],
  ];
}

function spiral(
  x: number,
  y: number,
  size: number,
  light: string,
  red: string,
  ink: string,
  random: SeededRandom,
): string {
  const outer: Point[] = [];
  const inner: Point[] = [];
  const turns = 4.2;
  for (let step = 0; step <= 130; step += 1) {
    const share = step / 130;
    const angle = share * turns * Math.PI * 2;
    const radius = (18 + share * 350) * size;
    const band = (8 + share * 46) * size * random.between(0.9, 1.1);
    outer.push([x + Math.cos(angle) * radius, y + Math.sin(angle) * radius]);
    inner.push([x + Math.cos(angle) * (radius - band), y + Math.sin(angle) * (radius - band)]);
  }
  const person = `<path d="M0 -46C12 -46 14 -24 4 -22L26 -6L50 -26L56 -18L30 8L14 6L16 30L42 52L34 60L4 38L-18 70L-28 64L-6 28L-8 8L-34 20L-50 2L-42 -4L-30 8L-6 -12L-4 -22C-14 -24 -12 -46 0 -46Z"/>`;
  return (
    polygon([...outer, ...inner.reverse()], light) +
    disc(x, y, 92 * size, ink) +
    `<g fill="${red}" transform="translate(${px(x)} ${px(y)}) rotate(24) scale(${(1.35 * size).toFixed(3)})">${person}</g>`
  );
}

function eye(
  x: number,
  y: number,
  size: number,
  ink: string,
  light: string,
  red: string,
  random: SeededRandom,
): string {
  let svg = '';
  for (let lash = 0; lash < 13; lash += 1) {
    const angle = Math.PI + (Math.PI * (lash + 0.5)) / 13;
    const long = random.between(300, 390) * size;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle) * 0.86];
    svg += polygon(
      [
        [x + dx * 120 * size - 16 * size, y],
        [x + dx * long, y + dy * long],
        [x + dx * 120 * size + 22 * size, y + 8 * size],
      ],
      ink,
    );
  }
  svg += `<path d="M${px(x - 350 * size)} ${px(y + 16 * size)}L${px(x - 120 * size)} ${px(y - 176 * size)}L${px(x + 130 * size)} ${px(y - 168 * size)}L${px(x + 350 * size)} ${px(y + 4 * size)}L${px(x + 110 * size)} ${px(y + 172 * size)}L${px(x - 140 * size)} ${px(y + 160 * size)}Z" fill="${light}" stroke="${ink}" stroke-width="${px(26 * size)}" stroke-linejoin="miter"/>`;
  svg +=
    polygon(rough(random, x, y, 148 * size, 11, 0.1), red) +
    polygon(rough(random, x + 6 * size, y, 84 * size, 9, 0.12), ink) +
    polygon(rough(random, x + 36 * size, y - 38 * size, 24 * size, 6, 0.12), light);
  return svg;
}

const rough = (random: SeededRandom, x: number, y: number, radius: number, corners: number, slip: number): Point[] =>
  Array.from({ length: corners }, (_, corner): Point => {
    const angle = (corner / corners) * Math.PI * 2 + random.between(-slip, slip);
    const r = radius * random.between(1 - slip, 1 + slip);
    return [x + Math.cos(angle) * r, y + Math.sin(angle) * r];
  });

function hand(x: number, y: number, size: number, light: string, red: string): string {
  return `<g transform="translate(${px(x)} ${px(y)}) rotate(-8) scale(${(size * 1.12).toFixed(3)})"><path fill="${light}" d="M-96 330L-84 120L-150 56L-214 -52L-178 -88L-104 -8L-118 -232L-66 -250L-46 -56L-28 -302L30 -304L28 -62L66 -268L118 -254L88 -40L146 -190L190 -168L142 40L118 134L104 330Z"/><path fill="${red}" d="M-22 10L44 30L30 104L-44 92Z"/></g>`;
}

function key(
  x: number,
  y: number,
  size: number,
  ink: string,
  red: string,
  paper: string,
  random: SeededRandom,
): string {
  const at = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  return (
    polygon(rough(random, x, y - 180 * size, 158 * size, 12, 0.09), red) +
    polygon(rough(random, x, y - 184 * size, 76 * size, 9, 0.09), paper) +
    polygon([at(-34, -60), at(30, -54), at(38, 340), at(-28, 346)], red) +
    polygon([at(30, 190), at(140, 184), at(146, 240), at(32, 246)], red) +
    polygon([at(32, 282), at(178, 276), at(172, 334), at(34, 340)], red) +
    polygon([at(-360, 356), at(-120, 352), at(-70, 392), at(-350, 388)], ink)
  );
}

function ladder(x: number, y: number, size: number, light: string, red: string, random: SeededRandom): string {
  const at = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  let svg =
    polygon([at(-176, 384), at(-104, -372), at(-62, -368), at(-122, 388)], light) +
    polygon([at(130, 386), at(58, -374), at(98, -378), at(186, 380)], light);
  for (let rung = 0; rung < 8; rung += 1) {
    const ry = 310 - rung * 88;
    const half = 146 - rung * 9;
    if (rung === 5) continue;
    const slip = random.between(-12, 12);
    svg += polygon(
      [at(-half, ry + slip), at(half, ry - slip), at(half - 3, ry + 24 - slip), at(-half + 3, ry + 28 + slip)],
      rung === 4 ? red : light,
    );
  }
  return svg + polygon([at(-60, 60), at(74, 96), at(66, 122), at(-68, 86)], red);
}

function bird(x: number, y: number, size: number, light: string, accent: string, red: string): string {
  return `<g transform="translate(${px(x)} ${px(y)}) scale(${(size * 1.08).toFixed(3)})"><path fill="${light}" d="M-330 40L-210 -20L-120 -30L-190 -270L-10 -120L60 -80L170 -110L240 -96L330 -70L244 -44L200 30L120 96L-20 130L-150 96L-230 110Z"/><path fill="${accent}" d="M-150 -30L-60 -320L60 -90L10 20Z"/><path fill="${red}" d="M196 -76L214 -90L226 -72L208 -60Z"/><path fill="${light}" d="M-10 120L-30 250L-8 252L20 124ZM60 112L70 244L92 240L92 104Z"/></g>`;
}

function shards(x: number, y: number, size: number, tones: readonly string[], random: SeededRandom): string {
  let svg = '';
  for (let shard = 0; shard < 15; shard += 1) {
    const angle = (shard / 15) * Math.PI * 2 + random.between(-0.12, 0.12);
    const long = random.between(230, 400) * size;
    const near = random.between(52, 100) * size;
    const spread = random.between(0.1, 0.19);
    svg += polygon(
      [
        [x + Math.cos(angle) * near, y + Math.sin(angle) * near],
        [x + Math.cos(angle - spread) * long, y + Math.sin(angle - spread) * long],
        [x + Math.cos(angle + spread * 0.6) * long * 0.9, y + Math.sin(angle + spread * 0.6) * long * 0.9],
      ],
      tones[shard % tones.length] ?? '#fff',
    );
  }
  return svg + polygon(rough(random, x, y, 44 * size, 7, 0.15), tones[0] ?? '#fff');
}
