import { describe, expect, it } from 'vitest';
import { gridLayout, gridLines, stepInGrid } from './candidate-grid.ts';

describe('gridLayout', () => {
  it('fills the width with cards of the shape', () => {
    const { columns, cardPx, imagePx, rowPx } = gridLayout(800, 2 / 3);
    expect(columns).toBe(5);
    expect(columns * cardPx + (columns - 1) * 24).toBeLessThanOrEqual(800);
    expect(imagePx).toBe(Math.round(cardPx * 1.5));
    expect(rowPx).toBeGreaterThan(imagePx);
  });

  it('shows at least one, however narrow', () => {
    expect(gridLayout(60, 16 / 9)).toMatchObject({ columns: 1, cardPx: 60 });
    expect(gridLayout(0, 1)).toMatchObject({ columns: 1, cardPx: 0 });
  });
});

describe('gridLines', () => {
  it('begins a line with those left out', () => {
    expect(gridLines(4, 2, 3)).toEqual([[0, 1, 2], [3], [4, 5]]);
    expect(gridLines(0, 0, 3)).toEqual([]);
  });
});

describe('stepInGrid', () => {
  const lines = gridLines(4, 2, 3);

  it.each([
    [0, 'right', 1],
    [2, 'right', 3],
    [5, 'right', 5],
    [0, 'left', 0],
    [2, 'down', 3],
    [3, 'down', 4],
    [5, 'up', 3],
    [1, 'up', 1],
    [4, 'down', 4],
    [3, 'first', 0],
    [0, 'last', 5],
    [-1, 'down', 0],
  ] as const)('from %i %s to %i', (at, step, to) => expect(stepInGrid(lines, at, step)).toBe(to));

  it('stays nowhere where there is nothing', () => {
    for (const step of ['left', 'right', 'up', 'down', 'first', 'last'] as const) {
      expect(stepInGrid([], -1, step)).toBe(-1);
    }
  });
});
