import { mix } from '../palette.ts';
import type { DrawScene } from './scene.ts';
import { disc, figure, glow, gradient, line, polygon, px, rect } from './shapes.ts';
import { titleColour } from './ridges.ts';

/** Towers at night. Motifs: rooftop, train, rain, river. */
export const drawCity: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const isRiver = motif === 'river';
  const floor = isRiver ? height * 0.76 : height;
  const moonX = width * (isTall ? 0.5 : 0.68);
  const moonY = height * (isTall ? 0.44 : 0.4);
  let svg = gradient('sky', [
    [0, palette.top],
    [0.45, palette.mid],
    [0.85, palette.base],
  ]);
  svg += rect(0, 0, width, height, 'url(#sky)');
  svg += glow('halo', moonX, moonY, unit * 620, palette.accent, 0.5);
  svg += disc(moonX, moonY, unit * 205, mix(palette.light, palette.accent, 0.3));
  const layers = 4;
  for (let layer = 0; layer < layers; layer += 1) {
    const share = layer / (layers - 1);
    const tone = mix(mix(palette.base, palette.mid, 0.35), palette.ink, 0.16 + share * 0.8);
    svg += gradient(`block${layer}`, [
      [0, tone],
      [1, mix(tone, palette.base, 0.28 * (1 - share))],
    ]);
    let x = -unit * 40;
    while (x < width) {
      const w = unit * random.between(70, 150) * (0.75 + share * 0.55);
      const centred = 1 - Math.abs((x + w / 2) / width - 0.5) * 2;
      const valley = isTall ? 1.15 - centred * 0.55 : 0.75 + 0.3 * (1 - Math.abs((x + w / 2) / width - 0.22));
      const tall = height * (isTall ? 0.6 : 0.74) * (0.86 - share * 0.44) * random.between(0.7, 1.02) * valley;
      const y = floor - tall;
      svg += rect(x, y, w + 1, tall + 2, `url(#block${layer})`);
      svg += roof(random.whole(0, 4), x, y, w, unit, tone);
      if (layer > 0)
        svg += windows(
          random,
          x,
          y,
          w,
          tall,
          unit * (0.8 + share * 0.45),
          palette.accent,
          palette.light,
          layer === 1 ? 0.3 : 0.42,
        );
      x += w + unit * random.between(-6, 16);
    }
  }
  if (isRiver) svg += river(random, width, height, floor, unit, palette.ink, palette.accent, palette.base);
  if (motif === 'train') svg += train(width, height * 0.8, unit, palette.ink, palette.accent);
  if (motif === 'rooftop') {
    const edge = height * 0.87;
    svg += rect(0, edge, width, height - edge, palette.ink);
    svg += rect(0, edge - unit * 14, width, unit * 14, mix(palette.ink, palette.base, 0.16));
    svg += figure(width * (isTall ? 0.5 : 0.68), edge, unit * 230, palette.ink, 'hat');
  }
  if (motif === 'rain') {
    for (let drop = 0; drop < 170; drop += 1) {
      const x = random.between(-0.1, 1.1) * width;
      const y = random.between(0, 1) * height;
      const length = unit * random.between(30, 90);
      svg += line(
        x,
        y,
        x - length * 0.22,
        y + length,
        palette.light,
        unit * 1.6,
        `opacity="${random.between(0.08, 0.34).toFixed(2)}"`,
      );
    }
  }
  return {
    svg,
    title: {
      top: 0.06,
      bottom: 0.27,
      anchor: 'top',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: mix(palette.light, palette.base, 0.3),
  };
};

function roof(kind: number, x: number, y: number, w: number, unit: number, tone: string): string {
  if (kind === 0)
    return (
      rect(x + w * 0.2, y - unit * 26, w * 0.6, unit * 27, tone) +
      rect(x + w * 0.36, y - unit * 46, w * 0.28, unit * 22, tone)
    );
  if (kind === 1) return line(x + w * 0.5, y, x + w * 0.5, y - unit * 86, tone, unit * 4);
  if (kind === 2)
    return polygon(
      [
        [x, y + 1],
        [x + w / 2, y - unit * 60],
        [x + w, y + 1],
      ],
      tone,
    );
  if (kind === 3) {
    return (
      rect(x + w * 0.3, y - unit * 44, w * 0.34, unit * 30, tone) +
      polygon(
        [
          [x + w * 0.27, y - unit * 43],
          [x + w * 0.47, y - unit * 62],
          [x + w * 0.67, y - unit * 43],
        ],
        tone,
      ) +
      line(x + w * 0.34, y, x + w * 0.34, y - unit * 20, tone, unit * 3) +
      line(x + w * 0.6, y, x + w * 0.6, y - unit * 20, tone, unit * 3)
    );
  }
  return '';
}

function windows(
  random: { chance(p: number): boolean; between(a: number, b: number): number },
  x: number,
  y: number,
  w: number,
  tall: number,
  size: number,
  lamp: string,
  light: string,
  share: number,
): string {
  const step = size * 25;
  let lit = '';
  let pale = '';
  for (let wy = y + step; wy < y + Math.min(tall, size * 640); wy += step * 1.25) {
    for (let wx = x + step * 0.7; wx < x + w - step * 0.6; wx += step) {
      if (!random.chance(share)) continue;
      const path = `M${px(wx)} ${px(wy)}h${px(step * 0.42)}v${px(step * 0.62)}h${px(-step * 0.42)}Z`;
      if (random.chance(0.75)) lit += path;
      else pale += path;
    }
  }
  return `<path d="${lit}" fill="${lamp}" opacity="0.82"/><path d="${pale}" fill="${light}" opacity="0.6"/>`;
}

function river(
  random: { between(a: number, b: number): number },
  width: number,
  height: number,
  floor: number,
  unit: number,
  ink: string,
  lamp: string,
  base: string,
): string {
  let svg = gradient('water', [
    [0, mix(base, ink, 0.45)],
    [1, ink],
  ]);
  svg += rect(0, floor, width, height - floor, 'url(#water)');
  for (let streak = 0; streak < 120; streak += 1) {
    const depth = Math.pow(random.between(0, 1), 1.4);
    const y = floor + depth * (height - floor);
    const spread = 0.12 + depth * 0.5;
    const x = width / 2 + random.between(-1, 1) * width * spread;
    const w = unit * random.between(20, 120) * (0.5 + depth);
    svg += rect(
      x - w / 2,
      y,
      w,
      unit * (2 + depth * 4),
      lamp,
      `opacity="${random.between(0.08, 0.5).toFixed(2)}" rx="${px(unit * 2)}"`,
    );
  }
  return svg;
}

function train(width: number, y: number, unit: number, ink: string, lamp: string): string {
  let svg = rect(0, y, width, unit * 26, ink);
  for (let x = unit * 60; x < width; x += unit * 300) {
    svg += rect(x, y, unit * 34, unit * 900, ink);
    svg += polygon(
      [
        [x - unit * 60, y + unit * 24],
        [x + unit * 94, y + unit * 24],
        [x + unit * 34, y + unit * 110],
        [x, y + unit * 110],
      ],
      ink,
    );
  }
  for (let car = 0; car < 3; car += 1) {
    const x = width * 0.16 + car * unit * 306;
    svg += rect(x, y - unit * 104, unit * 296, unit * 92, ink, `rx="${px(unit * 14)}"`);
    for (let pane = 0; pane < 6; pane += 1)
      svg += rect(x + unit * (20 + pane * 45), y - unit * 86, unit * 32, unit * 36, lamp, 'opacity="0.92"');
  }
  return svg;
}
