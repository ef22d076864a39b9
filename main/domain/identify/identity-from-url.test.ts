import { describe, expect, it } from 'vitest';
import { NO_IDS } from './compare-ids.ts';
import { identityFromUrl } from './identity-from-url.ts';

describe('the page of a provider', () => {
  it.each([
    ['https://www.themoviedb.org/movie/348-alien', 'movie', { tmdbId: 348 }],
    ['https://www.themoviedb.org/movie/348-alien?language=de-DE', 'movie', { tmdbId: 348 }],
    ['http://themoviedb.org/tv/1396/season/2', 'series', { tmdbId: 1396 }],
    ['https://api.themoviedb.org/3/movie/348', 'movie', { tmdbId: 348 }],
    ['https://thetvdb.com/series/81189', 'series', { tvdbId: 81189 }],
    ['https://thetvdb.com/dereferrer/series/81189', 'series', { tvdbId: 81189 }],
    ['https://thetvdb.com/?tab=series&id=81189&lid=7', 'series', { tvdbId: 81189 }],
    ['https://thetvdb.com/index.php?id=81189&tab=series', 'series', { tvdbId: 81189 }],
    ['https://thetvdb.com/movies/12586', 'movie', { tvdbId: 12586 }],
    ['https://www.imdb.com/title/tt0078748/?ref_=nv_sr_1', 'movie', { imdbId: 'tt0078748' }],
    ['https://m.imdb.com/de/title/tt0903747/', 'series', { imdbId: 'tt0903747' }],
    [' https://www.imdb.com/title/tt0078748 ', 'movie', { imdbId: 'tt0078748' }],
  ] as const)('%s', (url, kind, ids) => {
    expect(identityFromUrl(url, kind)).toEqual({ ids: { ...NO_IDS, ...ids } });
  });

  it.each([
    ['https://www.themoviedb.org/tv/1396', 'movie', 'show'],
    ['https://thetvdb.com/movies/12586', 'series', 'film'],
    ['https://thetvdb.com/series/breaking-bad', 'series', 'Series ID'],
    ['https://www.themoviedb.org/person/5064', 'movie', 'TMDB'],
    ['https://www.imdb.com/name/nm0000244/', 'movie', 'title'],
    ['https://example.com/movie/348', 'movie', 'TMDB, TheTVDB or IMDb'],
    ['https://evil.example/?u=themoviedb.org/movie/348', 'movie', 'TMDB, TheTVDB or IMDb'],
    ['https://nothemoviedb.org/movie/348', 'movie', 'TMDB, TheTVDB or IMDb'],
    ['nonsense', 'movie', 'address'],
    ['https://www.themoviedb.org/movie/0', 'movie', 'TMDB'],
  ] as const)('%s is refused in words', (url, kind, words) => {
    expect(identityFromUrl(url, kind)).toEqual({ problem: expect.stringContaining(words) as string });
  });
});
