import { describe, expect, it } from 'vitest';
import type { Guess, Identity } from '../../../contract/identification.ts';
import { identityOf, parseIdentity } from './identity.ts';

const guess: Guess = {
  provider: 'tmdb',
  title: 'Amber Coast',
  originalTitle: null,
  year: 2001,
  runtimeMinutes: 101,
  overview: null,
  posterUrl: null,
  tmdbId: 12,
  tvdbId: 34,
  imdbId: 'tt0000056',
  confidence: 90,
  parts: [],
};

describe('parseIdentity', () => {
  it.each<[string, Identity | null]>([
    ['tt0078748', { imdbId: 'tt0078748' }],
    [' TT0078748 ', { imdbId: 'tt0078748' }],
    ['imdb:tt0078748', { imdbId: 'tt0078748' }],
    ['348', { tmdbId: 348 }],
    ['tmdb:348', { tmdbId: 348 }],
    ['{tmdb-348}', { tmdbId: 348 }],
    ['[tmdbid=348]', { tmdbId: 348 }],
    ['tvdb 81189', { tvdbId: 81189 }],
    ['https://www.themoviedb.org/movie/348-alien', { url: 'https://www.themoviedb.org/movie/348-alien' }],
    ['www.imdb.com/title/tt0078748/', { url: 'https://www.imdb.com/title/tt0078748/' }],
    ['thetvdb.com/series/firefly', { url: 'https://thetvdb.com/series/firefly' }],
    ['https://example.org/movie/348', null],
    ['https://notimdb.com/title/tt0078748', null],
    ['tt12', null],
    ['imdb:348', null],
    ['0', null],
    ['99999999999999999999', null],
    ['the film with the cat', null],
    ['', null],
  ])('%s', (typed, identity) => {
    expect(parseIdentity(typed)).toEqual(identity);
  });
});

describe('identityOf', () => {
  it('takes the id of the provider that guessed', () => {
    expect(identityOf(guess)).toEqual({ tmdbId: 12 });
    expect(identityOf({ ...guess, provider: 'tvdb' })).toEqual({ tvdbId: 34 });
  });

  it('takes another id where the provider has none', () => {
    expect(identityOf({ ...guess, tmdbId: null })).toEqual({ tvdbId: 34 });
    expect(identityOf({ ...guess, tmdbId: null, tvdbId: null })).toEqual({ imdbId: 'tt0000056' });
    expect(identityOf({ ...guess, tmdbId: null, tvdbId: null, imdbId: null })).toBeNull();
  });
});
