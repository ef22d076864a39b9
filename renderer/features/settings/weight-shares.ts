import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';

export const WEIGHTS = ['weightResolution', 'weightVotes', 'weightLanguage', 'weightProvider'] as const;
export type Weight = (typeof WEIGHTS)[number];
export type Weights = Pick<SelectionConfig, Weight>;

/**
 * What share of the score each weight is, in whole percent that add up to 100 (largest remainders). All weights at 0 count
 * the same, as the scoring has it.
 */
export function weightShares(weights: Weights): Record<Weight, number> {
  const sum = WEIGHTS.reduce((total, name) => total + weights[name], 0);
  const exact = WEIGHTS.map((name) => ({
    name,
    share: sum === 0 ? 100 / WEIGHTS.length : (weights[name] / sum) * 100,
  }));
  const shares = Object.fromEntries(exact.map(({ name, share }) => [name, Math.floor(share)])) as Record<
    Weight,
    number
  >;
  const missing = 100 - WEIGHTS.reduce((total, name) => total + shares[name], 0);
  const byRemainder = exact.toSorted((a, b) => (b.share % 1) - (a.share % 1));
  for (const { name } of byRemainder.slice(0, missing)) shares[name] += 1;
  return shares;
}
