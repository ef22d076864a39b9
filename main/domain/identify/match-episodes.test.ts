import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileEpisode, matchEpisodes, type ProviderEpisode } from './match-episodes.ts';

const file = (id: number, change: Partial<FileEpisode>): FileEpisode => ({
  id,
  season: null,
  episode: null,
  absolute: null,
  airDate: null,
  title: null,
  ...change,
});
const listed = (
  providerIndex: number,
  season: number,
  episode: number,
  change: Partial<ProviderEpisode> = {},
): ProviderEpisode => ({
  season,
  episode,
  absolute: null,
  aired: null,
  title: null,
  providerIndex,
  ...change,
});

describe('by number', () => {
  const episodes = [listed(0, 1, 1), listed(1, 1, 2), listed(2, 2, 1), listed(3, 0, 1)];

  it('finds season and episode, specials too, and leaves out what is not listed', () => {
    const files = [
      file(10, { season: 1, episode: 2 }),
      file(11, { season: 0, episode: 1 }),
      file(12, { season: 3, episode: 1 }),
    ];
    expect(matchEpisodes(files, episodes, 'aired')).toEqual(
      new Map([
        [10, 1],
        [11, 3],
      ]),
    );
  });

  it('takes absolute numbers in absolute order, and counts where the provider has none', () => {
    const numbered = [listed(0, 1, 1, { absolute: 101 }), listed(1, 2, 1, { absolute: 102 })];
    const files = [file(1, { season: 1, episode: 1, absolute: 102 })];
    expect(matchEpisodes(files, numbered, 'absolute')).toEqual(new Map([[1, 1]]));
    expect(matchEpisodes([file(1, { absolute: 3 })], episodes, 'absolute')).toEqual(new Map([[1, 2]]));
    expect(matchEpisodes([file(1, { absolute: 3 })], episodes, 'aired')).toEqual(new Map([[1, 2]]));
  });

  it('stays with the number where titles are in another language', () => {
    const translated = [listed(0, 1, 1, { title: 'The Wolf' }), listed(1, 1, 2, { title: 'The Bear' })];
    const files = [
      file(1, { season: 1, episode: 1, title: 'Der Wolf' }),
      file(2, { season: 1, episode: 2, title: 'Der Bär' }),
    ];
    expect(matchEpisodes(files, translated, 'aired')).toEqual(
      new Map([
        [1, 0],
        [2, 1],
      ]),
    );
  });
});

describe('where numbers disagree', () => {
  const episodes = [
    listed(0, 1, 1, { title: 'Pilot', aired: '2020-01-01' }),
    listed(1, 1, 2, { title: 'The Train Job', aired: '2020-01-08' }),
    listed(2, 1, 3, { title: 'Bushwhacked', aired: '2020-01-15' }),
  ];

  it('the title wins, also when two have changed places', () => {
    const files = [
      file(1, { season: 1, episode: 1, title: 'The Train Job' }),
      file(2, { season: 1, episode: 2, title: 'Bushwhacked' }),
      file(3, { season: 1, episode: 3, title: 'Pilot' }),
    ];
    expect(matchEpisodes(files, episodes, 'aired')).toEqual(
      new Map([
        [1, 1],
        [2, 2],
        [3, 0],
      ]),
    );
  });

  it('the date wins, when the number’s episode aired on another day', () => {
    expect(matchEpisodes([file(1, { season: 1, episode: 1, airDate: '2020-01-15' })], episodes, 'aired')).toEqual(
      new Map([[1, 2]]),
    );
    expect(matchEpisodes([file(1, { season: 1, episode: 1, airDate: '2020-01-02' })], episodes, 'aired')).toEqual(
      new Map([[1, 0]]),
    );
  });

  it('an episode without a title does not get what a title has proved to be another’s', () => {
    const files = [file(1, { season: 1, episode: 1, title: 'The Train Job' }), file(2, { season: 1, episode: 2 })];
    expect(matchEpisodes(files, episodes, 'aired')).toEqual(new Map([[1, 1]]));
  });

  it.each(['Episode 2', 'Folge 2', 'TBA', '第2話', '2'])('“%s” is no title to go by', (title) => {
    const generic = [listed(0, 1, 1, { title: 'Opening' }), listed(1, 5, 9, { title })];
    expect(matchEpisodes([file(1, { season: 1, episode: 1, title })], generic, 'aired')).toEqual(new Map([[1, 0]]));
  });

  it('a title that two episodes have proves nothing', () => {
    const twice = [
      listed(0, 1, 1, { title: 'Opening' }),
      listed(1, 1, 2, { title: 'Home' }),
      listed(2, 2, 2, { title: 'Home' }),
    ];
    expect(matchEpisodes([file(1, { season: 1, episode: 1, title: 'Home' })], twice, 'aired')).toEqual(
      new Map([[1, 0]]),
    );
  });
});

describe('without a number', () => {
  const days = [
    listed(0, 2020, 1, { aired: '2020-03-01', title: 'Monday' }),
    listed(1, 2020, 2, { aired: '2020-03-02', title: 'Morning' }),
    listed(2, 2020, 3, { aired: '2020-03-02', title: 'Evening' }),
    listed(3, 2020, 4, { aired: '2020-03-09', title: 'Later' }),
  ];

  it('goes by the day, with the title where the day has several', () => {
    const files = [
      file(1, { airDate: '2020-03-01' }),
      file(2, { airDate: '2020-03-02', title: 'Evening' }),
      file(3, { airDate: '2020-03-02' }),
      file(4, { airDate: '2020-03-08' }),
    ];
    expect(matchEpisodes(files, days, 'aired')).toEqual(
      new Map([
        [1, 0],
        [2, 2],
        // What is left of its day.
        [3, 1],
        [4, 3],
      ]),
    );
  });

  it('goes by the title', () => {
    expect(matchEpisodes([file(1, { title: 'later' })], days, 'aired')).toEqual(new Map([[1, 3]]));
    expect(matchEpisodes([file(1, { season: 9, episode: 9, title: 'later' })], days, 'aired')).toEqual(
      new Map([[1, 3]]),
    );
  });
});

describe('any episodes', () => {
  const small = fc.integer({ min: 0, max: 4 });
  const date = fc.constantFrom(null, '2020-01-01', '2020-01-02', '2020-01-08');
  const title = fc.constantFrom(null, 'One Night', 'Another Day', 'Episode 1', 'Home');
  const files = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 50 }),
      season: fc.option(small),
      episode: fc.option(small),
      absolute: fc.option(small),
      airDate: date,
      title,
    }),
    { selector: (entry) => entry.id, maxLength: 8 },
  );
  const episodes = fc.uniqueArray(
    fc.record({
      season: small,
      episode: small,
      absolute: fc.option(small),
      aired: date,
      title,
      providerIndex: fc.integer({ min: 0, max: 50 }),
    }),
    { selector: (entry) => entry.providerIndex, maxLength: 8 },
  );
  const order = fc.constantFrom('aired' as const, 'dvd' as const, 'absolute' as const);

  it('are each given away once at most, whatever order they come in', () => {
    fc.assert(
      fc.property(files, episodes, order, (a, b, by) => {
        const matches = matchEpisodes(a, b, by);
        expect(new Set(matches.values()).size).toBe(matches.size);
        expect(matchEpisodes([...a].reverse(), [...b].reverse(), by)).toEqual(matches);
      }),
    );
  });
});
