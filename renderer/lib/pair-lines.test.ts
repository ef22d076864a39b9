import { expect, it } from 'vitest';
import type { DiffLine } from '../../contract/publishing.ts';
import { pairLines } from './pair-lines.ts';

const line = (sign: string): DiffLine => ({
  kind: sign.startsWith('+') ? 'added' : sign.startsWith('-') ? 'removed' : 'same',
  text: sign.slice(1),
});
const shape = (...signs: string[]): (string | null)[][] =>
  pairLines(signs.map(line)).map(({ left, right }) => [left, right]);

it('puts what goes beside what comes in its place', () => {
  expect(shape(' a', '-b', '+c', ' d')).toEqual([
    ['a', 'a'],
    ['b', 'c'],
    ['d', 'd'],
  ]);
});

it('leaves a gap where one side has more lines', () => {
  expect(shape('-a', '-b', '+c', ' d', '+e')).toEqual([
    ['a', 'c'],
    ['b', null],
    ['d', 'd'],
    [null, 'e'],
  ]);
  expect(shape()).toEqual([]);
});
