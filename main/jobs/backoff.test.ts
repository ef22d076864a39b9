import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it.each([
    [1, 0, 2_500],
    [1, 1, 5_000],
    [2, 1, 10_000],
    [3, 0.5, 15_000],
    [9, 1, 900_000],
    [1_000, 1, 900_000],
  ])('before try %i with chance %d: %i ms', (retry, random, expected) => {
    expect(backoffMs(retry, random)).toBe(expected);
  });

  it('grows, never waits longer than a quarter of an hour, and never less than half its step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (retry, random) => {
        const wait = backoffMs(retry, random);
        expect(wait).toBeGreaterThanOrEqual(2_500);
        expect(wait).toBeLessThanOrEqual(900_000);
        expect(backoffMs(retry + 1, random)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
