import { describe, expect, it } from 'vitest';
import { followVideo, type PublishedName } from './follow-video.ts';

const OLD: PublishedName[] = [
  { name: 'Alien.720p.nfo', assetType: 'nfo' },
  { name: 'Alien.720p-poster.jpg', assetType: 'poster' },
  { name: 'Alien.720p-fanart2.jpg', assetType: 'fanart' },
];

const follow = (name: string, assetType: string, stems = ['Alien.2160p'], names = OLD): string | null =>
  followVideo({ name, assetType }, names, stems);

describe('the name of a published file whose video is called otherwise now', () => {
  it.each([
    ['Alien.720p.nfo', 'nfo', 'Alien.2160p.nfo'],
    ['Alien.720p-poster.jpg', 'poster', 'Alien.2160p-poster.jpg'],
    ['Alien.720p-fanart2.jpg', 'fanart', 'Alien.2160p-fanart2.jpg'],
    ['ALIEN.720p-POSTER.JPG', 'poster', 'Alien.2160p-POSTER.JPG'],
  ])('%s', (name, assetType, expected) => {
    expect(follow(name, assetType)).toBe(expected);
  });

  it.each([
    ['poster.jpg', 'poster'],
    ['movie.nfo', 'nfo'],
    ['tvshow.nfo', 'nfo'],
    ['season01-poster.jpg', 'poster'],
    ['season-specials-poster.jpg', 'poster'],
    ['Sigourney_Weaver.jpg', 'actor_thumb'],
  ])('stays %s where it says nothing of the video', (name, assetType) => {
    expect(follow(name, assetType)).toBeNull();
  });

  it('stays as it is when it fits, also under the name that all parts have together', () => {
    expect(follow('Alien.2160p-poster.jpg', 'poster')).toBeNull();
    expect(follow('alien.2160P.nfo', 'nfo')).toBeNull();
    expect(follow('Alien-poster.jpg', 'poster', ['Alien', 'Alien-cd1'])).toBeNull();
    expect(follow('Alien-cd1.nfo', 'nfo', ['Alien', 'Alien-cd1'])).toBeNull();
  });

  it('is told without an NFO by the word of the artwork, and not at all without either', () => {
    expect(follow('Alien (1979)-clearlogo.png', 'clearlogo', ['Alien (1979) - 4K'], [])).toBe(
      'Alien (1979) - 4K-clearlogo.png',
    );
    expect(follow('Alien.jpg', 'thumb', ['Aliens'], [])).toBeNull();
    expect(follow('Alien.720p-poster.jpg', 'poster', [])).toBeNull();
  });
});
