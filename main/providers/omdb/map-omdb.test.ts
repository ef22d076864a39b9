import { describe, expect, it } from 'vitest';
import { mapOmdbMovie, mapOmdbSeries } from './map-omdb.ts';
import { OmdbTitle } from './omdb-schemas.ts';

const ASKED = { tmdbId: 278, tvdbId: null, imdbId: 'tt0900001' };
/** Of the shape that https://www.omdbapi.com/?i=… answers a film with; the film is invented. */
const FILM = {
  Title: 'The Tidewater Line',
  Year: '1994',
  Rated: 'R',
  Released: '14 Oct 1994',
  Runtime: '142 min',
  Genre: 'Drama, Crime',
  Director: 'Ada Brand',
  Writer: 'Cato Flint (novel), Ada Brand (screenplay by)',
  Actors: 'Bea Lund, Odo Marsh',
  Plot: 'Two ferrymen &amp; a debt.',
  Language: 'English',
  Country: 'United States, Canada',
  Awards: 'N/A',
  Poster: 'https://m.media-amazon.com/images/M/x._V1_SX300.jpg',
  Ratings: [
    { Source: 'Internet Movie Database', Value: '9.3/10' },
    { Source: 'Rotten Tomatoes', Value: '91%' },
    { Source: 'Metacritic', Value: '82/100' },
  ],
  Metascore: '82',
  imdbRating: '9.3',
  imdbVotes: '2,757,076',
  imdbID: 'tt0900001',
  Type: 'movie',
  Response: 'True',
};

describe('mapOmdbMovie', () => {
  it("reads ratings under Kodi's names, on their own scales", () => {
    const answer = mapOmdbMovie(OmdbTitle.parse(FILM), ASKED, ['de-DE', 'en-GB']);
    expect(answer.records[0]?.metadata.ratings).toEqual([
      { source: 'imdb', value: 9.3, max: 10, votes: 2_757_076, isDefault: false },
      { source: 'tomatometerallcritics', value: 91, max: 100, votes: null, isDefault: false },
      { source: 'metacritic', value: 82, max: 100, votes: null, isDefault: false },
    ]);
  });

  it('reads the values that fill gaps', () => {
    const answer = mapOmdbMovie(OmdbTitle.parse(FILM), ASKED, ['de-DE', 'en-GB']);
    expect(answer).toMatchObject({ provider: 'omdb', providerId: 'tt0900001', ids: ASKED, images: [] });
    expect(answer.records).toHaveLength(2);
    expect(answer.records[0]).toMatchObject({
      language: '',
      certifications: { US: 'R' },
      metadata: {
        title: null,
        year: 1994,
        premiered: '1994-10-14',
        runtime: 142,
        genres: ['Drama', 'Crime'],
        countries: ['United States', 'Canada'],
        directors: ['Ada Brand'],
        writers: ['Cato Flint', 'Ada Brand'],
        actors: [],
      },
    });
    expect(answer.records[1]).toMatchObject({
      language: 'en-GB',
      metadata: { title: 'The Tidewater Line', plot: 'Two ferrymen & a debt.', ratings: [] },
    });
  });

  it('says nothing of what is N/A', () => {
    const empty = Object.fromEntries(Object.keys(FILM).map((key) => [key, 'N/A']));
    const answer = mapOmdbMovie(OmdbTitle.parse({ ...empty, Ratings: [], Response: 'True' }), ASKED, []);
    expect(answer.records).toHaveLength(1);
    expect(answer.records[0]).toMatchObject({
      certifications: {},
      metadata: { year: null, premiered: null, ratings: [] },
    });
    expect(answer.ids).toEqual(ASKED);
  });

  it('takes the ratings of the list where the fields have none, and no nonsense', () => {
    const answer = mapOmdbMovie(
      OmdbTitle.parse({
        imdbID: 'tt0900001',
        imdbRating: 'N/A',
        imdbVotes: 'many',
        Metascore: '820',
        Ratings: [{ Source: 'Internet Movie Database', Value: '4.3/10' }, null, { Source: 'Rotten Tomatoes' }],
      }),
      ASKED,
      [],
    );
    expect(answer.records[0]?.metadata.ratings).toEqual([
      { source: 'imdb', value: 4.3, max: 10, votes: null, isDefault: false },
    ]);
  });
});

describe('mapOmdbSeries', () => {
  it.each([
    ['2000–2006', 2000],
    ['2013–', 2013],
    ['1974-', 1974],
    ['N/A', null],
  ])('reads the year of %j', (year, expected) => {
    const answer = mapOmdbSeries(OmdbTitle.parse({ ...FILM, Type: 'series', Year: year }), ASKED, []);
    expect(answer.kind).toBe('series');
    expect(answer.records[0]?.metadata.year).toBe(expected);
  });

  it.each(['30 Feb 2001', '2001', 'Oct 2001', '1 Foo 2001'])('knows that %j is no date', (released) => {
    const answer = mapOmdbSeries(OmdbTitle.parse({ ...FILM, Released: released }), ASKED, []);
    expect(answer.records[0]?.metadata.premiered).toBeNull();
  });
});
