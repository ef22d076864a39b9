import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEIGHTS, weightShares } from './weight-shares.ts';

const weight = fc.double({ min: 0, max: 1, noNaN: true });

describe('weightShares', () => {
  it('are the weights where those sum to one', () => {
    const weights = { weightResolution: 0.3, weightVotes: 0.4, weightLanguage: 0.2, weightProvider: 0.1 };
    expect(weightShares(weights)).toEqual({
      weightResolution: 30,
      weightVotes: 40,
      weightLanguage: 20,
      weightProvider: 10,
    });
  });

  it('are equal where nothing counts', () => {
    const none = { weightResolution: 0, weightVotes: 0, weightLanguage: 0, weightProvider: 0 };
    expect(Object.values(weightShares(none))).toEqual([25, 25, 25, 25]);
  });

  it('always add up to a hundred, and are within one of the exact share', () => {
    fc.assert(
      fc.property(
        fc.record({ weightResolution: weight, weightVotes: weight, weightLanguage: weight, weightProvider: weight }),
        (weights) => {
          const shares = weightShares(weights);
          const sum = WEIGHTS.reduce((total, name) => total + weights[name], 0);
          expect(WEIGHTS.reduce((total, name) => total + shares[name], 0)).toBe(100);
          for (const name of WEIGHTS) {
            if (sum > 0) expect(Math.abs(shares[name] - (weights[name] / sum) * 100)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
