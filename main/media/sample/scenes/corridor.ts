import { mix } from '../palette.ts';
import type { DrawScene } from './scene.ts';
import { figure, glow, gradient, polygon, rect } from './shapes.ts';

/** Frames within frames to a lit end. Motifs: figure, child, empty, stage. */
export const drawCorridor: DrawScene = ({ width, height, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.5 : 0.66);
  const y = height * (isTall ? 0.6 : 0.54);
  const u = (value: number): number => value * unit;
  let svg = rect(0, 0, width, height, palette.ink);
  const steps = 9;
  const end = isTall ? [u(92), u(176)] : [u(96), u(170)];
  const frame = (step: number): [number, number, number, number] => {
    const share = Math.pow(1 - step / steps, 1.9);
    const halfW = (end[0] ?? 0) + share * (Math.max(x, width - x) * 1.05);
    const up = (end[1] ?? 0) + share * (y * 1.02);
    const down = (end[1] ?? 0) * 0.9 + share * ((height - y) * 1.05);
    return [x - halfW, y - up, x + halfW, y + down];
  };
  for (let step = 0; step < steps; step += 1) {
    const [l1, t1, r1, b1] = frame(step);
    const [l2, t2, r2, b2] = frame(step + 1);
    const near = step / steps;
    const isOdd = step % 2 === 1;
    const wall = mix(palette.ink, isOdd ? palette.mid : palette.base, 0.1 + near * 0.75);
    svg += polygon(
      [
        [l1, t1],
        [l2, t2],
        [l2, b2],
        [l1, b1],
      ],
      wall,
    );
    svg += polygon(
      [
        [r1, t1],
        [r2, t2],
        [r2, b2],
        [r1, b1],
      ],
      mix(wall, palette.ink, 0.3),
    );
    svg += polygon(
      [
        [l1, t1],
        [r1, t1],
        [r2, t2],
        [l2, t2],
      ],
      mix(wall, palette.ink, 0.5),
    );
    const tiles = 8;
    for (let tile = 0; tile < tiles; tile += 1) {
      const a = (edgeL: number, edgeR: number, at: number): number => edgeL + ((edgeR - edgeL) * at) / tiles;
      svg += polygon(
        [
          [a(l1, r1, tile), b1],
          [a(l1, r1, tile + 1), b1],
          [a(l2, r2, tile + 1), b2],
          [a(l2, r2, tile), b2],
        ],
        (tile + step) % 2
          ? mix(palette.ink, palette.accent, 0.14 + near * 0.62)
          : mix(palette.ink, palette.top, 0.25 + near * 0.2),
      );
    }
  }
  const [l, t, r, b] = frame(steps);
  svg += gradient('door', [
    [0, palette.light],
    [1, mix(palette.accent, palette.light, 0.35)],
  ]);
  svg += rect(l, t, r - l, b - t, 'url(#door)');
  svg += glow('spill', x, y, u(520), palette.light, 0.5);
  if (motif === 'figure') svg += figure(x, b + u(74), u(300), palette.ink, 'coat');
  if (motif === 'child') svg += figure(x, b + u(6), u(150), palette.ink, 'dress');
  if (motif === 'stage')
    svg +=
      figure(x - u(32), b + u(30), u(236), palette.ink, 'dress') +
      figure(x + u(42), b + u(30), u(250), palette.ink, 'hat');
  svg += gradient('shade', [
    [0, palette.ink, 0.9],
    [0.3, palette.ink, 0.1],
    [0.8, palette.ink, 0],
    [1, palette.ink, 0.85],
  ]);
  svg += rect(0, 0, width, height, 'url(#shade)');
  return {
    svg,
    title: { top: 0.06, bottom: 0.27, anchor: 'top', align: 'center', colour: palette.light, ground: palette.ink },
    printColour: mix(palette.light, palette.base, 0.3),
  };
};
