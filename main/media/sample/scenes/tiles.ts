import type { DrawScene } from './scene.ts';
import { disc, polygon, px, rect } from './shapes.ts';

/** A board of quarter circles, halves and triangles. Motifs: board, sparse. */
export const drawTiles: DrawScene = ({ width, height, random, palette, motif }) => {
  const isTall = height > width;
  const columns = isTall ? 4 : 8;
  const cell = width / columns;
  const firstRow = isTall ? 2 : 0;
  const tones = [palette.accent, palette.accent2, palette.base, palette.ink, palette.mid, palette.light];
  let svg = rect(0, 0, width, height, palette.top);
  for (let row = firstRow; row * cell < height; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (motif === 'sparse' && random.chance(0.34)) continue;
      const x = column * cell;
      const y = row * cell;
      const back = random.pick(tones);
      const front = random.pick(tones.filter((tone) => tone !== back));
      svg +=
        rect(x, y, cell + 0.6, cell + 0.6, back) +
        tile(
          random.whole(0, 8),
          x,
          y,
          cell,
          front,
          random.pick(tones.filter((tone) => tone !== front && tone !== back)),
          random.whole(0, 3),
        );
    }
  }
  const printBand = isTall ? rect(0, height * 0.925, width, height * 0.075, palette.ink) : '';
  return {
    svg: svg + printBand,
    title: { top: 0.05, bottom: 0.305, anchor: 'middle', align: 'left', colour: palette.ink, ground: palette.top },
    printColour: palette.light,
  };
};

function tile(kind: number, x: number, y: number, cell: number, front: string, third: string, turn: number): string {
  const half = cell / 2;
  const shapes = [
    `<path d="M0 0H${px(cell)}A${px(cell)} ${px(cell)} 0 0 1 0 ${px(cell)}Z" fill="${front}"/>`,
    `<path d="M0 0H${px(cell)}A${px(cell)} ${px(cell)} 0 0 1 0 ${px(cell)}Z" fill="${front}"/><path d="M0 0H${px(half)}A${px(half)} ${px(half)} 0 0 1 0 ${px(half)}Z" fill="${third}"/>`,
    `<path d="M0 0A${px(half)} ${px(half)} 0 0 0 ${px(cell)} 0Z" fill="${front}"/><path d="M0 ${px(half)}A${px(half)} ${px(half)} 0 0 0 ${px(cell)} ${px(half)}Z" fill="${third}"/>`,
    polygon(
      [
        [0, 0],
        [cell, 0],
        [0, cell],
      ],
      front,
    ),
    disc(half, half, half * 0.62, front),
    disc(half, half, half, front) + disc(half, half, half * 0.4, third),
    [0, 1, 2, 3, 4].map((bar) => rect((cell / 5) * bar, 0, cell / 10, cell, front)).join(''),
    `<path d="M0 0A${px(cell)} ${px(cell)} 0 0 1 ${px(cell)} ${px(cell)}A${px(cell)} ${px(cell)} 0 0 1 0 0Z" fill="${front}"/>`,
    polygon(
      [
        [0, 0],
        [half, half],
        [0, cell],
      ],
      front,
    ) +
      polygon(
        [
          [cell, 0],
          [half, half],
          [cell, cell],
        ],
        third,
      ),
  ];
  return `<g transform="translate(${px(x)} ${px(y)}) rotate(${turn * 90} ${px(half)} ${px(half)})">${shapes[kind] ?? ''}</g>`;
}
