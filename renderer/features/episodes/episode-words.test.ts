import { describe, expect, it } from 'vitest';
import { episodeName, heldNumbers, lackingWord, shownBefore } from './episode-words.ts';

const held = (...codes: [number, number][]): { seasonNumber: number; episodeNumber: number }[] =>
  codes.map(([seasonNumber, episodeNumber]) => ({ seasonNumber, episodeNumber }));

describe('heldNumbers', () => {
  it.each([
    [held(), ''],
    [held([1, 3]), ''],
    [held([1, 3], [1, 4]), '3–4'],
    [held([1, 3], [1, 4], [1, 5]), '3–5'],
    [held([1, 3], [1, 5]), '3, 5'],
    [held([1, 10], [2, 1]), 'S01E10, S02E01'],
  ])('%j is "%s"', (list, text) => expect(heldNumbers(list)).toBe(text));
});

describe('lackingWord', () => {
  it('tells what is missing from what is still to come', () => {
    const today = '2026-03-10';
    expect(lackingWord({ isMissing: false, aired: null }, today)).toBeNull();
    expect(lackingWord({ isMissing: true, aired: null }, today)).toBe('Missing');
    expect(lackingWord({ isMissing: true, aired: '2026-03-10' }, today)).toBe('Missing');
    expect(lackingWord({ isMissing: true, aired: '2026-03-11' }, today)).toBe('Not aired yet');
  });
});

describe('shownBefore', () => {
  it('says where a special is shown', () => {
    expect(shownBefore({ displaySeason: null, displayEpisode: 4 })).toBeNull();
    expect(shownBefore({ displaySeason: 2, displayEpisode: 5 })).toBe('Shown before S02E05');
    expect(shownBefore({ displaySeason: 2, displayEpisode: null })).toBe('Shown before season 2');
  });
});

it('names an episode in full', () => {
  expect(episodeName({ seasonNumber: 1, episodeNumber: 3, title: 'The Long Night' })).toBe('S01E03 The Long Night');
});
