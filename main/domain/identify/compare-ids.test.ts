import { describe, expect, it } from 'vitest';
import { findIdConflict, hasIds, isOtherTitle, NO_IDS, unitedIds } from './compare-ids.ts';

describe('ids of several sources', () => {
  it('agree when each says something else, or the same', () => {
    expect(
      findIdConflict([
        { where: 'The name', ids: { ...NO_IDS, tmdbId: 1 } },
        { where: 'The NFO', ids: { tmdbId: 1, tvdbId: 2, imdbId: 'tt0000001' } },
      ]),
    ).toBeNull();
    expect(findIdConflict([])).toBeNull();
  });

  it('disagree in words', () => {
    const conflict = findIdConflict([
      { where: 'The folder’s name', ids: { ...NO_IDS, tmdbId: 1 } },
      { where: 'the NFO', ids: { ...NO_IDS, tmdbId: 2 } },
    ]);
    expect(conflict).toEqual({
      names: ['tmdbId'],
      message: 'The ids at TMDB disagree: The folder’s name says 1, the NFO says 2. Choose the right one.',
    });
  });

  it('are put together, the first source first', () => {
    expect(
      unitedIds([
        { ...NO_IDS, tmdbId: 1 },
        { tmdbId: 2, tvdbId: 3, imdbId: null },
      ]),
    ).toEqual({
      tmdbId: 1,
      tvdbId: 3,
      imdbId: null,
    });
    expect(hasIds(NO_IDS)).toBe(false);
    expect(isOtherTitle({ ...NO_IDS, tmdbId: 1 }, { ...NO_IDS, tvdbId: 1 })).toBe(false);
  });
});
