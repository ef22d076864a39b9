import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupEpisodes, type NumberedEpisode, ordersOf } from './episode-order.ts';

const episode = (
  season_number: number,
  episode_number: number,
  others: Partial<NumberedEpisode> = {},
): NumberedEpisode => ({
  season_number,
  episode_number,
  absolute_number: null,
  dvd_season: null,
  dvd_episode: null,
  ...others,
});

/** Each group as its season and the aired numbers in it. */
function shape(episodes: NumberedEpisode[], order: 'aired' | 'dvd' | 'absolute', empty: number[] = []): unknown {
  return groupEpisodes(episodes, order, empty).map((group) => [
    group.seasonNumber,
    ...group.episodes.map(
      ({ episode: found, orderNumber }) =>
        `${String(found.season_number)}x${String(found.episode_number)}=${String(orderNumber)}`,
    ),
  ]);
}

describe('groupEpisodes', () => {
  it('lists seasons as they aired, the specials last', () => {
    expect(shape([episode(0, 1), episode(2, 1), episode(1, 2), episode(1, 1)], 'aired')).toEqual([
      [1, '1x1=1', '1x2=2'],
      [2, '2x1=1'],
      [0, '0x1=1'],
    ]);
  });

  it('keeps seasons that nothing is in, as they aired only', () => {
    expect(shape([episode(1, 1)], 'aired', [0, 1, 3])).toEqual([[1, '1x1=1'], [3], [0]]);
    expect(shape([episode(1, 1)], 'dvd', [0, 1, 3])).toEqual([[1, '1x1=null']]);
  });

  it('goes by the numbers of the discs, and puts what has none behind its season', () => {
    const swapped = [
      episode(1, 1, { dvd_season: 1, dvd_episode: 2 }),
      episode(1, 2, { dvd_season: 1, dvd_episode: 1 }),
      episode(1, 3),
      episode(0, 1, { dvd_season: 1, dvd_episode: 3 }),
      episode(0, 2),
      episode(2, 1, { dvd_season: null, dvd_episode: 4 }),
    ];
    expect(shape(swapped, 'dvd')).toEqual([
      [1, '1x2=1', '1x1=2', '0x1=3', '1x3=null'],
      [2, '2x1=4'],
      [0, '0x2=null'],
    ]);
  });

  it('counts through all seasons, the specials apart unless they are counted, too', () => {
    const counted = [
      episode(2, 1, { absolute_number: 3 }),
      episode(1, 1, { absolute_number: 1 }),
      episode(1, 2),
      episode(0, 1),
      episode(0, 2, { absolute_number: 2 }),
    ];
    expect(shape(counted, 'absolute')).toEqual([
      [null, '1x1=1', '0x2=2', '2x1=3', '1x2=null'],
      [0, '0x1=null'],
    ]);
  });

  it('loses no episode and none twice, in any order', () => {
    const number = fc.option(fc.nat(5), { nil: null });
    const anyEpisode = fc.record({
      season_number: fc.nat(4),
      episode_number: fc.nat(9),
      absolute_number: number,
      dvd_season: number,
      dvd_episode: number,
    });
    fc.assert(
      fc.property(fc.array(anyEpisode), fc.constantFrom('aired' as const, 'dvd', 'absolute'), (episodes, order) => {
        const groups = groupEpisodes(episodes, order);
        expect(new Set(groups.flatMap((group) => group.episodes.map((entry) => entry.episode)))).toEqual(
          new Set(episodes),
        );
        expect(groups.flatMap((group) => group.episodes)).toHaveLength(episodes.length);
        const seasons = groups.map((group) => group.seasonNumber);
        expect(new Set(seasons).size).toBe(seasons.length);
        if (seasons.includes(0)) expect(seasons.at(-1)).toBe(0);
      }),
    );
  });
});

describe('ordersOf', () => {
  it('names the orders that an episode has a number in', () => {
    expect(ordersOf([])).toEqual(['aired']);
    expect(ordersOf([episode(1, 1), episode(1, 2, { absolute_number: 2 })])).toEqual(['aired', 'absolute']);
    expect(ordersOf([episode(1, 1, { dvd_episode: 3 })])).toEqual(['aired', 'dvd']);
  });
});
