import { describe, expect, it } from 'vitest';
import type { ArtworkCandidate } from '../../../contract/artwork-candidates.ts';
import { facetsOf, isFiltered, NO_FILTER, shownCandidates, sizeClass } from './candidate-filter.ts';

function candidate(id: number, change: Partial<ArtworkCandidate> = {}): ArtworkCandidate {
  return {
    id,
    type: 'poster',
    provider: 'tmdb',
    language: 'en',
    width: 1000,
    height: 1500,
    voteAverage: 5,
    voteCount: 10,
    hash: null,
    thumbPath: `/thumb/${String(id)}`,
    score: 50,
    parts: [],
    excluded: null,
    isSelected: false,
    rank: null,
    selectedBy: null,
    downloadError: null,
    ...change,
  };
}

const LEFT_OUT = { score: null, excluded: { reason: 'too_small', message: 'Too small.', duplicateOf: null } } as const;
const ALL = [
  candidate(1, { score: 90, width: 2000, height: 3000 }),
  candidate(2, { score: 95, provider: 'tvdb', language: null, voteCount: 2 }),
  candidate(3, { score: 40, language: 'de', width: 300, height: 450, voteCount: 90 }),
  candidate(4, { width: null, height: null, language: 'de', ...LEFT_OUT }),
];
const ids = (list: readonly ArtworkCandidate[]): number[] => list.map(({ id }) => id);

describe('shownCandidates', () => {
  it('puts the best first and those left out apart', () => {
    const { able, excluded } = shownCandidates(ALL, NO_FILTER);
    expect([ids(able), ids(excluded)]).toEqual([[2, 1, 3], [4]]);
  });

  it.each([
    [{ sort: 'size' }, [1, 2, 3]],
    [{ sort: 'votes' }, [3, 1, 2]],
    [{ provider: 'tvdb' }, [2]],
    [{ language: 'none' }, [2]],
    [{ size: 'small' }, [3]],
    [{ language: 'de', size: 'large' }, []],
  ] as const)('%o leaves %j', (change, left) => {
    expect(ids(shownCandidates(ALL, { ...NO_FILTER, ...change }).able)).toEqual(left);
  });

  it('keeps the order of equals', () => {
    const equal = [candidate(7), candidate(5), candidate(6)];
    expect(ids(shownCandidates(equal, NO_FILTER).able)).toEqual([7, 5, 6]);
  });
});

describe('what there is to filter by', () => {
  it('names the most frequent first', () => {
    expect(facetsOf(ALL)).toEqual({
      providers: ['tmdb', 'tvdb'],
      languages: ['de', 'en', 'none'],
      sizes: ['large', 'medium', 'small'],
    });
  });

  it('knows no class for an unknown size', () => {
    expect(sizeClass(candidate(1, { width: null }))).toBeNull();
  });

  it('does not take an order for a filter', () => {
    expect(isFiltered({ ...NO_FILTER, sort: 'votes' })).toBe(false);
    expect(isFiltered({ ...NO_FILTER, size: 'small' })).toBe(true);
  });
});
