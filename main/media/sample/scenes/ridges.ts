import { mix } from '../palette.ts';
import type { DrawScene } from './scene.ts';
import { birds, disc, figure, glow, gradient, ground, polygon, px, rect, skyline } from './shapes.ts';

/** Hills behind hills under a low sun. Motifs: figure, house, tree, tower, peak, birds. */
export const drawRidges: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const horizon = height * (isTall ? 0.6 : 0.62);
  const sunX = width * (isTall ? random.between(0.34, 0.66) : 0.68);
  const sunRadius = unit * (motif === 'peak' ? 120 : random.between(150, 210));
  const sunY = horizon - sunRadius * (motif === 'peak' ? 2.9 : random.between(0.9, 1.5));
  let svg = gradient('sky', [
    [0, palette.top],
    [0.4, palette.mid],
    [0.68, palette.base],
    [1, mix(palette.base, palette.light, 0.4)],
  ]);
  svg += rect(0, 0, width, height, 'url(#sky)');
  svg += glow('halo', sunX, sunY, sunRadius * 3.4, palette.light, 0.5);
  svg += disc(sunX, sunY, sunRadius, mix(palette.light, palette.accent, 0.25));
  if (motif === 'peak') {
    const peak = skyline(random, width, 0, 1, 0.5);
    const top = horizon - unit * 330;
    const centre = width * (isTall ? 0.5 : 0.4);
    const spread = unit * 620;
    const edge = peak.map(([x, wobble]): [number, number] => {
      const away = Math.abs(x - centre) / spread;
      return [x, top + Math.pow(away, 0.86) * unit * 560 + wobble * unit * 26 * Math.min(1, away * 3)];
    });
    const far = mix(palette.base, palette.mid, 0.72);
    svg += ground(edge, height, far);
    const shade = edge.filter(([x]) => x >= centre);
    svg += polygon(
      [
        ...shade,
        [width, height],
        [centre - unit * 120, height],
        [centre + unit * 40, top + unit * 330],
        [centre - unit * 30, top + unit * 190],
      ],
      mix(palette.base, palette.ink, 0.12),
    );
    const snow = edge.filter(([, y]) => y < top + unit * 150);
    const zigzag = snow
      .map(([x, y], index): [number, number] => [
        x,
        y + (index % 3 === 0 ? 34 : index % 3 === 1 ? 86 : 52) * unit * (1 - (y - top) / (unit * 170)),
      ])
      .reverse();
    svg += polygon([...snow, ...zigzag], mix(palette.light, palette.base, 0.1), 'opacity="0.92"');
  }
  const layers = 6;
  for (let layer = 0; layer < layers; layer += 1) {
    const share = layer / (layers - 1);
    const base = horizon + (height - horizon) * Math.pow(share, 1.25) * 0.78 + unit * 24;
    const points = skyline(random, width, base, unit * (130 - 54 * share), 0.46 + 0.04 * (1 - share));
    const tone = mix(mix(palette.base, palette.mid, 0.45), palette.ink, Math.pow(share, 0.75));
    svg += gradient(`hill${layer}`, [
      [0, tone],
      [1, mix(tone, palette.base, 0.32 * (1 - share))],
    ]);
    svg += ground(points, height, `url(#hill${layer})`);
    if (layer === layers - 2) {
      const stand = points[Math.round(points.length * (isTall ? 0.63 : 0.7))] ?? [width / 2, base];
      svg += drawMotif(
        motif,
        stand[0],
        stand[1] + unit * 8,
        unit,
        palette.ink,
        palette.accent,
        mix(tone, palette.ink, 0.55),
      );
    }
  }
  if (motif === 'birds' || random.chance(0.4)) {
    svg += birds(random, width * 0.3, horizon - unit * 220, unit * 22, palette.ink, 6);
  }
  return {
    svg,
    title: {
      top: 0.07,
      bottom: 0.3,
      anchor: 'top',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: mix(palette.light, palette.base, 0.25),
  };
};

/** Light lettering on a dark sky, dark on a pale one. */
export function titleColour(sky: string, palette: { light: string; ink: string }): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(sky.slice(at, at + 2), 16));
  return (red ?? 0) * 0.3 + (green ?? 0) * 0.6 + (blue ?? 0) * 0.1 > 140 ? palette.ink : palette.light;
}

function drawMotif(
  motif: string,
  x: number,
  y: number,
  unit: number,
  ink: string,
  lamp: string,
  shade: string,
): string {
  if (motif === 'figure') return figure(x, y + unit * 4, unit * 120, ink, 'coat');
  if (motif === 'house') {
    const w = unit * 110;
    return (
      rect(x - w / 2, y - unit * 62, w, unit * 90, ink) +
      polygon(
        [
          [x - w * 0.62, y - unit * 60],
          [x, y - unit * 122],
          [x + w * 0.62, y - unit * 60],
        ],
        ink,
      ) +
      rect(x + w * 0.2, y - unit * 128, unit * 16, unit * 50, ink) +
      rect(x - w * 0.26, y - unit * 42, unit * 20, unit * 24, lamp) +
      rect(x + w * 0.1, y - unit * 42, unit * 20, unit * 24, lamp)
    );
  }
  if (motif === 'tower') {
    return (
      polygon(
        [
          [x - unit * 26, y + unit * 40],
          [x - unit * 17, y - unit * 210],
          [x + unit * 17, y - unit * 210],
          [x + unit * 26, y + unit * 40],
        ],
        shade,
      ) +
      rect(x - unit * 26, y - unit * 222, unit * 52, unit * 14, ink) +
      rect(x - unit * 14, y - unit * 256, unit * 28, unit * 34, lamp) +
      polygon(
        [
          [x - unit * 22, y - unit * 254],
          [x, y - unit * 286],
          [x + unit * 22, y - unit * 254],
        ],
        ink,
      )
    );
  }
  if (motif === 'tree') {
    const crown: string[] = [];
    const spots: [number, number, number][] = [
      [0, -190, 62],
      [-52, -160, 50],
      [54, -158, 52],
      [-24, -226, 46],
      [30, -228, 44],
      [-84, -132, 30],
      [86, -130, 30],
      [2, -140, 50],
    ];
    for (const [dx, dy, r] of spots) crown.push(disc(x + dx * unit, y + dy * unit, r * unit, ink));
    return (
      `<path d="M${px(x - 12 * unit)} ${px(y + 20 * unit)}C${px(x - 4 * unit)} ${px(y - 60 * unit)} ${px(x - 8 * unit)} ${px(y - 90 * unit)} ${px(x - 30 * unit)} ${px(y - 150 * unit)}L${px(x + 30 * unit)} ${px(y - 150 * unit)}C${px(x + 8 * unit)} ${px(y - 90 * unit)} ${px(x + 6 * unit)} ${px(y - 60 * unit)} ${px(x + 16 * unit)} ${px(y + 20 * unit)}Z" fill="${ink}"/>` +
      crown.join('')
    );
  }
  return '';
}
