import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NfoDialect } from '../../contract/profiles.ts';
import type { MovieMetadata } from '../domain/movie-metadata.ts';
import { emptyEpisodeMetadata, emptySeasonMetadata, emptySeriesMetadata } from '../domain/tv-metadata.ts';
import { anyMovieNfo, anyMovieValues } from './__fixtures__/arbitrary-movie-nfo.ts';
import { FULL, STREAMS } from './__fixtures__/patched-movie-nfo.ts';
import { nfoLocks } from './jellyfin-locks.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import { decodeNfo } from './nfo-text.ts';
import type { PatchedNfo } from './patch-nfo-file.ts';
import { readMovieNfo } from './read-movie-nfo.ts';
import { readEpisodeNfo, readSeasonNfo, readTvshowNfo } from './read-tv-nfo.ts';
import { patchMovieNfo } from './write-movie-nfo.ts';
import { patchEpisodeNfo, patchSeasonNfo, patchTvshowNfo } from './write-tv-nfo.ts';

/** Times as many films are tried. */
const MORE = Number(process.env['METARR_PROPERTY_FACTOR'] ?? 1);

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function textOf(result: PatchedNfo): string {
  if ('error' in result) throw new Error(`${result.error}: ${result.message}`);
  return Buffer.from(result.bytes).toString('utf8');
}

const movie = (values: Partial<MovieNfoValues>, existing: string | null = null): string =>
  textOf(patchMovieNfo(existing === null ? null : bytesOf(existing), { ...FULL, ...values }));

const locksOf = (...fields: string[]) => nfoLocks('movie', (field) => fields.includes(field));
const ALL_LOCKED = nfoLocks('movie', () => true);
const RATINGS = [
  { source: 'themoviedb', value: 8.13, max: 10, votes: 100, isDefault: true },
  { source: 'tomatometerallcritics', value: 93, max: 100, votes: null, isDefault: false },
];

/** https://kodi.wiki/view/NFO_files/Movies and /TV_shows, as of Kodi 21. */
describe('Kodi’s dialect', () => {
  it.each([
    ['an id per provider, one of them the default', '<uniqueid type="tmdb" default="true">'],
    ['ratings by source', '<rating name="themoviedb" max="10" default="true">'],
    ['the set with its text', '<set tmdbcolid='],
    ['the streams', '<streamdetails>'],
    ['the kind of HDR by Kodi’s words (https://kodi.wiki/view/NFO_files/Movies, v20)', '<hdrtype>hdr10</hdrtype>'],
  ])('has %s', (_what, expected) => {
    const streams = { ...STREAMS, video: STREAMS.video && { ...STREAMS.video, hdrType: 'HDR10' as const } };
    expect(movie({ ratings: RATINGS, streams, tmdbId: 348 })).toContain(expected);
  });

  it('has nothing of what only others read', () => {
    const text = movie({ dialect: 'kodi', locks: ALL_LOCKED, ratings: RATINGS });
    expect(text).not.toMatch(/^ {2}<(tmdbid|imdbid|lockdata|lockedfields|collectionnumber|criticrating)>/m);
    expect(text).not.toMatch(/^ {2}<rating>/m);
  });

  it('leaves what is there for others, and keeps its ids in step', () => {
    const file = movie({ dialect: 'jellyfin', locks: ALL_LOCKED, tmdbId: 348 });
    const text = movie({ dialect: 'kodi', locks: locksOf(), tmdbId: 349 }, file);
    expect(text).toContain('<lockdata>true</lockdata>');
    expect(text).toContain('<tmdbid>349</tmdbid>');
    expect(text).toContain('>349</uniqueid>');
  });
});

/** https://jellyfin.org/docs/general/server/metadata/nfo/ and Jellyfin's BaseNfoParser, MovieNfoParser and SeriesNfoParser. */
describe.each<NfoDialect>(['jellyfin', 'emby'])('the dialect of %s', (dialect) => {
  it('names all countries in one element, as only the last counts', () => {
    const values = { dialect, countries: ['Norway', 'Chad'] };
    expect(movie(values).match(/<country>.*/g)).toEqual(['<country>Norway / Chad</country>']);
    const file = '<movie>\n  <country>Norway</country>\n  <!-- both -->\n  <country>Chad</country>\n</movie>';
    const text = movie(values, file);
    expect(text).toContain('<country>Norway / Chad</country>\n  <!-- both -->');
    expect(movie({ ...values, countries: ['Chad', 'Peru'] }, text)).toContain('<country>Chad / Peru</country>');
    expect(readMovieNfo(bytesOf(text))).toMatchObject({ metadata: { countries: ['Norway', 'Chad'] } });
  });

  it('names each id in an element of its own, and the collection’s number', () => {
    const set = { name: 'Alien Collection', overview: null, tmdbCollectionId: 8091 };
    const text = movie({ dialect, tmdbId: 348, imdbId: 'tt0078748', set });
    expect(text).toMatch(/<\/uniqueid>\s+<tmdbid>348<\/tmdbid>\s+<imdbid>tt0078748<\/imdbid>/);
    expect(text).toContain('<collectionnumber>8091</collectionnumber>');
  });

  it('takes them away again with what they name', () => {
    const set = { name: 'Alien Collection', overview: null, tmdbCollectionId: 8091 };
    const text = movie({ dialect, set: null, tmdbId: null }, movie({ dialect, set, tmdbId: 348 }));
    expect(text).not.toContain('collectionnumber');
    expect(text).not.toMatch(/^ {2}<tmdbid/m);
  });

  it('tells which fields are locked, by the players’ names', () => {
    expect(movie({ dialect, locks: locksOf('title', 'plot', 'writers', 'premiered') })).toMatch(
      /<lockedfields>Name\|Overview\|Cast<\/lockedfields>/,
    );
    expect(movie({ dialect, locks: locksOf() })).not.toMatch(/lockdata|lockedfields/);
    expect(movie({ dialect, locks: ALL_LOCKED })).toContain('<lockdata>true</lockdata>');
  });

  it('lets go of what is not locked any more, and keeps names that it does not know', () => {
    const file = '<movie><lockdata>true</lockdata><lockedfields>Name|Studios|Moods</lockedfields></movie>';
    const text = movie({ dialect, locks: locksOf('studios') }, file);
    expect(text).toContain('<lockdata>false</lockdata>');
    expect(text).toContain('<lockedfields>Studios|Moods</lockedfields>');
    expect(movie({ dialect, locks: locksOf('studios') }, text)).toBe(text);
  });

  it('reads back as what is locked', () => {
    const reading = readMovieNfo(bytesOf(movie({ dialect, locks: locksOf('title', 'genres') })));
    expect(reading.outcome === 'parsed' && reading.lockedFields).toEqual(['title', 'genres']);
  });

  it('has the same for a show, a season and an episode', () => {
    const ids = { tmdbId: 11, tvdbId: 12, imdbId: 'tt9000012' };
    const show = textOf(patchTvshowNfo(null, { ...emptySeriesMetadata(), ...ids, title: 'Owl Post', dialect }));
    expect(show).toMatch(/<tmdbid>11<\/tmdbid>\s+<tvdbid>12<\/tvdbid>\s+<imdbid>tt9000012<\/imdbid>/);
    const locks = nfoLocks('season', () => true);
    const season = textOf(patchSeasonNfo(null, { ...emptySeasonMetadata(), ...ids, title: 'One', dialect, locks }));
    expect(season).toContain('<tvdbid>12</tvdbid>');
    expect(season).toContain('<lockdata>true</lockdata>');
    const episodes = [1, 2].map((episode) => ({
      ...emptyEpisodeMetadata(),
      ...ids,
      tvdbId: episode,
      season: 1,
      episode,
      streams: null,
      dialect,
      locks: nfoLocks('episode', (field) => field === 'plot'),
    }));
    const both = textOf(patchEpisodeNfo(null, episodes));
    expect(both.match(/<episodedetails>/g)).toHaveLength(2);
    expect(both.match(/<lockedfields>Overview<\/lockedfields>/g)).toHaveLength(2);
    expect([readTvshowNfo(bytesOf(show)), readSeasonNfo(bytesOf(season)), readEpisodeNfo(bytesOf(both))]).toMatchObject(
      [
        { outcome: 'parsed', metadata: ids },
        { outcome: 'parsed' },
        { outcome: 'parsed', episodes: [{ tvdbId: 1 }, { tvdbId: 2 }] },
      ],
    );
  });
});

describe.each<NfoDialect>(['jellyfin', 'emby'])('the rating in the dialect of %s', (dialect) => {
  it('is the community’s and the critics’, flat: Emby reads no others, Jellyfin the last of them', () => {
    const text = movie({ dialect, ratings: RATINGS });
    expect(text).toContain('<rating>8.1</rating>');
    expect(text).toContain('<criticrating>93</criticrating>');
    expect(readMovieNfo(bytesOf(text))).toMatchObject({ metadata: { ratings: RATINGS } });
    const raised = [{ ...RATINGS[0], value: 8.4 } as (typeof RATINGS)[number], ...RATINGS.slice(1)];
    const next = movie({ dialect, ratings: raised }, text);
    expect(next).toContain('<rating>8.4</rating>');
    expect(readMovieNfo(bytesOf(next))).toMatchObject({ metadata: { ratings: raised } });
    // Kodi's dialect does not keep it up to date, and lets no stale number stand for another source.
    expect(movie({ dialect: 'kodi', ratings: RATINGS }, next)).not.toMatch(/^ {2}<rating>/m);
  });

  it('stands behind <ratings>, where a server looks last', () => {
    const file =
      '<movie>\n  <rating>7.5</rating>\n  <ratings>\n    <rating name="metacritic" max="100"><value>89</value></rating>\n  </ratings>\n</movie>';
    const text = movie({ dialect, ratings: RATINGS }, file);
    expect(text.match(/^ {2}<rating>/gm)).toHaveLength(1);
    expect(text.indexOf('<rating>8.1</rating>')).toBeGreaterThan(text.indexOf('</ratings>'));
    expect(movie({ dialect, ratings: RATINGS }, text)).toBe(text);
  });
});

describe('any film in any dialect', () => {
  const anyCase = fc.record({
    file: fc.option(anyMovieNfo),
    values: anyMovieValues,
    dialect: fc.constantFrom<NfoDialect>('kodi', 'jellyfin', 'emby'),
    locked: fc.subarray(['title', 'plot', 'genres', 'actors', 'runtime', 'tmdb_id']),
    isWhole: fc.boolean(),
  });
  interface Case {
    values: MovieNfoValues;
    dialect: NfoDialect;
    locked: string[];
    isWhole: boolean;
  }
  const valuesOf = ({ values, dialect, locked, isWhole }: Case): MovieNfoValues => ({
    ...values,
    dialect,
    locks: nfoLocks('movie', (field) => isWhole || locked.includes(field)),
  });

  /** Where several elements say an id, the first of them gives its place. */
  const unordered = (metadata: MovieMetadata): MovieMetadata => ({
    ...metadata,
    uniqueIds: metadata.uniqueIds.toSorted((a, b) => (a.type < b.type ? -1 : 1)),
    ratings: metadata.ratings.toSorted((a, b) => (a.source < b.source ? -1 : 1)),
  });

  it('reads as in Kodi’s, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const existing = one.file === null ? null : bytesOf(one.file.text);
        const plain = patchMovieNfo(existing, one.values);
        const told = patchMovieNfo(existing, valuesOf(one));
        if ('error' in plain || 'error' in told) throw new Error('not patched');
        const [left, right] = [readMovieNfo(plain.bytes), readMovieNfo(told.bytes)];
        if (left.outcome !== 'parsed' || right.outcome !== 'parsed') throw new Error('not parsed');
        expect(unordered(right.metadata)).toEqual(unordered(left.metadata));
        const again = patchMovieNfo(told.bytes, valuesOf(one));
        if ('error' in again) throw new Error('not patched');
        expect(decodeNfo(again.bytes).text).toBe(decodeNfo(told.bytes).text);
      }),
      { numRuns: 300 * MORE },
    );
  });

  it('keeps every foreign element and comment byte for byte, in their order', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        if (one.file === null) return;
        const told = patchMovieNfo(bytesOf(one.file.text), valuesOf(one));
        if ('error' in told) throw new Error('not patched');
        const { text } = decodeNfo(told.bytes);
        let from = 0;
        for (const xml of one.file.foreign) {
          const at = text.indexOf(xml, from);
          expect(at, xml).toBeGreaterThanOrEqual(from);
          from = at + xml.length;
        }
      }),
      { numRuns: 200 * MORE },
    );
  });
});
