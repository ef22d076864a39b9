import { mix } from '../palette.ts';
import type { DrawScene } from './scene.ts';
import { disc, gradient, line, polygon, px, rect } from './shapes.ts';

/** Rays, steps and fans within a ruled frame. Motifs: tower, fan, liner, mask. */
export const drawDeco: DrawScene = ({ width, height, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width / 2;
  const y = height * (isTall ? 0.62 : 0.78);
  let svg = gradient('sky', [
    [0, palette.top],
    [1, palette.base],
  ]);
  svg += rect(0, 0, width, height, 'url(#sky)');
  const rays = 36;
  const reach = Math.hypot(width, height);
  for (let ray = 0; ray < rays; ray += 2) {
    const from = Math.PI + (Math.PI * ray) / rays + Math.PI / rays / 2;
    const to = from + Math.PI / rays;
    svg += polygon(
      [
        [x, y],
        [x + Math.cos(from) * reach, y + Math.sin(from) * reach],
        [x + Math.cos(to) * reach, y + Math.sin(to) * reach],
      ],
      palette.accent,
      `opacity="${ray % 4 === 0 ? 0.32 : 0.18}"`,
    );
  }
  for (let ring = 7; ring >= 1; ring -= 1) {
    const tone = ring % 2 ? mix(palette.mid, palette.ink, 0.3) : palette.accent;
    svg += disc(
      x,
      y,
      unit * (64 + ring * (ring % 2 ? 52 : 53.4)),
      tone,
      motif === 'fan' ? '' : `opacity="${ring > 4 ? 0.55 : 0.9}"`,
    );
  }
  if (motif === 'tower') svg += tower(x, y, unit, palette.ink, palette.accent, palette.light);
  if (motif === 'liner') svg += liner(x, y, unit, palette.ink, palette.accent, palette.light, palette.accent2);
  if (motif === 'mask') svg += mask(x, y - unit * 215, unit * 1.3, palette.ink, palette.light, palette.accent);
  svg += rect(0, y, width, height - y, palette.ink);
  for (let rule = 0; rule < 7; rule += 1)
    svg += rect(
      0,
      y + unit * (16 + rule * (10 + rule * 3.4)),
      width,
      unit * Math.max(1.4, 6 - rule * 0.7),
      palette.accent,
      `opacity="${(0.95 - rule * 0.1).toFixed(2)}"`,
    );
  if (isTall) svg += frameLines(width, height, unit, palette.accent);
  return {
    svg,
    title: { top: 0.765, bottom: 0.89, anchor: 'middle', align: 'center', colour: palette.accent, ground: palette.ink },
    printColour: mix(palette.accent, palette.light, 0.4),
  };
};

function tower(x: number, y: number, unit: number, ink: string, gold: string, light: string): string {
  const steps: [number, number][] = [
    [190, 150],
    [150, 290],
    [112, 430],
    [74, 560],
    [40, 660],
    [18, 740],
  ];
  let svg = '';
  for (const [half, top] of steps) svg += rect(x - half * unit, y - top * unit, half * 2 * unit, top * unit, ink);
  svg += polygon(
    [
      [x - 8 * unit, y - 738 * unit],
      [x, y - 900 * unit],
      [x + 8 * unit, y - 738 * unit],
    ],
    ink,
  );
  for (const [half, top] of steps.slice(0, 5))
    svg += rect(x - half * unit, y - top * unit, half * 2 * unit, unit * 7, gold);
  for (let column = -9; column <= 9; column += 1) {
    const top = steps.filter(([half]) => Math.abs(column) * 19 < half - 8).at(-1)?.[1] ?? 120;
    svg += line(
      x + column * 19 * unit,
      y,
      x + column * 19 * unit,
      y - (top - 24) * unit,
      column % 3 === 0 ? light : gold,
      unit * (column % 3 === 0 ? 5 : 2.2),
      `opacity="${column % 3 === 0 ? 0.95 : 0.7}"`,
    );
  }
  return svg;
}

function liner(x: number, y: number, unit: number, ink: string, gold: string, light: string, red: string): string {
  let svg = polygon(
    [
      [x, y - 560 * unit],
      [x + 250 * unit, y - 470 * unit],
      [x + 120 * unit, y + 4 * unit],
      [x - 120 * unit, y + 4 * unit],
      [x - 250 * unit, y - 470 * unit],
    ],
    ink,
  );
  svg += polygon(
    [
      [x, y - 560 * unit],
      [x + 250 * unit, y - 470 * unit],
      [x + 120 * unit, y + 4 * unit],
      [x, y + 4 * unit],
    ],
    mix(ink, light, 0.1),
  );
  svg += polygon(
    [
      [x - 145 * unit, y - 86 * unit],
      [x + 145 * unit, y - 86 * unit],
      [x + 120 * unit, y + 4 * unit],
      [x - 120 * unit, y + 4 * unit],
    ],
    red,
  );
  svg +=
    line(x, y, x, y - 556 * unit, gold, unit * 5) +
    line(x - 246 * unit, y - 452 * unit, x, y - 540 * unit, gold, unit * 6) +
    line(x, y - 540 * unit, x + 246 * unit, y - 452 * unit, gold, unit * 6);
  svg +=
    rect(x - 140 * unit, y - 610 * unit, 280 * unit, 96 * unit, light) +
    polygon(
      [
        [x, y - 562 * unit],
        [x + 250 * unit, y - 472 * unit],
        [x - 250 * unit, y - 472 * unit],
      ],
      ink,
    );
  for (const side of [-1, 1])
    svg +=
      polygon(
        [
          [x + side * 30 * unit, y - 608 * unit],
          [x + side * 36 * unit, y - 740 * unit],
          [x + side * 92 * unit, y - 740 * unit],
          [x + side * 98 * unit, y - 608 * unit],
        ],
        red,
      ) + rect(x + (side > 0 ? 36 : -92) * unit, y - 742 * unit, 56 * unit, 34 * unit, ink);
  return svg;
}

function mask(x: number, y: number, unit: number, ink: string, light: string, gold: string): string {
  const side = (flip: number): string =>
    `<g transform="translate(${px(x)} ${px(y)}) scale(${(unit * flip).toFixed(3)} ${unit.toFixed(3)})"><path d="M0 -250C70 -262 140 -250 176 -214C190 -120 160 40 0 150Z" fill="${flip > 0 ? light : mix(light, ink, 0.18)}"/><path d="M36 -110C64 -146 116 -146 140 -112C116 -90 66 -88 36 -110Z" fill="${ink}"/><path d="M0 44C30 40 54 50 66 62C46 84 22 92 0 92Z" fill="${ink}"/><path d="M26 -168C66 -206 120 -204 156 -176" fill="none" stroke="${gold}" stroke-width="10"/></g>`;
  return side(-1) + side(1);
}

function frameLines(width: number, height: number, unit: number, gold: string): string {
  let svg = '';
  for (const [inset, pen] of [
    [26, 5],
    [38, 2],
  ] as const) {
    const i = inset * unit;
    svg += `<rect x="${px(i)}" y="${px(i)}" width="${px(width - 2 * i)}" height="${px(height - 2 * i)}" fill="none" stroke="${gold}" stroke-width="${px(pen * unit)}"/>`;
  }
  for (const [cx, cy] of [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const) {
    const sx = cx === 0 ? 1 : -1;
    const sy = cy === 0 ? 1 : -1;
    for (let step = 0; step < 3; step += 1) {
      const i = (52 + step * 12) * unit;
      const l = (96 - step * 28) * unit;
      svg += `<path d="M${px(cx + sx * i)} ${px(cy + sy * (i + l))}V${px(cy + sy * i)}H${px(cx + sx * (i + l))}" fill="none" stroke="${gold}" stroke-width="${px(3 * unit)}"/>`;
    }
  }
  return svg;
}
