import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOVIE_FIELD_NAMES } from '../domain/movie-fields.ts';
import type { MovieMetadata } from '../domain/movie-metadata.ts';
import { readMovieNfo } from './read-movie-nfo.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`./__fixtures__/${name}`, import.meta.url));

function parsed(xml: string | Uint8Array): Extract<ReturnType<typeof readMovieNfo>, { outcome: 'parsed' }> {
  const reading = readMovieNfo(typeof xml === 'string' ? Buffer.from(xml) : xml);
  if (reading.outcome !== 'parsed') throw new Error(`${reading.outcome}: ${JSON.stringify(reading)}`);
  return reading;
}

const metadata = (children: string): MovieMetadata => parsed(`<movie>${children}</movie>`).metadata;

describe('readMovieNfo reads whole files', () => {
  it("in Kodi's layout", () => {
    const reading = parsed(fixture('kodi-movie.nfo'));
    expect(reading.metadata).toEqual({
      title: 'The Paper Lighthouse',
      originalTitle: 'Le Phare de papier',
      sortTitle: 'Paper Lighthouse 1',
      year: 2011,
      premiered: '2011-10-05',
      runtime: 104,
      mpaa: 'Rated PG',
      tagline: 'Fold. Light. Repeat.',
      outline: null,
      plot: 'A keeper & her brother fold a light out of paper.\n\nIt burns <twice>.',
      userRating: 8,
      tmdbId: 900001,
      imdbId: 'tt9000001',
      uniqueIds: [
        { type: 'imdb', value: 'tt9000001', isDefault: true },
        { type: 'tmdb', value: '900001', isDefault: false },
      ],
      set: { name: 'Paper Collection', overview: 'Folded stories.', tmdbCollectionId: null },
      genres: ['Drama', 'Fantasy'],
      studios: ['Cardboard Pictures'],
      countries: ['France'],
      tags: ['lighthouse'],
      directors: ['Ines Falk'],
      writers: ['Ines Falk'],
      actors: [
        {
          name: 'Mara Lindqvist',
          role: 'The Keeper',
          order: 0,
          thumbUrl: 'https://img.example/mara.jpg',
          tmdbId: null,
        },
        { name: 'Tomás Beran', role: 'Brother / Ferryman', order: 1, thumbUrl: null, tmdbId: null },
        { name: 'Old Wim', role: null, order: 2, thumbUrl: null, tmdbId: null },
      ],
      ratings: [
        { source: 'imdb', value: 7.4, max: 10, votes: 12345, isDefault: true },
        { source: 'themoviedb', value: 6.9, max: 10, votes: 321, isDefault: false },
      ],
    });
    expect(reading).toMatchObject({
      lockedFields: [],
      trailer: 'plugin://plugin.video.example/?id=abc&x=1',
      conflicts: [],
      streamDetails: {
        video: { codec: 'hevc', aspectRatio: 2.39, width: 3840, height: 1606, durationSeconds: 6241, hdrType: 'HDR10' },
        audio: [{ streamIndex: 0, codec: 'eac3', language: 'fre', channels: 6 }],
        subtitles: [{ language: 'eng', isForced: false }],
      },
    });
  });

  it("in Jellyfin's layout", () => {
    const reading = parsed(fixture('jellyfin-movie.nfo'));
    expect(reading.metadata).toMatchObject({
      title: 'Flour Heist',
      tmdbId: 900002,
      imdbId: 'tt9000002',
      set: { name: 'Bakers', overview: null, tmdbCollectionId: 4711 },
      writers: ['Pia Anders', 'Jon Sand'],
      actors: [{ name: 'Otto Brandt', role: 'Baker', order: 0 }],
      ratings: [
        { source: 'default', value: 7.1, max: 10, votes: null, isDefault: true },
        { source: 'tomatometerallcritics', value: 88, max: 100, votes: null, isDefault: false },
      ],
    });
    expect(reading.lockedFields).toEqual(['title', 'plot', 'directors', 'writers', 'actors']);
    expect(reading.streamDetails).toMatchObject({
      video: { codec: 'h264', aspectRatio: 2.4, bitrate: null, framerate: 23.976 },
      audio: [{ language: 'dan', sampleRate: 48000, isDefault: true }],
      subtitles: [{ codec: 'subrip', isForced: true }],
    });
  });

  it('takes the film among several roots and the first of several films', () => {
    expect(parsed('<x/><movie><title>One</title></movie><movie><title>Two</title></movie>').metadata.title).toBe('One');
  });
});

describe('readMovieNfo reads fields', () => {
  it.each<[string, string, Partial<MovieMetadata>]>([
    ['blank elements as nothing', '<title> </title><plot/><year></year>', { title: null, plot: null, year: null }],
    ['the first title that says something', '<title/><title>A</title><title>B</title>', { title: 'A' }],
    ['HTML entities and bare ampersands', '<title>Caf&eacute;&nbsp;& Bar</title>', { title: 'Café\u00a0& Bar' }],
    ['the year from the release date', '<premiered>03.02.1987</premiered>', { year: 1987, premiered: '1987-02-03' }],
    ['the year from a bare year of release', '<premiered>1987</premiered>', { year: 1987, premiered: null }],
    ['a year beside another release year', '<year>1986</year><premiered>1987-02-03</premiered>', { year: 1986 }],
    [
      'releasedate when premiered is unusable',
      '<premiered>x</premiered><releasedate>1987-02-03</releasedate>',
      { premiered: '1987-02-03' },
    ],
    ['no nonsense year', '<year>0</year>', { year: null }],
    ['runtime in words', '<runtime>97 min</runtime>', { runtime: 97 }],
    ['runtime in hours', '<runtime>1h 37m</runtime>', { runtime: 97 }],
    ['runtime 0 as nothing', '<runtime>0</runtime>', { runtime: null }],
    ['user rating 0 as nothing', '<userrating>0</userrating>', { userRating: null }],
    ['a decimal user rating', '<userrating>7,5</userrating>', { userRating: 7.5 }],
    [
      'lists in several elements and split',
      '<genre>A / B</genre><genre>B</genre><genre>C/D</genre>',
      { genres: ['A', 'B', 'C/D'] },
    ],
    [
      'studios, countries and directors split',
      '<studio>A / B</studio><country>C / D</country><director>E / F</director>',
      { studios: ['A', 'B'], countries: ['C', 'D'], directors: ['E', 'F'] },
    ],
    ['tags split too, as Kodi does', '<tag>A / B</tag><tag></tag>', { tags: ['A', 'B'] }],
    [
      'writers from both elements without repeats',
      '<writer>A</writer><credits>A / B</credits>',
      { writers: ['A', 'B'] },
    ],
    ['a bare set', '<set>Trilogy</set>', { set: { name: 'Trilogy', overview: null, tmdbCollectionId: null } }],
    [
      'a bare set with a collection id',
      '<set tmdbcolid="12">Trilogy</set>',
      { set: { name: 'Trilogy', overview: null, tmdbCollectionId: 12 } },
    ],
    ['an empty set', '<set><name/><overview>x</overview></set>', { set: null }],
  ])('%s', (_name, xml, expected) => {
    expect(metadata(xml)).toMatchObject(expected);
  });

  it('actors in their order, without crew and nameless ones', () => {
    const xml =
      '<actor><name>C</name><order>7</order></actor><actor><name>A</name><sortorder>2</sortorder><tmdbid>5</tmdbid></actor>' +
      '<actor><role>nobody</role></actor><actor><name>X</name><type>Writer</type></actor>' +
      '<actor><name>B</name><type>GuestStar</type><order>4</order></actor>';
    expect(metadata(xml).actors.map(({ name, order, tmdbId }) => [name, order, tmdbId])).toEqual([
      ['A', 2, 5],
      ['B', 4, null],
      ['C', 7, null],
    ]);
  });

  it('actors without an order by their place, and numbered anew where orders repeat', () => {
    const actor = (name: string, order: string): string => `<actor><name>${name}</name>${order}</actor>`;
    const orders = (xml: string): unknown => metadata(xml).actors.map(({ name, order }) => [name, order]);
    expect(orders(actor('A', '') + actor('B', ''))).toEqual([
      ['A', 0],
      ['B', 1],
    ]);
    expect(orders(actor('A', '<order>0</order>') + actor('B', '<order>0</order>'))).toEqual([
      ['A', 0],
      ['B', 1],
    ]);
  });

  it.each([
    ['flat', '<rating>8,25</rating><votes>1,234</votes>', [['default', 8.25, 10, 1234, true]]],
    ['community', '<communityrating>7.5</communityrating>', [['default', 7.5, 10, null, true]]],
    ['critics', '<criticrating>81</criticrating>', [['tomatometerallcritics', 81, 100, null, false]]],
    ['a flat one on a scale of 100', '<rating max="100">81</rating>', [['default', 81, 100, null, true]]],
    [
      'both forms',
      '<rating>8</rating><ratings><rating name="imdb" default="true"><value>7</value></rating></ratings>',
      [
        ['imdb', 7, 10, null, true],
        ['default', 8, 10, null, false],
      ],
    ],
    [
      'zero, out of scale and words as nothing',
      '<rating>0</rating><criticrating>180</criticrating><ratings><rating name="imdb"><value>good</value></rating></ratings>',
      [],
    ],
    [
      'the first of one source',
      '<ratings><rating name="a">6</rating><rating name="a">7</rating></ratings>',
      [['a', 6, 10, null, false]],
    ],
  ])('ratings: %s', (_name, xml, expected) => {
    const ratings = metadata(xml).ratings.map((r) => [r.source, r.value, r.max, r.votes, r.isDefault]);
    expect(ratings).toEqual(expected);
  });

  it.each([
    ['<lockdata>true</lockdata><lockedfields>Name</lockedfields>', MOVIE_FIELD_NAMES],
    [
      '<lockdata>false</lockdata><lockedfields>Genres|OfficialRating|Nonsense|constructor</lockedfields>',
      ['mpaa', 'genres'],
    ],
    ['<lockdata>false</lockdata>', []],
  ])('locks: %s', (xml, expected) => {
    expect(parsed(`<movie>${xml}</movie>`).lockedFields).toEqual(expected);
  });

  it.each([
    ['empty tracks', '<streamdetails><video/><audio/><subtitle/></streamdetails>', null],
    [
      'a ratio',
      '<streamdetails><video><aspect>16:9</aspect></video></streamdetails>',
      { video: { aspectRatio: 16 / 9 } },
    ],
    [
      'HDR10+',
      '<streamdetails><video><hdrtype>HDR10+</hdrtype></video></streamdetails>',
      { video: { hdrType: 'HDR10+' } },
    ],
    [
      'Dolby Vision',
      '<streamdetails><video><hdrtype>dolbyvision</hdrtype></video></streamdetails>',
      { video: { hdrType: 'Dolby Vision' } },
    ],
  ])('stream details: %s', (_name, xml, expected) => {
    const { streamDetails } = parsed(`<movie><fileinfo>${xml}</fileinfo></movie>`);
    if (expected === null) expect(streamDetails).toBeNull();
    else expect(streamDetails).toMatchObject(expected);
  });
});

describe('readMovieNfo reads ids', () => {
  it.each([
    [
      '<uniqueid type="TMDB">12</uniqueid><uniqueid type="IMDb" default="true">tt0000012</uniqueid>',
      12,
      'tt0000012',
      [],
    ],
    ['<tmdbid>12</tmdbid><imdbid>tt0000012</imdbid>', 12, 'tt0000012', []],
    ['<uniqueid type="tmdb">12</uniqueid><tmdbid>12</tmdbid>', 12, null, []],
    ['<uniqueid type="tmdb">12</uniqueid><tmdbid>13</tmdbid>', null, null, ['tmdb: 12, 13']],
    [
      '<uniqueid type="imdb">tt0000012</uniqueid><id>tt0000013</id>',
      null,
      'tt0000012, tt0000013',
      ['imdb: tt0000012, tt0000013'],
    ],
    ['<id>tt0000012</id>', null, 'tt0000012', []],
    ['<id TMDB="12">tt0000012</id>', 12, 'tt0000012', []],
    ['<id>12</id>', 12, null, []],
    ['<id>12</id><tmdbid>13</tmdbid>', 13, null, []],
    ['<id>12</id><uniqueid type="tvdb" default="true">12</uniqueid>', null, null, []],
    ['<uniqueid type="imdb">0000012</uniqueid>', null, 'tt0000012', []],
    [
      '<uniqueid type="imdb">nm0000012</uniqueid><uniqueid type="tmdb">none</uniqueid><tmdbid>0</tmdbid>',
      null,
      null,
      [],
    ],
  ])('%s', (xml, tmdbId, imdb, conflicts) => {
    const reading = parsed(`<movie>${xml}</movie>`);
    expect(reading.metadata.tmdbId).toBe(tmdbId);
    expect(reading.metadata.imdbId).toBe(imdb?.includes(',') ? null : imdb);
    expect(reading.conflicts).toEqual(conflicts);
  });

  it('keeps the ids of other providers', () => {
    expect(metadata('<uniqueid type="trakt">abc</uniqueid><tvdbid>77</tvdbid>').uniqueIds).toEqual([
      { type: 'trakt', value: 'abc', isDefault: false },
      { type: 'tvdb', value: '77', isDefault: false },
    ]);
  });

  it('fills in what the XML lacks from the URL behind it, and reports one that disagrees', () => {
    const url = '\nhttps://www.themoviedb.org/movie/12\n';
    expect(parsed(`<movie><title>A</title></movie>${url}`).metadata).toMatchObject({ title: 'A', tmdbId: 12 });
    const other = parsed(`<movie><tmdbid>13</tmdbid></movie>${url}`);
    expect([other.metadata.tmdbId, other.conflicts]).toEqual([13, ['tmdb: 13, 12']]);
  });

  it.each([
    ['https://www.themoviedb.org/movie/12\nhttps://www.imdb.com/title/tt0000012\n', 12, 'tt0000012', []],
    ['\uFEFFhttps://www.imdb.com/title/tt0000012', null, 'tt0000012', []],
    [
      '/\\_<<< GROUP >>>_/\\\n<greets@friends> IMDB.......: https://imdb.com/title/tt0000012/ <-\n',
      null,
      'tt0000012',
      [],
    ],
    [
      'https://www.imdb.com/title/tt0000012 https://www.imdb.com/title/tt0000013',
      null,
      null,
      ['imdb: tt0000012, tt0000013'],
    ],
  ])('from a file of text: %j', (text, tmdbId, imdbId, conflicts) => {
    expect(readMovieNfo(Buffer.from(text))).toMatchObject({
      outcome: 'url_only',
      metadata: { tmdbId, imdbId },
      conflicts,
    });
  });
});

describe('readMovieNfo rejects', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'empty'],
    ['white space', '\uFEFF \r\n', 'empty'],
    ['plain text', 'Just some words.', 'not_xml'],
    ['zeros', new Uint8Array(500), 'not_xml'],
    ['an image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff]), 'not_xml'],
    ['crossed tags', '<movie><title>A</plot></movie>', 'not_xml'],
    ['a file cut off', '<movie><title>A</title><plot>Half a sen', 'truncated'],
    ['a file cut off inside a tag', '<movie><title', 'truncated'],
    ['a file cut off that names a film', 'https://www.imdb.com/title/tt0000012\n<movie><title>A', 'truncated'],
    ['a series', '<tvshow><title>A</title></tvshow>', 'wrong_root'],
    ['a series with a film URL', '<tvshow/>https://www.themoviedb.org/movie/12', 'wrong_root'],
    ['a web page', '<html><a href="https://www.imdb.com/title/tt0000012"></a></html>', 'wrong_root'],
    ['the URL of a series', 'https://www.themoviedb.org/tv/12', 'wrong_root'],
    ['deep nesting', `<movie>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</movie>`, 'too_large'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, '<movie/>'), 'too_large'],
    [
      'a bomb of entities',
      '<!DOCTYPE m [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><movie><title>&b;</title></movie>',
      'entity_declaration',
    ],
    [
      'an external entity',
      '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/hostname">]><movie><title>&x;</title></movie>',
      'entity_declaration',
    ],
  ])('%s', (_name, content, reason) => {
    const reading = readMovieNfo(typeof content === 'string' ? Buffer.from(content) : content);
    expect(reading).toMatchObject({ outcome: 'rejected', reason });
    expect(reading.outcome === 'rejected' && reading.message).toMatch(/.{10}/);
  });
});
