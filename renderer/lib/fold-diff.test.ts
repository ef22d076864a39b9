import { describe, expect, it } from 'vitest';
import type { DiffLine } from '../../contract/publishing.ts';
import { foldDiff } from './fold-diff.ts';

const same = (count: number): DiffLine[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'same', text: `line ${at}` }));
const shape = (lines: DiffLine[], context = 3): [string, number, number][] =>
  foldDiff(lines, context).map((part) => [part.kind, part.start, part.lines.length]);

describe('foldDiff', () => {
  it('keeps three lines around a change and folds the rest', () => {
    const lines = [
      ...same(10),
      { kind: 'removed', text: 'a' } as const,
      { kind: 'added', text: 'b' } as const,
      ...same(20),
    ];
    expect(shape(lines)).toEqual([
      ['fold', 0, 7],
      ['lines', 7, 8],
      ['fold', 15, 17],
    ]);
  });

  it('does not fold runs that are not worth a click', () => {
    const lines = [{ kind: 'added', text: 'a' } as const, ...same(9), { kind: 'added', text: 'b' } as const];
    expect(shape(lines)).toEqual([['lines', 0, 11]]);
  });

  it('folds everything when nothing changed, and loses no line', () => {
    expect(shape(same(12))).toEqual([['fold', 0, 12]]);
    expect(shape([])).toEqual([]);
    const lines = [...same(30), { kind: 'added', text: 'x' } as const, ...same(2)];
    expect(foldDiff(lines, 3).flatMap((part) => part.lines)).toEqual(lines);
  });
});
