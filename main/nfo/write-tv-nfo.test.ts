import { describe, expect, it } from 'vitest';
import { emptyEpisodeMetadata, emptySeasonMetadata, emptySeriesMetadata } from '../domain/tv-metadata.ts';
import { nfoFixture } from './__fixtures__/nfo-samples.ts';
import type { PatchedNfo } from './patch-nfo-file.ts';
import { readEpisodeNfo, readTvshowNfo } from './read-tv-nfo.ts';
import type { EpisodeNfoValues, TvshowNfoValues } from './tv-nfo-values.ts';
import { patchEpisodeNfo, patchSeasonNfo, patchTvshowNfo } from './write-tv-nfo.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function textOf(result: PatchedNfo): string {
  if ('error' in result) throw new Error(`${result.error}: ${result.message}`);
  return Buffer.from(result.bytes).toString('utf8');
}

const SERIES: TvshowNfoValues = {
  ...emptySeriesMetadata(),
  title: 'Owl Post',
  year: 2012,
  premiered: '2012-03-04',
  status: 'Ended',
  tmdbId: 11,
  tvdbId: 12,
  imdbId: 'tt9000012',
  genres: ['Drama'],
  actors: [{ name: 'Ada', role: null, order: 0, thumbUrl: null, tmdbId: null }],
  namedSeasons: [
    { season: 2, name: 'Eggs' },
    { season: 0, name: 'Extras' },
  ],
};

const episode = (values: Partial<EpisodeNfoValues>): EpisodeNfoValues => ({
  ...emptyEpisodeMetadata(),
  streams: null,
  ...values,
});

describe('patchTvshowNfo', () => {
  it("writes a new file in Kodi's order, with the guide that Kodi's scrapers need", () => {
    expect(textOf(patchTvshowNfo(null, SERIES))).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<tvshow>
  <title>Owl Post</title>
  <episodeguide>{"tmdb":"11","tvdb":"12","imdb":"tt9000012"}</episodeguide>
  <uniqueid type="tmdb" default="true">11</uniqueid>
  <uniqueid type="tvdb">12</uniqueid>
  <uniqueid type="imdb">tt9000012</uniqueid>
  <genre>Drama</genre>
  <premiered>2012-03-04</premiered>
  <year>2012</year>
  <status>Ended</status>
  <actor>
    <name>Ada</name>
    <order>0</order>
  </actor>
  <namedseason number="0">Extras</namedseason>
  <namedseason number="2">Eggs</namedseason>
</tvshow>
`);
  });

  it('writes no guide when no id is known', () => {
    expect(textOf(patchTvshowNfo(null, { ...emptySeriesMetadata(), title: 'A' }))).not.toContain('episodeguide');
  });

  const changed = (xml: string, changes: Partial<TvshowNfoValues>): string => {
    const reading = readTvshowNfo(bytesOf(xml));
    if (reading.outcome !== 'parsed') throw new Error(reading.outcome);
    return textOf(patchTvshowNfo(bytesOf(xml), { ...reading.metadata, ...changes }));
  };

  it.each<[string, string, Partial<TvshowNfoValues>, string]>([
    [
      'lets the guide follow an id that changes, and keeps what else it names',
      '<tvshow><episodeguide>{"tvmaze":"5","tmdb":"1","x":[1]}</episodeguide><tmdbid>1</tmdbid></tvshow>',
      { tmdbId: 2 },
      '<tvshow><episodeguide>{"tvmaze":"5","tmdb":"2","x":[1]}</episodeguide><tmdbid>2</tmdbid></tvshow>',
    ],
    [
      'takes a cleared id out of the guide, and a guide that is left empty',
      '<tvshow><episodeguide>{"tmdb":"1"}</episodeguide><tmdbid>1</tmdbid></tvshow>',
      { tmdbId: null },
      '<tvshow></tvshow>',
    ],
    [
      'gives a file without a guide one, although it says all else',
      '<tvshow><title>A</title><uniqueid type="tvdb" default="true">8</uniqueid><uniqueid type="imdb">tt0000001</uniqueid></tvshow>',
      {},
      '<tvshow><title>A</title><episodeguide>{"tvdb":"8","imdb":"tt0000001"}</episodeguide><uniqueid type="tvdb" default="true">8</uniqueid><uniqueid type="imdb">tt0000001</uniqueid></tvshow>',
    ],
    [
      'leaves a guide of URLs alone',
      '<tvshow><episodeguide><url cache="1.xml">http://x.example/1</url></episodeguide><tvdbid>1</tvdbid></tvshow>',
      { tvdbId: 2 },
      '<tvshow><episodeguide><url cache="1.xml">http://x.example/1</url></episodeguide><tvdbid>2</tvdbid></tvshow>',
    ],
    [
      'leaves a guide alone that says other ids than the file does',
      '<tvshow><episodeguide>{"tvdb":"9"}</episodeguide><tvdbid>1</tvdbid><tvdbid>2</tvdbid></tvshow>',
      { title: 'A' },
      '<tvshow><title>A</title><episodeguide>{"tvdb":"9"}</episodeguide><tvdbid>1</tvdbid><tvdbid>2</tvdbid></tvshow>',
    ],
    [
      'mends a bare id that is the TVDB one',
      '<tvshow><episodeguide>{"tvdb":"7"}</episodeguide><id>7</id></tvshow>',
      { tvdbId: 8 },
      '<tvshow><episodeguide>{"tvdb":"8"}</episodeguide><id>8</id></tvshow>',
    ],
    [
      'puts a season name where its number is due, renames and drops others',
      '<tvshow><namedseason number="1">A</namedseason><x/><namedseason number="3">C</namedseason></tvshow>',
      {
        namedSeasons: [
          { season: 0, name: 'S' },
          { season: 2, name: 'B' },
          { season: 3, name: 'D' },
        ],
      },
      '<tvshow><namedseason number="0">S</namedseason><namedseason number="2">B</namedseason><x/><namedseason number="3">D</namedseason></tvshow>',
    ],
  ])('%s', (_name, before, changes, after) => {
    expect(changed(before, changes)).toBe(after);
  });

  it.each([
    ['a film', '<movie/>', 'wrong_root'],
    ['a file cut off', '<tvshow><title>A', 'truncated'],
    ['text', 'hello', 'not_xml'],
  ])('refuses %s', (_name, text, error) => {
    expect(patchTvshowNfo(bytesOf(text), SERIES)).toMatchObject({ error });
  });
});

describe('patchSeasonNfo', () => {
  it('writes a new file', () => {
    const season = { ...emptySeasonMetadata(), season: 0, title: 'Specials', premiered: '2012-03-04', tvdbId: 5 };
    expect(textOf(patchSeasonNfo(null, season))).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<season>
  <title>Specials</title>
  <seasonnumber>0</seasonnumber>
  <uniqueid type="tvdb" default="true">5</uniqueid>
  <premiered>2012-03-04</premiered>
</season>
`);
  });
});

describe('patchEpisodeNfo', () => {
  it('writes several episodes into one new file', () => {
    const values = [
      episode({ season: 1, episode: 2, title: 'A', displaySeason: 2, displayEpisode: 0 }),
      episode({ season: 1, episode: 3, title: 'B', dvdSeason: 1, dvdEpisode: 4, absolute: 3 }),
    ];
    expect(textOf(patchEpisodeNfo(null, values))).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<episodedetails>
  <title>A</title>
  <season>1</season>
  <episode>2</episode>
  <displayseason>2</displayseason>
  <displayepisode>0</displayepisode>
</episodedetails>
<episodedetails>
  <title>B</title>
  <season>1</season>
  <episode>3</episode>
  <absolute_number>3</absolute_number>
  <dvd_season>1</dvd_season>
  <dvd_episode>4</dvd_episode>
</episodedetails>
`);
  });

  const root = (season: number, number: number, title: string): string =>
    `<episodedetails><title>${title}</title><season>${season}</season><episode>${number}</episode></episodedetails>`;

  it.each<[string, string, EpisodeNfoValues[], string]>([
    [
      'finds roots by their numbers, whatever their order',
      root(1, 2, 'B') + root(1, 1, 'A'),
      [episode({ season: 1, episode: 1, title: 'A!' }), episode({ season: 1, episode: 2, title: 'B' })],
      root(1, 2, 'B') + root(1, 1, 'A!'),
    ],
    ['renumbers the only one', root(1, 1, 'A'), [episode({ season: 0, episode: 4, title: 'A' })], root(0, 4, 'A')],
    [
      'keeps what is said of other episodes, and adds the missing one behind the one it follows',
      `${root(1, 1, 'A')}<!-- c -->${root(1, 9, 'Z')}`,
      [episode({ season: 1, episode: 1, title: 'A' }), episode({ season: 1, episode: 2, title: 'B' })],
      `${root(1, 1, 'A')}\n<episodedetails>\n  <title>B</title>\n  <season>1</season>\n  <episode>2</episode>\n</episodedetails><!-- c -->${root(1, 9, 'Z')}`,
    ],
    [
      'gives roots without numbers theirs by their place',
      '<episodedetails><title>A</title></episodedetails><episodedetails><title>B</title></episodedetails>',
      [episode({ season: 1, episode: 1, title: 'A' }), episode({ season: 1, episode: 2, title: 'B' })],
      root(1, 1, 'A') + root(1, 2, 'B'),
    ],
    [
      'adds within the element around them',
      `<episodes>\n  ${root(1, 1, 'A')}\n</episodes>`,
      [episode({ season: 1, episode: 1, title: 'A' }), episode({ season: 1, episode: 2, title: 'B' })],
      `<episodes>\n  ${root(1, 1, 'A')}\n  <episodedetails>\n    <title>B</title>\n    <season>1</season>\n    <episode>2</episode>\n  </episodedetails>\n</episodes>`,
    ],
  ])('%s', (_name, before, values, after) => {
    expect(textOf(patchEpisodeNfo(bytesOf(before), values))).toBe(after);
  });

  it("moves a special in Jellyfin's four places", () => {
    const bytes = nfoFixture('jellyfin-special');
    const reading = readEpisodeNfo(bytes);
    if (reading.outcome !== 'parsed') throw new Error();
    const values = reading.episodes.map((metadata) => episode({ ...metadata, displaySeason: 1, displayEpisode: 9 }));
    const before = Buffer.from(bytes).toString('utf8');
    expect(textOf(patchEpisodeNfo(bytes, values))).toBe(
      before
        .replace(/(<(?:displayepisode|airsbefore_episode)>)4/g, '$19')
        .replace(/(<(?:displayseason|airsbefore_season)>)2/g, '$11'),
    );
  });

  it('wants at least one episode', () => {
    expect(() => patchEpisodeNfo(null, [])).toThrow(RangeError);
  });
});
