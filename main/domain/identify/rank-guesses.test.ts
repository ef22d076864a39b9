import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../provider-answer.ts';
import { decide } from './decide.ts';
import type { IdentifyQuery, RankableHit } from './identify-query.ts';
import { rankGuesses, scoreOf } from './rank-guesses.ts';

const ACCEPT_FROM = 85;

function query(title: string, year: number | null, change: Partial<IdentifyQuery> = {}): IdentifyQuery {
  return { kind: 'movie', title, otherTitles: [], year, runtimeMinutes: [], seasons: [], ...change };
}

function hit(tmdbId: number, title: string, year: number | null, change: Partial<RankableHit> = {}): RankableHit {
  return {
    provider: 'tmdb',
    kind: 'movie',
    ids: { tmdbId, tvdbId: null, imdbId: null },
    title,
    originalTitle: null,
    alternativeTitles: [],
    year,
    runtimeMinutes: null,
    popularity: null,
    overview: null,
    posterUrl: null,
    originalLanguage: null,
    ...change,
  };
}

const ofTvdb = (tvdbId: number, change: Partial<SearchHit['ids']> = {}): Partial<RankableHit> => ({
  provider: 'tvdb',
  ids: { tmdbId: null, tvdbId, imdbId: null, ...change },
});

/** The id that is accepted, or why it waits. */
function outcome(asked: IdentifyQuery, hits: RankableHit[], acceptFrom = ACCEPT_FROM): number | string {
  const decision = decide(rankGuesses(asked, hits), acceptFrom);
  return decision.kind === 'accept' ? (decision.guess.tmdbId ?? decision.guess.tvdbId ?? 0) : decision.reason;
}

describe('what is accepted', () => {
  const cases: [string, IdentifyQuery, RankableHit[], number][] = [
    ['title and year', query('Alien', 1979), [hit(1, 'Alien', 1979), hit(2, 'Aliens', 1986)], 1],
    [
      'the remake that the year names',
      query('The Thing', 2011),
      [hit(1, 'The Thing', 1982, { popularity: 1 }), hit(2, 'The Thing', 2011, { popularity: 0.3 })],
      2,
    ],
    [
      'a prefix of other titles',
      query('Alien', 1979),
      [
        hit(1, 'Alien', 1979, { popularity: 0.5 }),
        hit(2, 'Alien: Covenant', 2017, { popularity: 1 }),
        hit(3, 'Alien 3', 1992),
      ],
      1,
    ],
    [
      'another sequel’s numeral',
      query('Rocky 2', 1979),
      [hit(1, 'Rocky', 1976), hit(2, 'Rocky II', 1979), hit(3, 'Rocky III', 1982)],
      2,
    ],
    ['a number as a title', query('1917', 2019), [hit(1, '1917', 2019), hit(2, '1917', 1970), hit(3, '1918', 2019)], 1],
    ['a title that is a year', query('2012', 2009), [hit(1, '2012', 2009), hit(2, '2012: Ice Age', 2011)], 1],
    ['a year off by one', query('The Host', 2007), [hit(1, 'The Host', 2006), hit(2, 'The Host', 2013)], 1],
    [
      'a translated title',
      query('Der Pate', 1972),
      [hit(1, 'The Godfather', 1972, { alternativeTitles: ['Der Pate', 'Le Parrain'] })],
      1,
    ],
    [
      'an original title',
      query('Sen to Chihiro no Kamikakushi', 2001),
      [
        hit(1, 'Spirited Away', 2001, {
          originalTitle: '千と千尋の神隠し',
          alternativeTitles: ['Sen to Chihiro no kamikakushi'],
        }),
      ],
      1,
    ],
    [
      'another script',
      query('千と千尋の神隠し', 2001),
      [hit(1, 'Spirited Away', 2001, { originalTitle: '千と千尋の神隠し' })],
      1,
    ],
    [
      'no year, but nothing else of that name',
      query('Eternal Sunshine of the Spotless Mind', null),
      [hit(1, 'Eternal Sunshine of the Spotless Mind', 2004), hit(2, 'Spotless', 2010)],
      1,
    ],
    [
      'a year that is part of the title',
      query('Blade Runner', 2049),
      [hit(1, 'Blade Runner', 1982), hit(2, 'Blade Runner 2049', 2017)],
      2,
    ],
    [
      'two providers with one film that share an id',
      query('Alien', 1979),
      [
        hit(1, 'Alien', 1979, { ids: { tmdbId: 1, tvdbId: null, imdbId: 'tt0078748' } }),
        hit(0, 'Alien', 1979, ofTvdb(9, { imdbId: 'tt0078748' })),
      ],
      1,
    ],
    [
      'two providers with one film that share none',
      query('Alien', 1979),
      [hit(1, 'Alien', 1979), hit(0, 'Alien', 1979, ofTvdb(9))],
      1,
    ],
    [
      'one beside a short that nobody knows',
      query('Joker', 2019),
      [hit(1, 'Joker', 2019, { popularity: 1 }), hit(2, 'Joker', 2018, { popularity: 0.001 })],
      1,
    ],
    [
      'a longer version',
      query('Aliens', 1986, { runtimeMinutes: [154] }),
      [hit(1, 'Aliens', 1986, { runtimeMinutes: 137 })],
      1,
    ],
  ];
  it.each(cases)('%s', (_, asked, hits, id) => {
    expect(outcome(asked, hits)).toBe(id);
    expect(outcome(asked, [...hits].reverse())).toBe(id);
  });
});

describe('what waits for a person', () => {
  const cases: [string, IdentifyQuery, RankableHit[], string][] = [
    ['nothing found', query('Home Video', 2003), [], 'nothing'],
    [
      'a remake without a year',
      query('The Thing', null),
      [hit(1, 'The Thing', 1982, { popularity: 1 }), hit(2, 'The Thing', 2011, { popularity: 0.01 })],
      'ambiguous',
    ],
    [
      'the same title in the same year',
      query('Pinocchio', 2022),
      [hit(1, 'Pinocchio', 2022, { popularity: 1 }), hit(2, 'Pinocchio', 2022, { popularity: 0.1 })],
      'ambiguous',
    ],
    [
      'the same title in the same year, though one fits the running time',
      query('Pinocchio', 2022, { runtimeMinutes: [117] }),
      [hit(1, 'Pinocchio', 2022, { runtimeMinutes: 117 }), hit(2, 'Pinocchio', 2022, { runtimeMinutes: 60 })],
      'ambiguous',
    ],
    [
      'one translated, one original title of the year',
      query('Pinocchio', 2022),
      [hit(1, 'Pinocchio', 2022), hit(2, 'Guillermo del Toro’s Pinocchio', 2022, { alternativeTitles: ['Pinocchio'] })],
      'ambiguous',
    ],
    [
      'two well-known ones in neighbouring years',
      query('Capote', 2005),
      [hit(1, 'Capote', 2005, { popularity: 1 }), hit(2, 'Capote', 2006, { popularity: 0.8 })],
      'ambiguous',
    ],
    [
      'only the beginning of a title',
      query('Alien', 2017),
      [hit(1, 'Alien: Covenant', 2017, { popularity: 1 })],
      'weak',
    ],
    [
      'the beginning of a title without a year',
      query('Birds of Prey', null),
      [hit(1, 'Birds of Prey (and the Fantabulous Emancipation of One Harley Quinn)', 2020)],
      'weak',
    ],
    ['another sequel', query('Rocky IV', 1985), [hit(1, 'Rocky III', 1982), hit(2, 'Rocky V', 1990)], 'weak'],
    ['another sequel of the year', query('Saw 3', 2006), [hit(1, 'Saw IV', 2006)], 'weak'],
    ['a number in words', query('9', 2009), [hit(1, 'Nine', 2009, { popularity: 1 })], 'weak'],
    ['the right title of another year', query('Dune', 1995), [hit(1, 'Dune', 1984), hit(2, 'Dune', 2021)], 'ambiguous'],
    [
      'the only film of that title, of quite another year',
      query('Zardoz', 1999),
      [hit(1, 'Zardoz', 1974, { popularity: 1 })],
      'weak',
    ],
    [
      'another running time',
      query('Alone', 2020, { runtimeMinutes: [98] }),
      [hit(1, 'Alone', 2020, { runtimeMinutes: 12 })],
      'weak',
    ],
    ['a show where a film is asked for', query('Fargo', 1996), [hit(1, 'Fargo', 1996, { kind: 'series' })], 'nothing'],
    ['a hit without a year', query('Alien', 1979), [hit(1, 'Alien', null)], 'weak'],
    [
      'a show whose seasons there are not',
      query('Shameless', 2011, {
        kind: 'series',
        seasons: [
          { season: 9, lastEpisode: 14 },
          { season: 10, lastEpisode: 12 },
        ],
      }),
      [hit(1, 'Shameless', 2011, { kind: 'series', seasons: [{ season: 1, episodeCount: 6 }] })],
      'weak',
    ],
    [
      'a show without a year that was made again',
      query('The Office', null, { kind: 'series' }),
      [hit(1, 'The Office', 2001, { kind: 'series' }), hit(2, 'The Office', 2005, { kind: 'series', popularity: 1 })],
      'ambiguous',
    ],
  ];
  it.each(cases)('%s', (_, asked, hits, reason) => {
    expect(outcome(asked, hits)).toBe(reason);
    expect(outcome(asked, [...hits].reverse())).toBe(reason);
  });

  it('what is ambiguous, however little certainty the library asks for', () => {
    expect(outcome(query('The Thing', null), [hit(1, 'The Thing', 1982), hit(2, 'The Thing', 2011)], 0)).toBe(
      'ambiguous',
    );
  });
});

describe('a ranking', () => {
  it('shows what each confidence is made of', () => {
    const [guess] = rankGuesses(query('Alien', 1979, { runtimeMinutes: [117] }), [
      hit(1, 'Alien', 1979, { runtimeMinutes: 117, popularity: 1 }),
    ]);
    expect(guess?.confidence).toBe(100);
    expect(guess?.parts.map(({ name, score }) => [name, score])).toEqual([
      ['title', 1],
      ['year', 1],
      ['runtime', 1],
      ['popularity', 1],
      ['uniqueness', 1],
    ]);
    expect(guess?.parts.every(({ note }) => note.length > 5)).toBe(true);
  });

  it('puts the hits of several searches and providers together by their ids', () => {
    const guesses = rankGuesses(query('Der Pate', 1972), [
      hit(238, 'The Godfather', 1972),
      hit(238, 'Der Pate', 1972, { overview: 'Familie' }),
      hit(0, 'The Godfather', 1972, ofTvdb(275, { tmdbId: 238, imdbId: 'tt0068646' })),
    ]);
    expect(guesses).toHaveLength(1);
    expect(guesses[0]).toMatchObject({ tmdbId: 238, tvdbId: 275, imdbId: 'tt0068646', overview: 'Familie' });
    expect(guesses[0] && scoreOf(guesses[0], 'title')).toBeGreaterThan(0.95);
  });

  it('puts nothing together where ids contradict one another', () => {
    const guesses = rankGuesses(query('Alien', 1979), [
      hit(1, 'Alien', 1979, { ids: { tmdbId: 1, tvdbId: null, imdbId: 'tt0000001' } }),
      hit(0, 'Alien', 1979, ofTvdb(9, { tmdbId: 2, imdbId: 'tt0000001' })),
    ]);
    expect(guesses.map(({ tmdbId }) => tmdbId)).toEqual([1, 2]);
    expect(decide(guesses, 0).kind).toBe('wait');
  });

  it('tells two shows of one name by their seasons', () => {
    const asked = query('Shameless', null, { kind: 'series', seasons: [{ season: 10, lastEpisode: 12 }] });
    const seasons = (count: number): { season: number; episodeCount: number }[] =>
      Array.from({ length: count }, (_, index) => ({ season: index + 1, episodeCount: 12 }));
    const guesses = rankGuesses(asked, [
      hit(1, 'Shameless', 2004, { kind: 'series', seasons: seasons(8) }),
      hit(2, 'Shameless', 2011, { kind: 'series', seasons: seasons(11) }),
    ]);
    expect(guesses[0]?.tmdbId).toBe(2);
  });
});

const anyHit = fc.record({
  provider: fc.constantFrom('tmdb' as const, 'tvdb' as const),
  kind: fc.constant('movie' as const),
  ids: fc.record({
    tmdbId: fc.option(fc.integer({ min: 1, max: 6 })),
    tvdbId: fc.option(fc.integer({ min: 1, max: 6 })),
    imdbId: fc.option(fc.constantFrom('tt0000001', 'tt0000002')),
  }),
  title: fc.constantFrom('Alien', 'Alien: Covenant', 'Aliens', 'The Alien', 'Nine'),
  originalTitle: fc.option(fc.constantFrom('Alien', '9')),
  alternativeTitles: fc.array(fc.constantFrom('Alien', 'Covenant'), { maxLength: 2 }),
  year: fc.option(fc.integer({ min: 1978, max: 1981 })),
  runtimeMinutes: fc.option(fc.integer({ min: 80, max: 130 })),
  popularity: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  overview: fc.constant(null),
  posterUrl: fc.constant(null),
  originalLanguage: fc.constant(null),
});

describe('any hits', () => {
  const hits = fc.array(anyHit, { maxLength: 7 });
  const asked = fc
    .tuple(fc.constantFrom('Alien', '9', 'Aliens'), fc.option(fc.integer({ min: 1978, max: 1981 })))
    .map(([title, year]) => query(title, year, { runtimeMinutes: [117] }));

  it('are ranked the same, whatever order they come in', () => {
    fc.assert(
      fc.property(hits, asked, fc.integer(), (found, about, seed) => {
        const shuffled = [...found].sort((a, b) => hash(a, seed) - hash(b, seed));
        expect(rankGuesses(about, shuffled)).toEqual(rankGuesses(about, found));
      }),
    );
  });

  it('are never accepted while another one fits title and year as well', () => {
    fc.assert(
      fc.property(hits, asked, (found, about) => {
        const guesses = rankGuesses(about, found);
        const decision = decide(guesses, 0);
        if (decision.kind === 'wait') return;
        const same = guesses.filter(
          (guess) => guess.tmdbId !== null && scoreOf(guess, 'title') === 1 && guess.year === about.year,
        );
        if (decision.guess.tmdbId !== null && about.year !== null && same.includes(decision.guess)) {
          expect(new Set(same.map(({ tmdbId }) => tmdbId)).size).toBe(1);
        }
      }),
    );
  });

  it('have confidences from 0 to 100, best first', () => {
    fc.assert(
      fc.property(hits, asked, (found, about) => {
        const confidences = rankGuesses(about, found).map(({ confidence }) => confidence);
        expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
        for (const confidence of confidences) expect(confidence >= 0 && confidence <= 100).toBe(true);
      }),
    );
  });
});

function hash(value: unknown, seed: number): number {
  const text = JSON.stringify(value) + String(seed);
  return Array.from(text).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, seed % 1000);
}
