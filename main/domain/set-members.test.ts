import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownPart, orderMembers, type PlacedFilm } from './set-members.ts';

const film = (movieId: number, change: Partial<PlacedFilm> = {}): PlacedFilm => ({
  movieId,
  tmdbId: movieId,
  title: `Film ${String(movieId)}`,
  year: null,
  premiered: null,
  position: null,
  ...change,
});
const part = (tmdbId: number, position: number, year: number | null = null): KnownPart => ({
  tmdbId,
  title: `Part ${String(tmdbId)}`,
  year,
  position,
});
const ids = (members: readonly (PlacedFilm | KnownPart)[]): (number | null)[] => members.map(({ tmdbId }) => tmdbId);

describe('orderMembers', () => {
  it('goes by year, then as the provider has them, then by day', () => {
    const films = [film(3, { year: 1992 }), film(1, { premiered: '1979-05-25' }), film(2, { year: 1986 })];
    expect(ids(orderMembers(films, [], 'release'))).toEqual([1, 2, 3]);
    const sameYear = [film(1, { premiered: '2003-11-05' }), film(2, { premiered: '2003-05-15' })];
    expect(ids(orderMembers(sameYear, [], 'release'))).toEqual([2, 1]);
    expect(ids(orderMembers(sameYear, [part(1, 0, 2003), part(2, 1, 2003)], 'release'))).toEqual([1, 2]);
  });

  it('puts what is only known among what is here, each film once', () => {
    const films = [film(1, { year: 1979 }), film(3, { year: 1992 })];
    const members = orderMembers(films, [part(1, 0, 1979), part(2, 1, 1986), part(3, 2, 1992)], 'release');
    expect(ids(members)).toEqual([1, 2, 3]);
    expect(members.map((member) => 'movieId' in member)).toEqual([true, false, true]);
  });

  it('has what a person placed first, the rest by release', () => {
    const films = [film(1, { year: 1979 }), film(2, { year: 1986, position: 1 }), film(3, { year: 1992, position: 0 })];
    expect(ids(orderMembers(films, [], 'custom'))).toEqual([3, 2, 1]);
    expect(ids(orderMembers(films, [], 'release'))).toEqual([1, 2, 3]);
  });

  const someFilm = fc.record({
    tmdbId: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
    title: fc.constantFrom('A', 'B', 'C'),
    year: fc.option(fc.integer({ min: 1990, max: 1993 }), { nil: null }),
    premiered: fc.option(fc.constantFrom('1990-01-01', '1991-06-01', '1991-07-01'), { nil: null }),
    position: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
  });
  const someFilms = fc
    .array(someFilm, { maxLength: 8 })
    .map((films) => films.map((one, index): PlacedFilm => ({ ...one, movieId: index + 1 })));
  const someParts = fc
    .uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 6 })
    .map((known) => known.map((id, at) => part(id, at, 1991)));

  it('loses no film, and does not depend on the order it is given', () => {
    fc.assert(
      fc.property(
        someFilms,
        someParts,
        fc.constantFrom('release' as const, 'custom' as const),
        (films, parts, order) => {
          const members = orderMembers(films, parts, order);
          const here = new Set(films.map(({ tmdbId }) => tmdbId));
          expect(members).toHaveLength(films.length + parts.filter(({ tmdbId }) => !here.has(tmdbId)).length);
          expect(orderMembers(films.toReversed(), parts.toReversed(), order)).toEqual(members);
        },
      ),
    );
  });
});
