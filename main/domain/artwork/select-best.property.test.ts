import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSelection } from './default-selection.ts';
import type { ImageCandidate, SelectionRules } from './image-candidate.ts';
import { findDuplicates, similarity } from './near-duplicates.ts';
import { rankCandidates, selectBest } from './select-best.ts';

const hash = fc.oneof(
  fc.constantFrom('0000000000000000', '00000000000000ff', '000000000000ffff', 'ffffffffffffffff', 'plain'),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => value.toString(16).padStart(16, '0')),
);
const nullable = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });

const candidates: fc.Arbitrary<ImageCandidate[]> = fc
  .array(
    fc.record({
      provider: fc.constantFrom<ImageCandidate['provider'][]>('tmdb', 'tvdb', 'fanart.tv', 'local', 'user'),
      language: nullable(fc.constantFrom('en', 'de', 'fr')),
      width: nullable(fc.integer({ min: 0, max: 4000 })),
      height: nullable(fc.integer({ min: 0, max: 6000 })),
      voteAverage: nullable(fc.double({ min: 0, max: 10, noNaN: true })),
      voteCount: nullable(fc.integer({ min: 0, max: 500 })),
      isRejected: fc.boolean(),
      brokenReason: nullable(fc.constant('Broken.')),
      hash: nullable(fc.constantFrom('a', 'b', 'c')),
      perceptualHash: nullable(hash),
    }),
    { maxLength: 14 },
  )
  .map((list) => list.map((one, i) => ({ ...one, id: i + 1, type: 'poster', sourceKey: `key${String(i)}` })));

const rules: fc.Arbitrary<SelectionRules> = fc
  .record({
    minCount: fc.integer({ min: 0, max: 4 }),
    maxCount: fc.integer({ min: 0, max: 4 }),
    similarity: fc.double({ min: 0, max: 1, noNaN: true }),
    minWidth: nullable(fc.integer({ min: 0, max: 1000 })),
    languages: fc.uniqueArray(fc.constantFrom('en', 'de', 'none')),
  })
  .map((change) => ({ ...defaultSelection(1, 'movies', 'poster', ['en']), ...change }));

const context = { entity: 'movie' } as const;
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((value, i) => ({ value, key: Math.sin(seed + i * 7919) }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);

describe('selection, for any candidates and settings', () => {
  it('is the same whatever order they come in', () => {
    fc.assert(
      fc.property(candidates, rules, fc.integer(), (list, of, seed) => {
        const ids = (given: ImageCandidate[]): number[] =>
          rankCandidates(given, of, context).map(({ candidate }) => candidate.id);
        expect(ids(shuffled(list, seed))).toEqual(ids(list));
      }),
    );
  });

  it('stays within the most, never takes what is excluded, and says how many are missing', () => {
    fc.assert(
      fc.property(candidates, rules, (list, of) => {
        const { chosen, missing } = selectBest(list, of, context);
        expect(chosen.length).toBeLessThanOrEqual(of.maxCount);
        expect(missing).toBe(Math.max(0, Math.min(of.minCount, of.maxCount) - chosen.length));
        expect(chosen.some(({ isRejected, brokenReason }) => isRejected || brokenReason !== null)).toBe(false);
        for (const [i, a] of chosen.entries()) {
          for (const b of chosen.slice(i + 1)) {
            const alike = similarity(a.perceptualHash ?? '', b.perceptualHash ?? '');
            expect(alike === null || alike < of.similarity).toBe(true);
          }
        }
      }),
    );
  });

  it('takes the best: nobody who is left out without a reason scores more', () => {
    fc.assert(
      fc.property(candidates, rules, (list, of) => {
        const ranked = rankCandidates(list, of, context);
        const standing = ranked.filter(({ excluded }) => excluded === null).map(({ score }) => score ?? 0);
        expect(standing).toEqual([...standing].sort((a, b) => b - a));
        expect(selectBest(list, of, context).chosen.map(({ id }) => id)).toEqual(
          ranked
            .filter(({ excluded }) => excluded === null)
            .slice(0, of.maxCount)
            .map(({ candidate }) => candidate.id),
        );
      }),
    );
  });

  it('says of each repeat which better image it repeats, itself no repeat', () => {
    fc.assert(
      fc.property(candidates, rules, (list, of) => {
        const ranked = rankCandidates(list, of, context);
        for (const { excluded } of ranked) {
          if (excluded?.reason !== 'duplicate') continue;
          expect(ranked.find(({ candidate }) => candidate.id === excluded.duplicateOf)?.excluded).toBeNull();
        }
      }),
    );
  });

  it('keeps what came with the library, whatever it scores', () => {
    fc.assert(
      fc.property(candidates, rules, (list, of) => {
        const fixed = list.slice(0, 2).map(({ id }) => id);
        const chosen = selectBest(list, of, { ...context, fixed }).chosen.map(({ id }) => id);
        expect(chosen.slice(0, fixed.length)).toEqual(fixed);
        expect(chosen.length).toBeLessThanOrEqual(Math.max(of.maxCount, fixed.length));
      }),
    );
  });
});

it('near-duplicates reach through one another, and depend on nothing worse', () => {
  const chain = ['0000000000000000', '000000000000003f', '0000000000000fff'].map((perceptualHash, i) => ({
    id: i + 1,
    hash: null,
    perceptualHash,
  }));
  expect(similarity('0000000000000000', '0000000000000fff')).toBeLessThan(0.9);
  expect([...findDuplicates(chain, 0.9)]).toEqual([
    [2, 1],
    [3, 1],
  ]);
  // The one between the two others comes last: then both others stand.
  const [a, b, c] = chain;
  if (a === undefined || b === undefined || c === undefined) throw new Error('three');
  expect([...findDuplicates([a, c, b], 0.9)]).toEqual([[2, 1]]);
});
