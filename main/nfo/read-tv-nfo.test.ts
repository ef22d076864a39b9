import { describe, expect, it } from 'vitest';
import { nfoFixture } from './__fixtures__/nfo-samples.ts';
import { readSetNfo } from './read-set-nfo.ts';
import { readEpisodeNfo, readSeasonNfo, readTvshowNfo } from './read-tv-nfo.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function show(xml: string | Uint8Array): Extract<ReturnType<typeof readTvshowNfo>, { outcome: 'parsed' }> {
  const reading = readTvshowNfo(typeof xml === 'string' ? bytesOf(xml) : xml);
  if (reading.outcome !== 'parsed') throw new Error(JSON.stringify(reading));
  return reading;
}

function episodes(xml: string | Uint8Array): Extract<ReturnType<typeof readEpisodeNfo>, { outcome: 'parsed' }> {
  const reading = readEpisodeNfo(typeof xml === 'string' ? bytesOf(xml) : xml);
  if (reading.outcome !== 'parsed') throw new Error(JSON.stringify(reading));
  return reading;
}

describe('readTvshowNfo', () => {
  it("reads Kodi's layout", () => {
    expect(show(nfoFixture('kodi-tvshow'))).toEqual({
      outcome: 'parsed',
      metadata: {
        title: 'Tidewater Post',
        originalTitle: 'Gezeitenpost',
        sortTitle: 'Tidewater',
        year: 2016,
        premiered: '2016-09-04',
        status: 'Ended',
        plot: 'Letters arrive with the tide.',
        outline: null,
        tagline: 'Low water, late post.',
        mpaa: 'TV-PG',
        runtime: 44,
        userRating: 8,
        tmdbId: 900061,
        tvdbId: 900062,
        imdbId: 'tt9000061',
        uniqueIds: [
          { type: 'imdb', value: 'tt9000061', isDefault: false },
          { type: 'tmdb', value: '900061', isDefault: true },
          { type: 'tvdb', value: '900062', isDefault: false },
        ],
        genres: ['Drama', 'Mystery'],
        studios: ['Mudflat TV'],
        countries: [],
        tags: ['sea'],
        directors: [],
        writers: [],
        actors: [
          {
            name: 'Jonas Priel',
            role: 'Postman',
            order: 0,
            thumbUrl: 'https://img.example/o/jonas.jpg',
            tmdbId: null,
          },
          { name: 'Wiebke Sund', role: 'Harbour Master', order: 1, thumbUrl: null, tmdbId: null },
        ],
        ratings: [{ source: 'themoviedb', value: 7.9, max: 10, votes: 412, isDefault: true }],
        namedSeasons: [
          { season: 0, name: 'Flotsam' },
          { season: 2, name: 'Spring Tide' },
        ],
      },
      lockedFields: [],
      trailer: null,
      conflicts: [],
    });
  });

  it("reads Jellyfin's: flat rating, bare TVDB id, locks, guests", () => {
    const { metadata, lockedFields } = show(nfoFixture('jellyfin-tvshow'));
    expect(metadata).toMatchObject({
      tmdbId: 900071,
      tvdbId: 900072,
      imdbId: 'tt9000071',
      ratings: [{ source: 'default', value: 7.6 }],
      actors: [{ name: 'Claire Voss' }, { name: 'Paul Rive', role: 'Conductor' }],
    });
    expect(metadata.uniqueIds).toContainEqual({ type: 'tvrage', value: '4711', isDefault: false });
    expect(lockedFields).toEqual(['title', 'genres', 'directors', 'writers', 'actors']);
  });

  it("reads Sonarr's, whose <id> repeats the default id", () => {
    expect(show(nfoFixture('sonarr-tvshow'))).toMatchObject({
      metadata: { year: 2020, tvdbId: 900081, tmdbId: 900082, imdbId: 'tt9000081', status: 'Continuing' },
      conflicts: [],
    });
  });

  it('locks everything when Jellyfin locks the item', () => {
    const { lockedFields } = show('<tvshow><lockdata>true</lockdata></tvshow>');
    expect(lockedFields).toHaveLength(23);
    expect(lockedFields).toContain('series_status');
  });

  it('takes the provider of an <id> from its attribute, as old managers name it', () => {
    const { metadata } = show('<tvshow><id moviedb="themoviedb">3</id><id moviedb="imdb">tt9000001</id></tvshow>');
    expect(metadata).toMatchObject({ tmdbId: 3, imdbId: 'tt9000001', tvdbId: null });
  });

  it('reports ids that disagree and takes none of them', () => {
    const reading = show('<tvshow><uniqueid type="tvdb">1</uniqueid><tvdbid>2</tvdbid><tmdbid>3</tmdbid></tvshow>');
    expect(reading).toMatchObject({ metadata: { tvdbId: null, tmdbId: 3 }, conflicts: ['tvdb: 1, 2'] });
  });

  it('takes ids from the URL behind the XML, not that of a film', () => {
    const reading = show(
      '<tvshow/>\nhttps://www.themoviedb.org/tv/900003\nhttps://www.themoviedb.org/movie/5\nhttps://thetvdb.com/series/900004',
    );
    expect(reading.metadata).toMatchObject({ tmdbId: 900003, tvdbId: 900004 });
  });

  it('reads a file of URLs, and refuses one of a film', () => {
    expect(readTvshowNfo(bytesOf('https://www.themoviedb.org/tv/900003-x'))).toMatchObject({
      outcome: 'url_only',
      metadata: { tmdbId: 900003, uniqueIds: [{ type: 'tmdb', value: '900003' }] },
    });
    expect(readTvshowNfo(bytesOf('https://www.themoviedb.org/movie/5'))).toMatchObject({ reason: 'wrong_root' });
    expect(readTvshowNfo(bytesOf('<movie/>'))).toMatchObject({ outcome: 'rejected', reason: 'wrong_root' });
  });
});

describe('readSeasonNfo', () => {
  it("reads Jellyfin's layout", () => {
    expect(readSeasonNfo(nfoFixture('jellyfin-season'))).toEqual({
      outcome: 'parsed',
      metadata: {
        season: 2,
        title: 'Season 2',
        plot: 'The line is extended.',
        premiered: '2020-02-02',
        userRating: null,
        tmdbId: null,
        tvdbId: 900073,
        uniqueIds: [{ type: 'tvdb', value: '900073', isDefault: false }],
      },
      lockedFields: ['title', 'plot', 'premiered', 'user_rating'],
      conflicts: [],
    });
  });

  it('refuses everything else', () => {
    expect(readSeasonNfo(bytesOf('<tvshow><season>1</season></tvshow>'))).toMatchObject({ reason: 'wrong_root' });
    expect(readSeasonNfo(bytesOf('https://www.themoviedb.org/tv/1'))).toMatchObject({ outcome: 'rejected' });
    expect(readSeasonNfo(bytesOf(''))).toMatchObject({ reason: 'empty' });
  });
});

describe('readEpisodeNfo', () => {
  it("reads both of Kodi's episodes in one file", () => {
    const { episodes: found, streamDetails } = episodes(nfoFixture('kodi-episodes'));
    expect(found[0]).toEqual({
      season: 1,
      episode: 1,
      displaySeason: null,
      displayEpisode: null,
      absolute: null,
      dvdSeason: null,
      dvdEpisode: null,
      title: 'Low Water',
      originalTitle: 'Niedrigwasser',
      plot: 'The first letter.',
      outline: null,
      aired: '2016-09-04',
      runtime: 44,
      userRating: null,
      tmdbId: 900063,
      tvdbId: 900064,
      imdbId: null,
      uniqueIds: [
        { type: 'tmdb', value: '900063', isDefault: true },
        { type: 'tvdb', value: '900064', isDefault: false },
      ],
      directors: ['Gesa Deich'],
      writers: ['Nils Watt'],
      actors: [{ name: 'Jonas Priel', role: 'Postman', order: 0, thumbUrl: null, tmdbId: null }],
      ratings: [{ source: 'themoviedb', value: 7.1, max: 10, votes: 12, isDefault: true }],
    });
    expect(found[1]).toMatchObject({ title: 'High Water', episode: 2, aired: '2016-09-11', userRating: 7 });
    expect(streamDetails[0]?.video?.width).toBe(1920);
    expect(streamDetails[1]).toBeNull();
  });

  it("reads Jellyfin's special: where it airs, its guest, its locks", () => {
    const { episodes: found, lockedFields } = episodes(nfoFixture('jellyfin-special'));
    expect(found).toMatchObject([
      { season: 0, episode: 3, displaySeason: 2, displayEpisode: 4, imdbId: 'tt9000074', tvdbId: 900075 },
    ]);
    expect(found[0]?.actors.map(({ name }) => name)).toEqual(['Claire Voss', 'Ben Schnee']);
    expect(lockedFields).toEqual([['plot', 'runtime']]);
  });

  it("reads Sonarr's episodes on one line", () => {
    expect(episodes(nfoFixture('sonarr-episodes')).episodes).toMatchObject([
      { season: 1, episode: 3, title: 'Shards', tvdbId: 900084, displaySeason: null },
      { season: 1, episode: 4, title: 'Splinters', tvdbId: 900085 },
    ]);
  });

  it("reads MediaElch's episodes within <episodes>, with the numbers of other orders", () => {
    expect(episodes(nfoFixture('mediaelch-episodes')).episodes).toMatchObject([
      { season: 3, episode: 7, title: 'Quiet Hands', tmdbId: 900091 },
      { season: 3, episode: 8, title: 'Loud Hands', dvdSeason: 3, dvdEpisode: 6, absolute: 31 },
    ]);
  });

  it("does not take the series' first day, which Kodi exports, for the episode's", () => {
    const { episodes: found } = episodes('<episodedetails><premiered>2001-01-01</premiered></episodedetails>');
    expect(found[0]?.aired).toBeNull();
  });

  it.each([
    ['-1', null],
    ['0', 0],
    ['007', 7],
    ['', null],
    ['one', null],
  ])('reads the number %j as %j', (text, expected) => {
    const { episodes: found } = episodes(`<episodedetails><season>${text}</season></episodedetails>`);
    expect(found[0]?.season).toBe(expected);
  });

  it('tells URLs, whose owner nobody knows', () => {
    expect(readEpisodeNfo(bytesOf('https://www.imdb.com/title/tt9000001'))).toMatchObject({
      outcome: 'url_only',
      urls: { imdb: ['tt9000001'] },
    });
  });
});

describe('readSetNfo', () => {
  it("reads Kodi's set.nfo", () => {
    expect(readSetNfo(nfoFixture('kodi-set'))).toEqual({
      outcome: 'parsed',
      metadata: {
        name: 'Harbour Trilogy',
        overview: 'Three houses by the sea.',
        tmdbCollectionId: 900032,
        uniqueIds: [{ type: 'tmdb', value: '900032', isDefault: true }],
      },
      art: { poster: ['https://img.example/o/harbour.jpg'] },
      conflicts: [],
    });
  });

  it('reads other spellings, and refuses a film', () => {
    expect(
      readSetNfo(bytesOf('<collection><name>A</name><plot>B</plot><tmdbcolid>7</tmdbcolid></collection>')),
    ).toMatchObject({ metadata: { name: 'A', overview: 'B', tmdbCollectionId: 7 } });
    expect(readSetNfo(bytesOf('<movie><set><name>A</name></set></movie>'))).toMatchObject({ reason: 'wrong_root' });
  });
});
