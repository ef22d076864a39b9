import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NfoDialect } from '../../contract/profiles.ts';
import type { ActorCredit, Rating } from '../domain/movie-metadata.ts';
import { emptyEpisodeMetadata, emptySeasonMetadata, emptySeriesMetadata } from '../domain/tv-metadata.ts';
import { anyMovieNfo, anyMovieValues } from './__fixtures__/arbitrary-movie-nfo.ts';
import { asJellyfinReads, type JellyfinKind, type JellyfinReading } from './__fixtures__/jellyfin-reading.ts';
import { FULL, STREAMS } from './__fixtures__/patched-movie-nfo.ts';
import { nfoLocks } from './jellyfin-locks.ts';
import { decodeNfo } from './nfo-text.ts';
import type { PatchedNfo } from './patch-nfo-file.ts';
import { readMovieNfo } from './read-movie-nfo.ts';
import { patchMovieNfo } from './write-movie-nfo.ts';
import { patchEpisodeNfo, patchSeasonNfo, patchTvshowNfo } from './write-tv-nfo.ts';

const DOCS = 'https://jellyfin.org/docs/general/server/metadata/nfo/';
const PARSERS = 'https://github.com/jellyfin/jellyfin/blob/master/MediaBrowser.XbmcMetadata/Parsers';
const BASE = `${PARSERS}/BaseNfoParser.cs`;
const STATUS = 'https://github.com/jellyfin/jellyfin/blob/master/Emby.Naming/TV/TvParserHelpers.cs';
const LOCKS = 'https://github.com/jellyfin/jellyfin/blob/master/MediaBrowser.Model/Entities/MetadataField.cs';
const DIALECTS: NfoDialect[] = ['jellyfin', 'emby', 'kodi'];

/**
 * What Jellyfin is to have of an element that we write. `kodi`: what it has of a file in Kodi's dialect, where that falls
 * short of the others.
 */
type Row = [element: string, source: string, field: keyof JellyfinReading, expected: unknown, kodi?: unknown];

const RATINGS: Rating[] = [
  { source: 'themoviedb', value: 8.13, max: 10, votes: 100, isDefault: true },
  { source: 'tomatometerallcritics', value: 93, max: 100, votes: null, isDefault: false },
  { source: 'metacritic', value: 89, max: 100, votes: null, isDefault: false },
];
const CAST: ActorCredit[] = [
  { name: 'Sigourney Weaver', role: 'Ripley', order: 0, thumbUrl: null, tmdbId: null },
  { name: 'Tom Skerritt', role: null, order: 1, thumbUrl: null, tmdbId: null },
];
const people = (...directors: string[]): unknown => [
  { name: 'Dan O’Bannon', type: 'Writer', role: null, order: null },
  { name: 'Ronald Shusett', type: 'Writer', role: null, order: null },
  ...directors.map((name) => ({ name, type: 'Director', role: null, order: null })),
  { name: 'Sigourney Weaver', type: 'Actor', role: 'Ripley', order: 0 },
  { name: 'Tom Skerritt', type: 'Actor', role: null, order: 1 },
];
const NO_LOCKS: string[] = [];

function textOf(result: PatchedNfo): string {
  if ('error' in result) throw new Error(`${result.error}: ${result.message}`);
  return decodeNfo(result.bytes).text;
}

const CREW = { directors: ['Ridley Scott', 'A. N. Other'], writers: ['Dan O’Bannon', 'Ronald Shusett'], actors: CAST };

const film = (dialect: NfoDialect): string =>
  textOf(
    patchMovieNfo(null, {
      ...FULL,
      ...CREW,
      title: 'Alien & Co',
      originalTitle: 'Alien',
      sortTitle: 'Alien 1',
      year: 1979,
      premiered: '1979-05-25',
      runtime: 117,
      mpaa: 'R',
      tagline: 'In space no one can hear you scream.',
      plot: 'A ship <of> “crew”.\n\nAnd more.',
      tmdbId: 348,
      imdbId: 'tt0078748',
      uniqueIds: [{ type: 'Trakt', value: 'alien-1979', isDefault: false }],
      set: { name: 'Alien Collection', overview: 'Seven films.', tmdbCollectionId: 8091 },
      genres: ['Horror', 'Science Fiction'],
      studios: ['Brandywine', '20th Century Fox'],
      countries: ['United Kingdom', 'United States'],
      tags: ['space', 'android'],
      ratings: RATINGS,
      streams: { ...STREAMS, video: STREAMS.video && { ...STREAMS.video, durationSeconds: 117 * 60 } },
      dialect,
      locks: nfoLocks('movie', (field) => ['title', 'plot', 'runtime', 'countries', 'actors'].includes(field)),
    }),
  );

const FILM: Row[] = [
  ['title', DOCS, 'name', 'Alien & Co'],
  ['originaltitle', DOCS, 'originalTitle', 'Alien'],
  ['sorttitle', DOCS, 'sortName', 'Alien 1'],
  ['plot', DOCS, 'overview', 'A ship <of> “crew”.\n\nAnd more.'],
  ['tagline', DOCS, 'tagline', 'In space no one can hear you scream.'],
  ['year', DOCS, 'productionYear', 1979],
  ['premiered, as yyyy-MM-dd', BASE, 'premiereDate', '1979-05-25'],
  ['runtime, in minutes, and durationinseconds behind it', BASE, 'runtimeMinutes', 117],
  ['mpaa', DOCS, 'officialRating', 'R'],
  ['genre, each in its element', BASE, 'genres', ['Horror', 'Science Fiction']],
  ['studio, each in its element', BASE, 'studios', ['Brandywine', '20th Century Fox']],
  ['country, the last element alone', BASE, 'locations', ['United Kingdom', 'United States'], ['United States']],
  ['tag', BASE, 'tags', ['space', 'android']],
  ['credits, director, actor with name, role and order', BASE, 'people', people('Ridley Scott', 'A. N. Other')],
  [
    'uniqueid with type, tmdbid, imdbid, set tmdbcolid, collectionnumber',
    `${PARSERS}/MovieNfoParser.cs`,
    'providerIds',
    { tmdb: '348', imdb: 'tt0078748', trakt: 'alien-1979', tmdbcollection: '8091' },
  ],
  ['set with name', `${PARSERS}/MovieNfoParser.cs`, 'collection', 'Alien Collection'],
  ['ratings, the last that is no tomatometer, whatever its scale; rating', BASE, 'communityRating', 8.1, 89],
  ['ratings, the tomatometer; criticrating', BASE, 'criticRating', 93],
  ['lockdata', DOCS, 'isLocked', false],
  ['lockedfields', LOCKS, 'lockedFields', ['Cast', 'ProductionLocations', 'Name', 'Overview', 'Runtime'], NO_LOCKS],
  ['video width', BASE, 'width', 3840],
  ['video height', BASE, 'height', 1606],
  ['video aspect', BASE, 'aspectRatio', '2.39'],
  ['subtitle language', BASE, 'hasSubtitles', true],
  ['thumb and fanart with an address, which would come before our files', BASE, 'remoteImages', []],
];

const show = (dialect: NfoDialect): string =>
  textOf(
    patchTvshowNfo(null, {
      ...emptySeriesMetadata(),
      ...CREW,
      title: 'Owl Post',
      originalTitle: 'Uglepost',
      sortTitle: 'Owl Post 1',
      year: 2014,
      premiered: '2014-03-02',
      status: 'Returning Series',
      plot: 'Letters.',
      tagline: 'By owl.',
      outline: 'Owls.',
      mpaa: 'TV-PG',
      runtime: 42,
      tmdbId: 11,
      tvdbId: 12,
      imdbId: 'tt9000012',
      genres: ['Fantasy', 'Family'],
      studios: ['Ferry Lane'],
      countries: ['Norway', 'Denmark'],
      tags: ['owls'],
      ratings: RATINGS,
      namedSeasons: [
        { season: 0, name: 'Odd ones' },
        { season: 1, name: 'The Year of Snow' },
      ],
      dialect,
      locks: nfoLocks('series', () => true),
    }),
  );

const SHOW: Row[] = [
  ['title', DOCS, 'name', 'Owl Post'],
  ['originaltitle', DOCS, 'originalTitle', 'Uglepost'],
  ['sorttitle', DOCS, 'sortName', 'Owl Post 1'],
  ['plot', DOCS, 'overview', 'Letters.'],
  ['tagline', DOCS, 'tagline', 'By owl.'],
  ['year', DOCS, 'productionYear', 2014],
  ['premiered', BASE, 'premiereDate', '2014-03-02'],
  ['runtime', BASE, 'runtimeMinutes', 42],
  ['mpaa', DOCS, 'officialRating', 'TV-PG'],
  ['status', STATUS, 'status', 'Continuing'],
  ['genre', BASE, 'genres', ['Fantasy', 'Family']],
  ['studio', BASE, 'studios', ['Ferry Lane']],
  ['country', BASE, 'locations', ['Norway', 'Denmark'], ['Denmark']],
  ['tag', BASE, 'tags', ['owls']],
  ['credits, director, actor', BASE, 'people', people('Ridley Scott', 'A. N. Other')],
  ['uniqueid, tmdbid, tvdbid, imdbid', BASE, 'providerIds', { tmdb: '11', tvdb: '12', imdb: 'tt9000012' }],
  [
    'namedseason with number',
    `${PARSERS}/SeriesNfoSeasonParser.cs`,
    'seasonNames',
    { 0: 'Odd ones', 1: 'The Year of Snow' },
  ],
  ['ratings, rating', BASE, 'communityRating', 8.1, 89],
  ['lockdata', DOCS, 'isLocked', true, false],
];

const season = (dialect: NfoDialect): string =>
  textOf(
    patchSeasonNfo(null, {
      ...emptySeasonMetadata(),
      season: 0,
      title: 'Odd ones',
      plot: 'What fits nowhere.',
      premiered: '2014-12-24',
      tmdbId: 21,
      tvdbId: 22,
      dialect,
      locks: nfoLocks('season', (field) => field === 'title'),
    }),
  );

const SEASON: Row[] = [
  ['title', DOCS, 'name', 'Odd ones'],
  ['seasonnumber', `${PARSERS}/SeasonNfoParser.cs`, 'indexNumber', 0],
  ['plot', DOCS, 'overview', 'What fits nowhere.'],
  ['premiered', BASE, 'premiereDate', '2014-12-24'],
  ['uniqueid, tmdbid, tvdbid', BASE, 'providerIds', { tmdb: '21', tvdb: '22' }],
  ['lockedfields', LOCKS, 'lockedFields', ['Name'], NO_LOCKS],
];

const episodes = (dialect: NfoDialect): string =>
  textOf(
    patchEpisodeNfo(
      null,
      [4, 5, 6].map((episode) => ({
        ...emptyEpisodeMetadata(),
        ...CREW,
        season: 0,
        episode,
        displaySeason: 2,
        displayEpisode: 1,
        title: `Part ${String(episode)}`,
        plot: `What is in part ${String(episode)}.`,
        aired: '2014-12-24',
        runtime: 41,
        tmdbId: 30 + episode,
        tvdbId: 40 + episode,
        imdbId: `tt900005${String(episode)}`,
        ratings: RATINGS,
        streams: { ...STREAMS, video: STREAMS.video && { ...STREAMS.video, durationSeconds: 41 * 60 } },
        dialect,
        locks: nfoLocks('episode', (field) => field === 'plot'),
      })),
    ),
  );

const EPISODE = `${PARSERS}/EpisodeNfoParser.cs`;
const EPISODES: Row[] = [
  ['season', EPISODE, 'parentIndexNumber', 0],
  ['episode of the first root', EPISODE, 'indexNumber', 4],
  ['episode of all other roots', EPISODE, 'indexNumberEnd', 6],
  ['displayseason, as airsbefore_season', EPISODE, 'airsBeforeSeason', 2],
  ['displayepisode, as airsbefore_episode', EPISODE, 'airsBeforeEpisode', 1],
  ['title', DOCS, 'name', 'Part 4'],
  ['plot', DOCS, 'overview', 'What is in part 4.'],
  ['aired', BASE, 'premiereDate', '2014-12-24'],
  ['aired, for the year', BASE, 'productionYear', 2014],
  ['runtime, durationinseconds', BASE, 'runtimeMinutes', 41],
  ['credits, director, actor', BASE, 'people', people('Ridley Scott', 'A. N. Other')],
  ['uniqueid, tmdbid, tvdbid, imdbid', BASE, 'providerIds', { tmdb: '34', tvdb: '44', imdb: 'tt9000054' }],
  ['ratings, rating', BASE, 'communityRating', 8.1, 89],
  ['lockedfields', LOCKS, 'lockedFields', ['Overview'], NO_LOCKS],
  ['width', BASE, 'width', 3840],
  ['subtitle language', BASE, 'hasSubtitles', true],
];

describe.each<[what: string, kind: JellyfinKind, write: (dialect: NfoDialect) => string, rows: Row[]]>([
  ['a film', 'movie', film, FILM],
  ['a show', 'tvshow', show, SHOW],
  ['a season', 'season', season, SEASON],
  ['three episodes in one file', 'episodedetails', episodes, EPISODES],
])('what Jellyfin has of %s that we wrote', (_what, kind, write, rows) => {
  const readings = Object.fromEntries(DIALECTS.map((dialect) => [dialect, asJellyfinReads(write(dialect), kind)]));

  it.each(rows)('%s (%s): %s', (_element, _source, field, expected, ...kodi) => {
    expect(DIALECTS.map((dialect) => readings[dialect]?.[field])).toEqual([
      expected,
      expected,
      kodi.length === 0 ? expected : kodi[0],
    ]);
  });
});

function isReadable(text: string): boolean {
  try {
    asJellyfinReads(text);
    return true;
  } catch {
    return false;
  }
}

describe('what a server reads of any film', () => {
  /** A server divides at every slash, where Kodi wants space around it; and directors at commas. */
  const divided = (entries: readonly string[]): string[] =>
    entries.flatMap((entry) => entry.split('/')).flatMap((entry) => entry.trim() || []);

  it('is what Metarr has, whatever the file said before', () => {
    fc.assert(
      fc.property(
        fc.option(anyMovieNfo),
        anyMovieValues,
        fc.constantFrom<NfoDialect>('jellyfin', 'emby'),
        (file, values, dialect) => {
          // What a server cannot read to its end, Metarr's own reader may: those files stay as they are but for the values.
          fc.pre(file === null || isReadable(file.text));
          const existing = file === null ? null : Buffer.from(file.text, 'utf8');
          const result = patchMovieNfo(existing, { ...values, dialect });
          const told = readMovieNfo('bytes' in result ? result.bytes : new Uint8Array());
          if (told.outcome !== 'parsed') throw new Error('not parsed');
          const { metadata } = told;
          const reading = asJellyfinReads(textOf(result));
          expect(reading).toMatchObject({ name: metadata.title, tagline: metadata.tagline });
          // A name that begins or ends in a slash cannot stand beside others in one element.
          if (!metadata.countries.some((name) => /^\/|\/$/u.test(name))) {
            expect(reading.locations).toEqual(divided(metadata.countries));
          }
          const chosen = metadata.ratings.find(({ isDefault }) => isDefault);
          // A rating without a source has no place but <rating>.
          const isNamed = metadata.ratings.every(({ source, isDefault }) => isDefault || source !== 'default');
          if (chosen !== undefined && isNamed) {
            expect(reading.communityRating).toBeCloseTo((chosen.value / chosen.max) * 10, 0);
          }
          const { tmdbId, imdbId } = metadata;
          // An id that is none is not ours to take away, and may come last.
          const isJunk = (of: RegExp): boolean => of.test(file?.text ?? '');
          if (tmdbId !== null && !isJunk(/<[^/<>]*tmdb[^<>]*>(?![1-9])/u))
            expect(reading.providerIds['tmdb']).toBe(String(tmdbId));
          if (imdbId !== null && !isJunk(/<[^/<>]*imdb[^<>]*>(?!tt\d{7})/u))
            expect(reading.providerIds['imdb']).toBe(imdbId);
        },
      ),
      { numRuns: 200 * Number(process.env['METARR_PROPERTY_FACTOR'] ?? 1) },
    );
  });
});
