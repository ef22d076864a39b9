import { describe, expect, it } from 'vitest';
import { itemTitle, titleInShow } from './item-title.ts';

describe('itemTitle', () => {
  it.each([
    ['movie', 'Harbour Lights', null, null, 'Harbour Lights'],
    ['season', 'The Long Winter', 2, null, 'The Long Winter'],
    ['season', null, 2, null, 'Season 2'],
    ['season', '', 2, null, 'Season 2'],
    ['season', null, 0, null, 'Specials'],
    ['episode', '', 1, 5, 'Episode 5'],
    ['episode', null, 1, 0, 'Episode 0'],
    ['episode', 'Landfall', 1, 5, 'Landfall'],
  ] as const)('%s %j of season %j, number %j is %s', (type, title, season_number, episode_number, expected) => {
    expect(itemTitle({ type, title, season_number, episode_number })).toBe(expected);
  });
});

describe('titleInShow', () => {
  const show = { type: 'series', title: 'Harbour', season_number: null, episode_number: null } as const;

  it.each([
    ['season', null, 0, null, 'Harbour · Specials'],
    ['episode', 'Landfall', 1, 5, 'Harbour · S01E05 Landfall'],
    ['episode', null, 1, 5, 'Harbour · S01E05'],
  ] as const)('%s %j of season %j, number %j is %s', (type, title, season_number, episode_number, expected) => {
    expect(titleInShow({ type, title, season_number, episode_number }, show)).toBe(expected);
  });
});
