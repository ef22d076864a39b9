import { describe, expect, it } from 'vitest';
import { mapMovie } from './map-movie.ts';
import { mapSearchHit } from './map-search.ts';
import { mapSeries } from './map-series.ts';
import { KNOWN_ARTWORK_KINDS, readArtworkKinds } from './tvdb-artwork.ts';
import { TvdbMovie, TvdbSearchItem, TvdbSeries } from './tvdb-schemas.ts';

/**
 * Answers of the shapes that https://thetvdb.github.io/v4-api/ (4.7.10) describes and that clients keep for their tests
 * (falsepopsky/thetvdb, pappes/MyMovieSearch); what they tell of is invented.
 */
const SERIES = {
  id: 78878,
  name: '渡し守',
  image: 'https://artworks.thetvdb.com/banners/posters/78878-1.jpg',
  firstAired: '2000-04-26',
  lastAired: '2023-10-15',
  nextAired: '',
  score: 29369,
  status: { id: 2, name: 'Ended', recordType: 'series', keepUpdated: false },
  originalCountry: 'jpn',
  originalLanguage: 'jpn',
  averageRuntime: 24,
  episodes: null,
  overview: '一行目。\r\n二行目。',
  year: '2000',
  artworks: [
    artwork(1, 3, '/banners/fanart/original/78878-6.jpg', { language: null, score: 100_001, width: 1280, height: 720 }),
    artwork(2, 3, '/banners/fanart/original/78878-7.jpg', { language: null, score: 100_009, width: 0, height: 0 }),
    artwork(3, 2, '/banners/posters/78878-2.jpg', { language: 'deu' }),
    artwork(4, 2, '/banners/posters/78878-3.jpg', { language: 'fra' }),
    artwork(5, 7, '/banners/seasons/78878-1.jpg', { language: 'eng', seasonId: 15795 }),
    artwork(6, 5, '/banners/icons/78878.png', { language: null }),
    { id: 7, image: null, type: 2 },
  ],
  companies: [
    { id: 1026, name: 'Harbour TV', companyType: { companyTypeId: 1, companyTypeName: 'Network' } },
    { id: 7, name: 'Ink Works', companyType: { companyTypeId: 2, companyTypeName: 'Studio' } },
  ],
  originalNetwork: { id: 1026, name: 'Harbour TV' },
  latestNetwork: { id: 698, name: 'Late Pier' },
  genres: [{ id: 2, name: 'Science Fiction', slug: 'science-fiction' }],
  trailers: [
    { id: 1, name: 'Official Teaser', url: 'https://youtu.be/uY4fme_AvW4?t=3', language: 'jpn', runtime: 0 },
    { id: 2, name: 'Again', url: 'https://www.youtube.com/watch?v=uY4fme_AvW4', language: 'jpn', runtime: 0 },
    { id: 3, name: 'Elsewhere', url: 'https://example.org/trailer.html', language: 'jpn', runtime: 0 },
  ],
  remoteIds: [
    { id: '10.5240/AC4A-9A44-3548-E09D-2A54-D', type: 13, sourceName: 'EIDR' },
    { id: 'tt0279077', type: 2, sourceName: 'IMDB' },
    { id: '26453', type: 12, sourceName: 'TheMovieDB.com' },
    { id: 'https://example.org', type: 4, sourceName: 'Official Website' },
  ],
  characters: [
    character('Kanda', 464_299, 'Yu Aoki', 'Actor', 2, { image: '/banners/v4/actor/464299/photo/a.jpg' }),
    character('Naoto', 464_300, 'Mei Sato', 'Actor', 1, {
      personImgURL: 'https://artworks.thetvdb.com/banners/person/464300/primary.jpg',
    }),
    character('Naoto as a child', 464_300, 'Mei Sato', 'Actor', 5),
    character(null, 464_301, 'Ken Mori', 'Creator', 0),
    character(null, 464_302, 'Rin Ito', 'Producer', 0),
  ],
  seasons: [
    { id: 15795, seriesId: 78878, type: { id: 1, name: 'Aired Order', type: 'official' }, number: 1, image: '' },
    { id: 15794, seriesId: 78878, type: { id: 1, name: 'Aired Order', type: 'official' }, number: 0, name: 'Extras' },
    { id: 25795, seriesId: 78878, type: { id: 2, name: 'DVD Order', type: 'dvd' }, number: 1 },
  ],
  contentRatings: [
    { id: 560, name: '12', country: 'deu', order: 0, fullname: null },
    { id: 246, name: 'TV-14', country: 'usa', order: 0, fullname: null },
    { id: 1, name: 'All', country: 'global', order: 0 },
  ],
  translations: {
    nameTranslations: [
      { name: 'Furi', isAlias: true, language: 'deu' },
      { name: 'Der Fährmann', language: 'deu' },
      { name: 'The Ferryman', language: 'eng', isPrimary: true },
      { name: 'O Barqueiro', language: 'pt' },
    ],
    overviewTranslations: [
      { overview: 'Ein <b>Fluss</b> &amp; sein Mann.', language: 'deu' },
      { overview: 'Um rio.', language: 'por' },
    ],
    aliases: ['Furi'],
  },
};

function artwork(id: number, type: number, path: string, more: object = {}): object {
  return {
    id,
    image: `https://artworks.thetvdb.com${path}`,
    thumbnail: `https://artworks.thetvdb.com${path.replace('.jpg', '_t.jpg')}`,
    language: null,
    type,
    score: 100_000,
    width: 680,
    height: 1000,
    includesText: true,
    ...more,
  };
}

function character(
  name: string | null,
  peopleId: number,
  personName: string,
  peopleType: string,
  sort: number,
  more: object = {},
): object {
  return { id: peopleId * 10, name, peopleId, personName, peopleType, sort, image: null, personImgURL: '', ...more };
}

const options = (languages: string[], imageLanguages: string[] = []) => ({ languages, imageLanguages });

describe('mapSeries', () => {
  const answer = mapSeries(
    TvdbSeries.parse(SERIES),
    KNOWN_ARTWORK_KINDS,
    options(['de-DE', 'pt-BR', 'ja-JP', 'fr'], ['de']),
  );

  it('reads ids, values and certifications', () => {
    expect(answer).toMatchObject({
      provider: 'tvdb',
      providerId: '78878',
      ids: { tvdbId: 78878, imdbId: 'tt0279077', tmdbId: 26453 },
    });
    expect(answer.records[0]).toMatchObject({
      language: '',
      certifications: { DE: '12', US: 'TV-14' },
      metadata: {
        title: null,
        originalTitle: '渡し守',
        year: 2000,
        premiered: '2000-04-26',
        status: 'Ended',
        runtime: 24,
        genres: ['Science Fiction'],
        studios: ['Harbour TV', 'Late Pier'],
        countries: ['Japan'],
        writers: ['Ken Mori'],
        ratings: [],
      },
    });
    expect(answer.records[0]?.metadata.uniqueIds.map(({ type }) => type)).toEqual(['tvdb', 'imdb', 'tmdb', 'eidr']);
  });

  it('reads the cast with ids and portraits, each once', () => {
    expect(answer.records[0]?.metadata.actors).toEqual([
      {
        name: 'Mei Sato',
        role: 'Naoto / Naoto as a child',
        order: 0,
        thumbUrl: 'https://artworks.thetvdb.com/banners/person/464300/primary.jpg',
        tmdbId: null,
        tvdbId: 464_300,
      },
      {
        name: 'Yu Aoki',
        role: 'Kanda',
        order: 1,
        thumbUrl: 'https://artworks.thetvdb.com/banners/v4/actor/464299/photo/a.jpg',
        tmdbId: null,
        tvdbId: 464_299,
      },
    ]);
  });

  it('answers a record for each language there is a text in', () => {
    const texts = answer.records.slice(1).map(({ language, metadata }) => [language, metadata.title, metadata.plot]);
    expect(texts).toEqual([
      ['de-DE', 'Der Fährmann', 'Ein Fluss & sein Mann.'],
      ['pt-BR', 'O Barqueiro', 'Um rio.'],
      ['ja-JP', '渡し守', '一行目。\n二行目。'],
    ]);
  });

  it('offers artwork of the wanted languages, the better liked first, with the season it is of', () => {
    expect(answer.images.map(({ type, season, language, width }) => [type, season, language, width])).toEqual([
      ['fanart', null, null, null],
      ['fanart', null, null, 1280],
      ['poster', null, 'de', 680],
    ]);
    expect(answer.images[1]).toMatchObject({
      url: 'https://artworks.thetvdb.com/banners/fanart/original/78878-6.jpg',
      previewUrl: 'https://artworks.thetvdb.com/banners/fanart/original/78878-6_t.jpg',
      sourceKey: '/banners/fanart/original/78878-6.jpg',
      voteAverage: null,
      voteCount: null,
    });
    const all = mapSeries(TvdbSeries.parse(SERIES), KNOWN_ARTWORK_KINDS, options([]));
    expect(all.images.filter(({ season }) => season !== null)).toMatchObject([{ type: 'poster', season: 1 }]);
  });

  it('lists the seasons of the aired order and the trailers', () => {
    expect(answer.seasons).toEqual([
      { season: 0, providerId: '15794', title: 'Extras', episodeCount: null },
      { season: 1, providerId: '15795', title: null, episodeCount: null },
    ]);
    expect(answer.trailers).toEqual([
      expect.objectContaining({
        url: 'https://www.youtube.com/watch?v=uY4fme_AvW4',
        sourceKey: 'youtube/uY4fme_AvW4',
        site: 'youtube',
        kind: 'teaser',
        language: 'ja',
      }),
    ]);
  });

  it('reads an answer that says next to nothing', () => {
    const bare = {
      id: '5',
      artworks: null,
      characters: null,
      translations: null,
      status: null,
      firstAired: '2023-00-00',
    };
    const { records, images, seasons } = mapSeries(TvdbSeries.parse(bare), KNOWN_ARTWORK_KINDS, options(['de-DE']));
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ metadata: { year: 2023, premiered: null, actors: [] }, certifications: {} });
    expect([images, seasons]).toEqual([[], []]);
  });
});

describe('mapMovie', () => {
  const movie = {
    id: 12586,
    name: 'The Tidewater Line',
    image: '/banners/movies/12586/posters/12586.jpg',
    runtime: 114,
    year: '1984',
    originalCountry: 'usa',
    originalLanguage: 'eng',
    releases: [{ country: 'global', date: '1984-07-21', detail: null }],
    first_release: { country: 'global', date: '1984-00-00', detail: null },
    remoteIds: [
      { id: 'tt0087660', type: 2, sourceName: 'IMDB' },
      { id: '14132', type: 10, sourceName: 'TheMovieDB.com' },
    ],
    characters: [character(null, 1, 'Ada Brand', 'Director', 0), character('Odo', 2, 'Bea Lund', 'Guest Star', 1)],
    companies: { studio: [], network: [], production: [{ name: 'Artland' }], distributor: [{ name: 'Nobody' }] },
    production_countries: [{ id: 1, country: 'gbr', name: 'Great Britain' }],
    studios: null,
    contentRatings: null,
    artworks: null,
    translations: {
      nameTranslations: [{ name: 'Die Tidelinie', tagline: 'Es steigt.', language: 'deu' }],
      overviewTranslations: [],
    },
  };

  it('reads a film, its earliest whole date and its tagline', () => {
    const answer = mapMovie(TvdbMovie.parse(movie), KNOWN_ARTWORK_KINDS, options(['de-DE']));
    expect(answer.records).toMatchObject([
      {
        metadata: {
          year: 1984,
          premiered: '1984-07-21',
          runtime: 114,
          imdbId: 'tt0087660',
          tmdbId: 14132,
          studios: ['Artland'],
          countries: ['United Kingdom'],
          directors: ['Ada Brand'],
          actors: [{ name: 'Bea Lund', role: 'Odo' }],
        },
      },
      { language: 'de-DE', metadata: { title: 'Die Tidelinie', tagline: 'Es steigt.', plot: null } },
    ]);
    expect(answer.images).toMatchObject([
      { type: 'poster', url: 'https://artworks.thetvdb.com/banners/movies/12586/posters/12586.jpg', width: null },
    ]);
  });
});

describe('mapSearchHit', () => {
  const item = {
    objectID: 'series-72775',
    aliases: ['Knights of the Ferry', 'The Ferryman'],
    id: 'series-72775',
    image_url: 'https://artworks.thetvdb.com/banners/images/missing/series.jpg',
    name: '渡し守',
    first_air_time: '1986-10-11',
    overview: '一',
    primary_language: 'jpn',
    type: 'series',
    tvdb_id: '72775',
    year: '1986',
    overviews: { spa: 'Hace siglos' },
    translations: { spa: 'El barquero', deu: 'Der Fährmann' },
    remote_ids: [{ id: 'tt0161952', type: 2, sourceName: 'IMDB' }],
  };

  it('reads a hit in the language asked for', () => {
    expect(mapSearchHit('series', TvdbSearchItem.parse(item), 'es-ES')).toEqual({
      provider: 'tvdb',
      kind: 'series',
      ids: { tvdbId: 72775, imdbId: 'tt0161952', tmdbId: null },
      title: 'El barquero',
      originalTitle: '渡し守',
      alternativeTitles: ['Knights of the Ferry', 'The Ferryman', 'Der Fährmann'],
      year: 1986,
      runtimeMinutes: null,
      popularity: null,
      overview: 'Hace siglos',
      posterUrl: null,
      originalLanguage: 'ja',
    });
    expect(mapSearchHit('series', TvdbSearchItem.parse(item), 'fr-FR')?.title).toBe('渡し守');
  });

  it('reads a hit that says next to nothing', () => {
    const hit = mapSearchHit('movie', TvdbSearchItem.parse({ tvdb_id: '7', name: 'X' }), 'de-DE');
    expect(hit).toMatchObject({ title: 'X', year: null, alternativeTitles: [], posterUrl: null });
    expect(mapSearchHit('movie', TvdbSearchItem.parse({ tvdb_id: '7' }), 'de-DE')).toBeNull();
  });
});

describe('readArtworkKinds', () => {
  it('maps what TheTVDB calls its types', () => {
    const kinds = readArtworkKinds([
      { id: 1, name: 'Banner', recordType: 'series', slug: 'banners' },
      { id: 30, name: 'Clear Logo', recordType: 'movie', slug: 'clearlogo' },
      { id: 5, name: 'Icon', recordType: 'series', slug: 'icons' },
    ]);
    expect([...kinds]).toEqual([
      [1, { record: 'series', type: 'banner' }],
      [30, { record: 'movie', type: 'clearlogo' }],
    ]);
  });
});
