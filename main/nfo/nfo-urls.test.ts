import { describe, expect, it } from 'vitest';
import { idsFromUrls } from './nfo-urls.ts';

describe('idsFromUrls', () => {
  it.each([
    ['https://www.imdb.com/title/tt9000001/', { imdb: ['tt9000001'] }],
    ['http://m.imdb.com/de/title/tt90000011?ref_=x', { imdb: ['tt90000011'] }],
    ['https://www.imdb.com/title/tt900000', {}],
    ['https://www.imdb.com/name/nm9000001', {}],
    ['IMDb: tt9000001', { imdb: ['tt9000001'] }],
    ['https://x.example/tt9000001', {}],
    ['https://www.themoviedb.org/movie/900001-the-film?language=de', { tmdbMovie: ['900001'] }],
    ['themoviedb.org/movie/900001', { tmdbMovie: ['900001'] }],
    ['https://api.themoviedb.org/3/movie/900001', { tmdbMovie: ['900001'] }],
    ['tmdb: 900001', { tmdbMovie: ['900001'] }],
    ['https://www.themoviedb.org/tv/900003', { tmdbTv: ['900003'] }],
    ['https://www.themoviedb.org/tv/words-900003', {}],
    ['https://www.thetvdb.com/?tab=series&id=900004', { tvdb: ['900004'] }],
    ['https://www.thetvdb.com/index.php?tab=series&amp;id=900004&amp;lid=7', { tvdb: ['900004'] }],
    ['https://www.thetvdb.com/?tab=episode&seriesid=900004&id=5', { tvdb: ['900004'] }],
    ['https://thetvdb.com/dereferrer/movie/900005', { tvdb: ['900005'] }],
    ['https://thetvdb.com/series/the-show', {}],
    ['https://www.thetvdb.com/index.php?id=900004&tab=series', { tvdb: ['900004'] }],
    ['http://www.thetvdb.com/?tab=seasonall&id=900004&lid=7', { tvdb: ['900004'] }],
    ['http://thetvdb.com/api/ABCDEF0123456789/series/900004/all/en.zip', { tvdb: ['900004'] }],
    ['https://www.thetvdb.com/?tab=series&id=tv900004', {}],
    ['http://www.imdb.com/Title?9000001', { imdb: ['tt9000001'] }],
    ['https://www.themoviedb.org/tv/900003-x/season/1/episode/2', { tmdbTv: ['900003'] }],
    ['https://www.themoviedb.org/collection/900003', {}],
    [
      'https://www.themoviedb.org/movie/900001\r\nhttps://www.imdb.com/title/tt9000001\r\nhttps://www.imdb.com/title/tt9000002',
      { tmdbMovie: ['900001'], imdb: ['tt9000001', 'tt9000002'] },
    ],
    ['no address at all', {}],
  ])('%s', (text, expected) => {
    expect(idsFromUrls(text)).toEqual({ imdb: [], tmdbMovie: [], tmdbTv: [], tvdb: [], ...expected });
  });
});
