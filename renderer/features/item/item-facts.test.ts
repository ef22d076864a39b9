import { describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import { itemFacts } from './item-facts.ts';

const audio = (language: string | null, isDefault: boolean): ItemDetail['audio'][number] =>
  ({ language, isDefault }) as ItemDetail['audio'][number];
const subtitle = (language: string | null): ItemDetail['subtitles'][number] =>
  ({ language }) as ItemDetail['subtitles'][number];
const base = { type: 'movie', video: null, audio: [], subtitles: [], placement: null, values: {} } as const;

describe('itemFacts', () => {
  it('says runtime, rating, picture, sound and subtitles of a film', () => {
    const film = {
      ...base,
      values: { runtime: 117, mpaa: 'R' },
      audio: [audio('ger', false), audio('eng', true)],
      subtitles: [subtitle('eng'), subtitle('ger'), subtitle('eng'), subtitle(null)],
    };
    expect(itemFacts(film, { resolution: '2160p', hdrType: 'HDR10', audio: 'DTS 5.1' }, null)).toEqual([
      '1 h 57 min',
      'R',
      '2160p HDR10',
      'DTS 5.1 eng',
      'Subtitles eng, ger',
    ]);
  });

  it('takes the length of the video where no runtime is known, and leaves out the rest', () => {
    const video = { durationSeconds: 5400 } as NonNullable<ItemDetail['video']>;
    expect(itemFacts({ ...base, values: { runtime: null, mpaa: null }, video }, null, null)).toEqual(['1 h 30 min']);
  });

  it('says what there is of a show, and names only what is missing', () => {
    const show = { ...base, type: 'series', values: { series_status: 'Ended', mpaa: 'TV-14' } } as const;
    const counts = { seasonCount: 2, episodeCount: 24, missingCount: 0 };
    expect(itemFacts(show, null, counts)).toEqual(['Ended', '2 seasons', '24 episodes', 'TV-14']);
    expect(itemFacts(show, null, { ...counts, missingCount: 3 })).toContain('3 missing');
    expect(itemFacts(show, null, null)).toEqual(['Ended', 'TV-14']);
  });

  it('says how many episodes a season has, once that is known', () => {
    const season = { ...base, type: 'season', values: { premiered: '1999-02-11' } } as const;
    expect(itemFacts(season, null, null, 8)).toEqual(['8 episodes', '11 Feb 1999']);
    expect(itemFacts(season, null, null)).toEqual(['11 Feb 1999']);
  });

  it('says where an episode stands and when it was aired', () => {
    const placement = { seasonNumber: 1, episodeNumber: 3 } as NonNullable<ItemDetail['placement']>;
    const episode = { ...base, type: 'episode', placement, values: { aired: '2004-10-06', runtime: 43 } } as const;
    expect(itemFacts(episode, null, null)).toEqual(['S01E03', '6 Oct 2004', '43 min']);
  });
});
