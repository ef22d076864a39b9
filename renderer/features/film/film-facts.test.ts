import { describe, expect, it } from 'vitest';
import type { MovieDetail } from '../../../contract/movies.ts';
import { filmFacts } from './film-facts.ts';

const audio = (language: string | null, isDefault: boolean): MovieDetail['audio'][number] =>
  ({ language, isDefault }) as MovieDetail['audio'][number];
const subtitle = (language: string | null): MovieDetail['subtitles'][number] =>
  ({ language }) as MovieDetail['subtitles'][number];

describe('filmFacts', () => {
  it('says runtime, rating, picture, sound and subtitles', () => {
    const film = {
      values: { runtime: 117, mpaa: 'R' },
      video: null,
      audio: [audio('ger', false), audio('eng', true)],
      subtitles: [subtitle('eng'), subtitle('ger'), subtitle('eng'), subtitle(null)],
    };
    expect(filmFacts(film, { resolution: '2160p', hdrType: 'HDR10', audio: 'DTS 5.1' })).toEqual([
      '1 h 57 min',
      'R',
      '2160p HDR10',
      'DTS 5.1 eng',
      'Subtitles eng, ger',
    ]);
  });

  it('takes the length of the video where no runtime is known, and leaves out the rest', () => {
    const video = { durationSeconds: 5400 } as NonNullable<MovieDetail['video']>;
    const film = { values: { runtime: null, mpaa: null }, video, audio: [], subtitles: [] };
    expect(filmFacts(film, null)).toEqual(['1 h 30 min']);
  });
});
