import { describe, expect, it } from 'vitest';
import { FanartAnswer } from './fanart-schemas.ts';
import { mapFanartMovie, mapFanartSeries } from './map-fanart.ts';

const NOBODY = { tmdbId: null, tvdbId: null, imdbId: null };
const BASE = 'https://assets.fanart.tv/fanart/movies/78';

/** Of the shape that https://webservice.fanart.tv/v3/movies/… answers with: numbers are texts, addresses http or https. */
const FILM = {
  name: 'The Tidewater Line',
  tmdb_id: '78',
  imdb_id: 'tt0083658',
  hdmovielogo: [{ id: '1', url: `${BASE}/hdmovielogo/tide-5.png`, lang: 'en', likes: '6' }],
  movielogo: [{ id: '2', url: `${BASE}/movielogo/tide-4.png`, lang: 'en', likes: '9' }],
  movieposter: [
    { id: '3', url: 'http://assets.fanart.tv/fanart/movies/78/movieposter/tide (1).jpg', lang: '00', likes: '0' },
    { id: '4', url: `${BASE}/movieposter/tide-2.jpg`, lang: 'de', likes: '3', width: '2000', height: '3000' },
    { id: '5', url: `${BASE}/movieposter/tide-3.jpg`, lang: 'fr', likes: '5' },
    { id: '6', url: 'not an address', lang: 'de' },
    { id: '7' },
  ],
  moviebackground: [{ id: '8', url: `${BASE}/moviebackground/tide-6.jpg`, lang: '', likes: '2' }],
  moviedisc: [
    { id: '9', url: `${BASE}/moviedisc/tide-7.png`, lang: 'en', likes: '9', disc: '1', disc_type: 'dvd' },
    { id: '10', url: `${BASE}/moviedisc/tide-8.png`, lang: 'en', likes: '2', disc: '1', disc_type: 'bluray' },
    { id: '11', url: `${BASE}/moviedisc/tide-9.png`, lang: 'en', likes: '1', disc: '1', disc_type: '3d' },
  ],
  moviesquare: [{ id: '12', url: `${BASE}/moviesquare/tide-10.jpg`, lang: 'en', likes: '9' }],
};

describe('mapFanartMovie', () => {
  const answer = mapFanartMovie(FanartAnswer.parse(FILM), { ...NOBODY, tmdbId: 78 }, ['de', 'en']);
  const ofType = (type: string) => answer.images.filter((image) => image.type === type);

  it('names what it is of', () => {
    expect(answer).toMatchObject({ provider: 'fanart.tv', providerId: '78', ids: { tmdbId: 78, imdbId: 'tt0083658' } });
    expect(answer.records).toHaveLength(1);
  });

  it('offers images with their size, language, likes and preview', () => {
    expect(ofType('poster')).toEqual([
      {
        type: 'poster',
        url: `${BASE}/movieposter/tide-2.jpg`,
        previewUrl: 'https://assets.fanart.tv/preview/movies/78/movieposter/tide-2.jpg',
        sourceKey: '/fanart/movies/78/movieposter/tide-2.jpg',
        width: 2000,
        height: 3000,
        language: 'de',
        voteAverage: 7,
        voteCount: 3,
        season: null,
      },
      {
        type: 'poster',
        url: `${BASE}/movieposter/tide%20(1).jpg`,
        previewUrl: 'https://assets.fanart.tv/preview/movies/78/movieposter/tide%20(1).jpg',
        sourceKey: '/fanart/movies/78/movieposter/tide%20(1).jpg',
        width: 1000,
        height: 1426,
        language: null,
        voteAverage: null,
        voteCount: null,
        season: null,
      },
    ]);
    expect(ofType('fanart')).toMatchObject([{ language: null, width: 1920, height: 1080 }]);
  });

  it('puts the large before the small, and the better disc before the better liked', () => {
    expect(ofType('clearlogo').map(({ width }) => width)).toEqual([800, 400]);
    expect(ofType('discart').map(({ sourceKey }) => sourceKey.slice(-10))).toEqual([
      'tide-9.png',
      'tide-8.png',
      'tide-7.png',
    ]);
  });

  it('offers images of every language when none is named', () => {
    const all = mapFanartMovie(FanartAnswer.parse(FILM), NOBODY, []);
    expect(all.images.filter(({ type }) => type === 'poster').map(({ language }) => language)).toEqual([
      'fr',
      'de',
      null,
    ]);
  });
});

describe('mapFanartSeries', () => {
  it('tells the images of seasons from those of the show', () => {
    const base = 'https://assets.fanart.tv/fanart/tv/79349';
    const answer = mapFanartSeries(
      FanartAnswer.parse({
        name: 'The Night Ferry',
        thetvdb_id: '79349',
        tvposter: [{ id: '1', url: `${base}/tvposter/a.jpg`, lang: 'en', likes: '3' }],
        seasonposter: [
          { id: '2', url: `${base}/seasonposter/b.jpg`, lang: 'en', likes: '3', season: '0' },
          { id: '3', url: `${base}/seasonposter/c.jpg`, lang: 'en', likes: '3', season: '12' },
          { id: '4', url: `${base}/seasonposter/d.jpg`, lang: 'en', likes: '3', season: 'all' },
          { id: '5', url: `${base}/seasonposter/e.jpg`, lang: 'en', likes: '3' },
        ],
        seasonthumb: [{ id: '6', url: `${base}/seasonthumb/f.jpg`, lang: 'en', likes: '3', season: '1' }],
        showbackground: [
          { id: '7', url: `${base}/showbackground/g.jpg`, lang: '', likes: '2', season: '1' },
          { id: '8', url: `${base}/showbackground/h.jpg`, lang: '', likes: '1', season: 'all' },
        ],
        characterart: [{ id: '9', url: `${base}/characterart/i.png`, lang: 'en', likes: '1' }],
      }),
      { ...NOBODY, tvdbId: 79349 },
      [],
    );
    expect(answer.images.map(({ type, season, sourceKey }) => [type, season, sourceKey.slice(-5)])).toEqual([
      ['poster', null, 'a.jpg'],
      ['fanart', null, 'g.jpg'],
      ['fanart', 1, 'g.jpg'],
      ['fanart', null, 'h.jpg'],
      ['characterart', null, 'i.png'],
      ['poster', 0, 'b.jpg'],
      ['poster', 12, 'c.jpg'],
      ['landscape', 1, 'f.jpg'],
    ]);
  });
});
