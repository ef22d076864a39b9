import { describe, expect, it } from 'vitest';
import { nfoFixture } from './__fixtures__/nfo-samples.ts';
import type { NfoItem } from './nfo-item.ts';
import { readNfoItems } from './read-nfo-items.ts';

const items = (xml: string | Uint8Array): NfoItem[] =>
  readNfoItems(typeof xml === 'string' ? Buffer.from(xml, 'utf8') : xml).items;
const inMovie = (xml: string): NfoItem => items(`<movie>${xml}</movie>`)[0] as NfoItem;
const inShow = (xml: string): NfoItem => items(`<tvshow>${xml}</tvshow>`)[0] as NfoItem;
const inEpisode = (xml: string): NfoItem => items(`<episodedetails>${xml}</episodedetails>`)[0] as NfoItem;

describe('readNfoItems reads whole files', () => {
  it("in Radarr's layout", () => {
    const { outcome, items: found, urlIds, problems } = readNfoItems(nfoFixture('radarr-movie'));
    expect({ outcome, urlIds, problems }).toEqual({ outcome: 'parse', urlIds: {}, problems: [] });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: 'movie',
      title: 'Salt on the Sill',
      tagline: null,
      year: 2014,
      year_effective: 2014,
      runtime_minutes: 101,
      top250: null,
      userrating: null,
      watched: false,
      uniqueids: [
        { type: 'imdb', value: 'tt9000031', default: true },
        { type: 'tmdb', value: '900031', default: false },
      ],
      ids: { imdb: 'tt9000031', tmdb: '900031', tmdb_collection: '900032' },
      ratings: [
        { name: 'imdb', value: 6.8, max: 10, votes: 5120, default: true },
        { name: 'tomatometerallcritics', value: 81, max: 100, votes: 0, default: false },
      ],
      legacy_rating: null,
      set: { name: 'Harbour Trilogy', overview: 'Three houses by the sea.', tmdb_id: '900032' },
      actors: [{ name: 'Beatriz Lobo', role: 'Inês', order: 1, thumb: 'https://img.example/o/beatriz.jpg' }],
      art_urls: { poster: ['https://img.example/o/salt.jpg'], fanart: ['https://img.example/o/sea.jpg'] },
      streamdetails: {
        video: [
          {
            codec: 'h264',
            aspect: '1.85',
            width: 1920,
            height: 1038,
            durationinseconds: 6060,
            scantype: 'Progressive',
            bitrate: 9_000_000,
            framerate: 24,
          },
        ],
        audio: [{ codec: 'AC3', language: 'por', channels: 6 }],
        subtitle: [],
      },
    });
  });

  it('in the old flat layout, with a URL behind it', () => {
    const { items: found, urlIds } = readNfoItems(nfoFixture('old-flat-movie'));
    expect(urlIds).toEqual({ imdb: 'tt9000051' });
    expect(found[0]).toMatchObject({
      runtime_minutes: 92,
      ids: { imdb: 'tt9000051' },
      uniqueids: [],
      ratings: [],
      legacy_rating: 7.5,
      legacy_votes: 1204,
      genres: ['Comedy', 'Fantasy'],
      writers: ['Eva Rad', 'Tom Zahn'],
      set: { name: 'Clockwork', overview: null, tmdb_id: null },
      actors: [{ name: 'Max Feder', role: 'Clockmaker', order: null, thumb: null }],
      art_urls: { poster: ['https://img.example/o/pigeons.jpg'], fanart: ['https://img.example/o/square.jpg'] },
    });
  });

  it("in tinyMediaManager's layout", () => {
    expect(items(nfoFixture('tinymediamanager-movie'))[0]).toMatchObject({
      sorttitle: null,
      set: null,
      userrating: 0,
      watched: true,
      actors: [{ name: 'Rosa Blum', role: 'Wärterin', order: null }],
      writers: ['Oskar Wien'],
      directors: ['Hedi Kern'],
    });
  });

  it("in Kodi's layout of a series", () => {
    expect(items(nfoFixture('kodi-tvshow'))[0]).toMatchObject({
      kind: 'tvshow',
      showtitle: 'Tidewater Post',
      displayseason: null,
      episodeguide_json: { tmdb: '900061', imdb: 'tt9000061', tvmaze: '77' },
      namedseasons: [
        { number: 0, name: 'Flotsam' },
        { number: 2, name: 'Spring Tide' },
      ],
      season_art_urls: [
        { season: 1, type: 'poster', url: 'https://img.example/o/tide-s1.jpg' },
        { season: -1, type: 'banner', url: 'https://img.example/o/tide-all.jpg' },
      ],
      art_urls: { poster: ['https://img.example/o/tide.jpg'], fanart: ['https://img.example/o/flat.jpg'] },
      art_block: { poster: ['https://img.example/o/tide.jpg'] },
    });
  });

  it("in Jellyfin's layout of a series, a season and a special", () => {
    expect(items(nfoFixture('jellyfin-tvshow'))[0]).toMatchObject({
      ids: { imdb: 'tt9000071', tmdb: '900071', tvrage: '4711' },
      episodeguide_json: null,
      enddate: '2021-04-30',
      lockdata: false,
      lockedfields: ['Name', 'Genres', 'Cast'],
      actors: [
        { name: 'Claire Voss', role: 'Margot', order: 0, thumb: null },
        { name: 'Paul Rive', role: 'Conductor', order: 1, thumb: null, type: 'GuestStar' },
      ],
    });
    expect(items(nfoFixture('jellyfin-season'))[0]).toMatchObject({
      kind: 'season',
      season: 2,
      seasonnumber: 2,
      lockdata: true,
    });
    expect(items(nfoFixture('jellyfin-special'))[0]).toMatchObject({
      kind: 'episode',
      season: 0,
      episode: 3,
      displayseason: 2,
      displayepisode: 4,
      airsbefore_season: 2,
      airsbefore_episode: 4,
      airsafter_season: null,
      year_effective: 2020,
    });
  });

  it('with several episodes, on one line and within an element around them', () => {
    expect(items(nfoFixture('sonarr-episodes')).map(({ title }) => title)).toEqual(['Shards', 'Splinters']);
    expect(items(nfoFixture('mediaelch-episodes')).map(({ kind, episode }) => [kind, episode])).toEqual([
      ['episode', 7],
      ['episode', 8],
    ]);
  });

  it('of a set, and of kinds that Metarr does not manage', () => {
    expect(items(nfoFixture('kodi-set'))[0]).toMatchObject({
      kind: 'set',
      title: 'Harbour Trilogy',
      plot: 'Three houses by the sea.',
      art_block: { poster: ['https://img.example/o/harbour.jpg'] },
    });
    expect(items('<musicvideo><title>A</title></musicvideo>')[0]).toMatchObject({ kind: 'musicvideo', title: 'A' });
  });
});

describe('readNfoItems reads parts', () => {
  it.each<[string, Partial<NfoItem>, Partial<NfoItem>]>([
    [
      'a year from another spelling',
      inMovie('<premiered>04/05/1999</premiered>'),
      { year: null, year_effective: 1999 },
    ],
    [
      'the day of the airing before that of the series',
      inEpisode('<premiered>2001-01-01</premiered><aired>2003-02-03</aired>'),
      { year_effective: 2003 },
    ],
    [
      'no number for -1',
      inEpisode('<displayseason>-1</displayseason><season>-1</season>'),
      { displayseason: null, season: null },
    ],
    [
      'crew apart from actors',
      inMovie('<actor><name>A</name><type>Composer</type></actor><actor><name/></actor>'),
      { actors: [], other_people: [{ name: 'A', type: 'Composer' }] },
    ],
    [
      'writers once, credits first',
      inMovie('<writer>A</writer><writer>B</writer><credits>B / C</credits>'),
      { writers: ['B', 'C', 'A'] },
    ],
    [
      'the plain thumb of an episode',
      inEpisode('<thumb>https://img.example/1</thumb>'),
      { art_urls: { thumb: ['https://img.example/1'] } },
    ],
    [
      'art of the set',
      inMovie('<thumb aspect="set.fanart">https://img.example/1</thumb>'),
      { set_art_urls: { fanart: ['https://img.example/1'] }, art_urls: {} },
    ],
    ['no art that is no URL', inMovie('<thumb>poster.jpg</thumb><fanart><thumb/></fanart>'), { art_urls: {} }],
    [
      'each URL once',
      inMovie('<thumb>https://a.example</thumb><thumb aspect="poster">https://a.example</thumb>'),
      { art_urls: { poster: ['https://a.example'] } },
    ],
    [
      'season art without aspect',
      inShow('<thumb type="season" season="3">https://a.example</thumb>'),
      { season_art_urls: [{ season: 3, type: 'poster', url: 'https://a.example' }] },
    ],
    [
      'tracks of which something is said',
      inMovie('<fileinfo><streamdetails><audio/><subtitle/></streamdetails></fileinfo>'),
      { streamdetails: null },
    ],
    [
      'no id of a fallback or of -1',
      inMovie('<id>5</id><uniqueid type="own" default="true">-1</uniqueid>'),
      { ids: {}, uniqueids: [{ type: 'own', value: '-1', default: true }] },
    ],
    ['an IMDb id without type', inMovie('<uniqueid>tt9000001</uniqueid>'), { ids: { imdb: 'tt9000001' } }],
    [
      'the collection of other writers',
      inMovie('<tmdbCollectionId>7</tmdbCollectionId>'),
      { ids: { tmdb_collection: '7' } },
    ],
    ['elements with text', inMovie('<a><b>x</b></a><c/><d> </d><e>y</e><a>z</a>'), { non_empty_elements: ['a', 'e'] }],
  ])('%s', (_name, item, expected) => {
    expect(item).toMatchObject(expected);
    for (const [key, value] of Object.entries(expected)) expect(item[key as keyof NfoItem]).toEqual(value);
  });
});

describe('readNfoItems is not held up by files that are large on purpose', () => {
  const repeated = (count: number, element: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => element(index)).join('');

  it.each([
    ['white space', `<movie><genre>x${' '.repeat(1_000_000)}x</genre></movie>`],
    ['pictures', `<movie>${repeated(40_000, (index) => `<thumb>https://img.example/${index}</thumb>`)}</movie>`],
    ['seasons', `<tvshow>${repeated(40_000, (index) => `<namedseason number="${index}">x</namedseason>`)}</tvshow>`],
    [
      'ids',
      `<movie>${repeated(20_000, (index) => `<uniqueid type="x${index}">${index}</uniqueid><id>z${index}</id>`)}</movie>`,
    ],
    ['an attribute', `<movie x="${'a'.repeat(5_000_000)}"/>`],
  ])('with %s', (_name, text) => {
    expect(readNfoItems(Buffer.from(text)).outcome).toBe('parse');
  });
});

describe('readNfoItems tells what is wrong', () => {
  it('names ids that disagree and takes none', () => {
    const reading = readNfoItems(Buffer.from('<movie><tmdbid>1</tmdbid><uniqueid type="tmdb">2</uniqueid></movie>'));
    expect(reading.items[0]?.ids).toEqual({});
    expect(reading.problems).toEqual(['Ids disagree: tmdb: 1, 2']);
  });

  it('reads files of URLs', () => {
    const reading = readNfoItems(Buffer.from('https://www.imdb.com/title/tt9000001\nhttps://www.themoviedb.org/tv/5'));
    expect(reading).toEqual({
      outcome: 'url_only',
      items: [],
      urlIds: { imdb: 'tt9000001', tmdb: '5' },
      problems: [],
    });
    expect(readNfoItems(Buffer.from('themoviedb.org/movie/1 themoviedb.org/tv/2'))).toMatchObject({
      urlIds: {},
      problems: ['Ids disagree: tmdb: 1, 2'],
    });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['text', 'hello', 'not XML'],
    ['a page', '<html><body>tt9000001</body></html>', '<html>'],
    ['another root', '<foo><season>1</season></foo>', '<foo>'],
    ['a file cut off', '<movie><title>A', 'ends inside'],
    ['entities', '<!DOCTYPE m [<!ENTITY a "b">]><movie/>', 'entities'],
  ])('refuses %s', (_name, text, message) => {
    const { outcome, items: found, problems } = readNfoItems(Buffer.from(text));
    expect({ outcome, found }).toEqual({ outcome: 'reject', found: [] });
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});
