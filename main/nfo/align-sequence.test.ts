import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSequence } from './align-sequence.ts';

function align(units: string[][], wanted: string[]): { kept: number; result: string[] } {
  const steps = alignSequence(
    units.map((unit) => unit.length),
    wanted.length,
    (unit, at) => (units[unit] ?? []).every((entry, offset) => wanted[at + offset] === entry),
  );
  const result = steps.flatMap((step) => ('keep' in step ? (units[step.keep] ?? []) : [wanted[step.insert] ?? '']));
  return { kept: steps.filter((step) => 'keep' in step).length, result };
}

describe('alignSequence', () => {
  it.each([
    ['an addition at the end', ['a', 'b'], ['a', 'b', 'c'], 2],
    ['an addition in the middle', ['a', 'c'], ['a', 'b', 'c'], 2],
    ['a removal', ['a', 'b', 'c'], ['a', 'c'], 2],
    ['a move', ['a', 'b', 'c'], ['c', 'a', 'b'], 2],
    ['nothing in common', ['a', 'b'], ['c'], 0],
  ])('keeps what it can: %s', (_name, units, wanted, kept) => {
    expect(
      align(
        units.map((unit) => [unit]),
        wanted,
      ),
    ).toEqual({ kept, result: wanted });
  });

  it('keeps a unit of several entries only where they stand together', () => {
    expect(align([['a', 'b'], ['c']], ['c', 'a', 'b'])).toEqual({ kept: 1, result: ['c', 'a', 'b'] });
    expect(align([['a', 'b'], ['c']], ['a', 'x', 'b', 'c'])).toEqual({ kept: 1, result: ['a', 'x', 'b', 'c'] });
  });

  it('always ends at what is wanted, keeping units in their order', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 })),
        letters,
        (units, wanted) => {
          expect(align(units, wanted).result).toEqual(wanted);
        },
      ),
    );
  });

  it('gives up the best answer, not the right one, for thousands of entries', () => {
    const units = Array.from({ length: 3000 }, (_, index) => [`a${index}`]);
    const wanted = ['a0', ...Array.from({ length: 3000 }, (_, index) => `b${index}`), 'a2999'];
    expect(align(units, wanted)).toEqual({ kept: 2, result: wanted });
  });
});
