import { describe, expect, it } from 'vitest';
import { emptyMovieMetadata } from '../domain/movie-metadata.ts';
import { changed, JELLYFIN, KODI, patched, read, STREAMS } from './__fixtures__/patched-movie-nfo.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import { readMovieNfo } from './read-movie-nfo.ts';
import { patchMovieNfo } from './write-movie-nfo.ts';

/** Lines that went (-) and came (+), in the order of the file. */
function lineDiff(before: string, after: string): string[] {
  const left = before.split('\n');
  const right = after.split('\n');
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  return [
    ...left.slice(start, left.length - end).map((line) => `-${line.trim()}`),
    ...right.slice(start, right.length - end).map((line) => `+${line.trim()}`),
  ];
}

describe('patchMovieNfo changes an existing file', () => {
  it.each([
    ["Kodi's", KODI],
    ["Jellyfin's", JELLYFIN],
  ])('not at all when %s file says the same', (_name, bytes) => {
    const reading = readMovieNfo(bytes);
    if (reading.outcome !== 'parsed') throw new Error();
    const result = patchMovieNfo(bytes, { ...reading.metadata, streams: reading.streamDetails });
    expect('bytes' in result && result.bytes).toBe(bytes);
  });

  it.each<[string, Uint8Array, Partial<MovieNfoValues>, string[]]>([
    [
      'a text',
      KODI,
      { title: 'Paper & Light' },
      ['-<title>The Paper Lighthouse</title>', '+<title>Paper &amp; Light</title>'],
    ],
    ['a blank element filled', KODI, { outline: 'Now' }, ['-<outline></outline>', '+<outline>Now</outline>']],
    ['a cleared text', KODI, { tagline: null }, ['-<tagline>Fold. Light. Repeat.</tagline>']],
    ['a missing number', JELLYFIN, { userRating: 6 }, ['+<userrating>6</userrating>']],
    ['a list grown', KODI, { genres: ['Drama', 'Fantasy', 'Family'] }, ['+<genre>Family</genre>']],
    ['a list shrunk', KODI, { genres: ['Fantasy'] }, ['-<genre>Drama</genre>']],
    [
      'a list turned',
      KODI,
      { genres: ['Fantasy', 'Drama'] },
      ['-<genre>Drama</genre>', '-<genre>Fantasy</genre>', '+<genre>Fantasy</genre>', '+<genre>Drama</genre>'],
    ],
    ['a list replaced', KODI, { tags: ['sea'] }, ['-<tag>lighthouse</tag>', '+<tag>sea</tag>']],
    ['a list begun', JELLYFIN, { tags: ['rye'] }, ['+<tag>rye</tag>']],
    [
      'a writer added to repeats',
      JELLYFIN,
      { writers: ['Pia Anders', 'Jon Sand', 'Ib Holm'] },
      ['+<credits>Ib Holm</credits>'],
    ],
    [
      'both release dates',
      JELLYFIN,
      { premiered: '2018-04-21' },
      [
        '-<premiered>2018-04-20</premiered>',
        '-<releasedate>2018-04-20</releasedate>',
        '+<premiered>2018-04-21</premiered>',
        '+<releasedate>2018-04-21</releasedate>',
      ],
    ],
    [
      "one role, the actor's portrait and profile staying",
      KODI,
      { actors: read(KODI).actors.map((a) => (a.order === 0 ? { ...a, role: 'Keeper', thumbUrl: null } : a)) },
      ['-<role>The Keeper</role>', '+<role>Keeper</role>'],
    ],
    [
      'an actor gone',
      KODI,
      { actors: read(KODI).actors.slice(0, 2) },
      ['-<actor>', '-<name>Old Wim</name>', '-<order>2</order>', '-</actor>'],
    ],
    [
      'an actor more',
      KODI,
      { actors: [...read(KODI).actors, { name: 'Cat', role: null, order: 3, thumbUrl: null, tmdbId: null }] },
      ['+<actor>', '+<name>Cat</name>', '+<order>3</order>', '+</actor>'],
    ],
    [
      'the id of a film wrongly matched',
      JELLYFIN,
      { tmdbId: 900099 },
      ['-<tmdbid>900002</tmdbid>', '+<tmdbid>900099</tmdbid>'],
    ],
    [
      'the id in all its places',
      KODI,
      { imdbId: 'tt9000099' },
      [
        '-<id>tt9000001</id>',
        '-<uniqueid type="imdb" default="true">tt9000001</uniqueid>',
        '+<id>tt9000099</id>',
        '+<uniqueid type="imdb" default="true">tt9000099</uniqueid>',
      ],
    ],
    [
      'an id of another provider',
      KODI,
      { uniqueIds: [{ type: 'tvdb', value: '5', isDefault: true }] },
      ['+<uniqueid type="tvdb">5</uniqueid>'],
    ],
    [
      'a flat rating',
      JELLYFIN,
      { ratings: read(JELLYFIN).ratings.map((r) => (r.max === 10 ? { ...r, value: 7.3 } : r)) },
      ['-<rating>7.1</rating>', '+<rating>7.3</rating>'],
    ],
    [
      'the votes of one source',
      KODI,
      { ratings: read(KODI).ratings.map((r) => (r.source === 'themoviedb' ? { ...r, votes: 400 } : r)) },
      ['-<votes>321</votes>', '+<votes>400</votes>'],
    ],
    [
      "a set's overview",
      KODI,
      { set: { name: 'Paper Collection', overview: 'New.', tmdbCollectionId: null } },
      ['-<overview>Folded stories.</overview>', '+<overview>New.</overview>'],
    ],
    [
      'the collection number where Jellyfin keeps it',
      JELLYFIN,
      { set: { name: 'Bakers', overview: null, tmdbCollectionId: 4712 } },
      ['-<collectionnumber>4711</collectionnumber>', '+<collectionnumber>4712</collectionnumber>'],
    ],
    [
      'the set left',
      KODI,
      { set: null },
      ['-<set>', '-<name>Paper Collection</name>', '-<overview>Folded stories.</overview>', '-</set>'],
    ],
    [
      'HDR found to be another kind',
      KODI,
      { streams: STREAMS },
      ['-<hdrtype>hdr10</hdrtype>', '+<hdrtype>dolbyvision</hdrtype>'],
    ],
  ])('only in %s', (_name, bytes, changes, expected) => {
    const after = changed(bytes, changes);
    expect(lineDiff(Buffer.from(bytes).toString('utf8'), after)).toEqual(expected);
  });

  it.each([
    [
      'one line',
      '<movie><genre>A</genre><year>2001</year></movie>',
      '<movie><title>T</title><genre>A</genre><genre>B</genre><year>2001</year></movie>',
    ],
    [
      'tabs and CRLF',
      '<movie>\r\n\t<genre>A</genre>\r\n</movie>\r\n',
      '<movie>\r\n\t<title>T</title>\r\n\t<genre>A</genre>\r\n\t<genre>B</genre>\r\n</movie>\r\n',
    ],
    ['no element', '<movie/>', '<movie>\n  <title>T</title>\n  <genre>A</genre>\n  <genre>B</genre>\n</movie>'],
    [
      'two genres in one element',
      '<movie>\n  <genre>A / B</genre>\n</movie>',
      '<movie>\n  <title>T</title>\n  <genre>A / B</genre>\n</movie>',
    ],
    [
      'a comment behind the genre',
      '<movie>\n  <genre>A</genre> <!-- mine -->\n</movie>',
      '<movie>\n  <title>T</title>\n  <genre>A</genre> <!-- mine -->\n  <genre>B</genre>\n</movie>',
    ],
    [
      'a URL behind',
      '<movie>\n  <genre>A</genre>\n</movie>\nhttps://x.example/1',
      '<movie>\n  <title>T</title>\n  <genre>A</genre>\n  <genre>B</genre>\n</movie>\nhttps://x.example/1',
    ],
  ])('in the layout it has: %s', (_name, before, after) => {
    const { year } = read(before);
    const values = { ...emptyMovieMetadata(), title: 'T', genres: ['A', 'B'], year, streams: null };
    expect(patched(before, values)).toBe(after);
  });

  it.each([
    [
      'a set that stays bare',
      '<set>Old</set>',
      { name: 'New', overview: null, tmdbCollectionId: null },
      '<set>New</set>',
    ],
    [
      'a bare set that gets an overview',
      '<set>Old</set>',
      { name: 'Old', overview: 'O', tmdbCollectionId: null },
      '<set><name>Old</name><overview>O</overview></set>',
    ],
    [
      'a bare set that gets an id',
      '<set>Old</set>',
      { name: 'Old', overview: null, tmdbCollectionId: 3 },
      '<set tmdbcolid="3">Old</set>',
    ],
    [
      'a set whose id goes',
      '<set tmdbcolid="3">Old</set>',
      { name: 'Old', overview: null, tmdbCollectionId: null },
      '<set>Old</set>',
    ],
  ])('%s', (_name, before, set, after) => {
    expect(changed(`<movie><title>T</title>${before}</movie>`, { set })).toBe(
      `<movie><title>T</title>${after}</movie>`,
    );
  });

  it('adds to the end of a list, behind the elements that repeat it', () => {
    const before = '<movie><writer>A</writer><credits>A</credits><x/></movie>';
    expect(changed(before, { writers: ['A', 'B'] })).toBe(
      '<movie><writer>A</writer><credits>A</credits><credits>B</credits><x/></movie>',
    );
  });

  it('keeps actors that move, with all they hold', () => {
    const actor = (name: string): string => `<actor><name>${name}</name><profile>p-${name}</profile></actor>`;
    const before = `<movie>${['A', 'B', 'C'].map(actor).join('')}</movie>`;
    const [a, b, c] = read(before).actors;
    if (!a || !b || !c) throw new Error();
    const after = changed(before, { actors: [c, a, b].map((credit, order) => ({ ...credit, order })) });
    expect(read(after).actors.map(({ name }) => name)).toEqual(['C', 'A', 'B']);
    for (const name of ['A', 'B', 'C']) expect(after).toContain(`<profile>p-${name}</profile>`);
  });

  it('tells namesakes apart by their ids', () => {
    const before =
      '<movie><actor><name>Lee</name><tmdbid>1</tmdbid><x/></actor><actor><name>Lee</name><tmdbid>2</tmdbid><y/></actor></movie>';
    const after = changed(before, {
      actors: read(before)
        .actors.slice(1)
        .map((actor) => ({ ...actor, order: 0 })),
    });
    expect(after).toBe('<movie><actor><name>Lee</name><tmdbid>2</tmdbid><y/></actor></movie>');
  });

  it('leaves ids that disagree until somebody decides, then mends every place', () => {
    const before = '<movie><uniqueid type="tmdb">1</uniqueid><tmdbid>2</tmdbid></movie>';
    expect(changed(before, { tmdbId: null })).toBe(before);
    expect(changed(before, { tmdbId: 2 })).toBe('<movie><uniqueid type="tmdb">2</uniqueid><tmdbid>2</tmdbid></movie>');
  });

  it('clears ids from elements and attributes, but not those of other providers', () => {
    const before =
      '<movie><id TMDB="7">tt9000001</id><uniqueid type="tmdb">7</uniqueid><uniqueid type="x">8</uniqueid></movie>';
    expect(changed(before, { tmdbId: null, uniqueIds: [] })).toBe(
      '<movie><id>tt9000001</id><uniqueid type="x">8</uniqueid></movie>',
    );
    expect(changed('<movie><id>12</id></movie>', { tmdbId: null })).toBe('<movie></movie>');
  });

  it('moves a flat rating that must change its scale into the new form', () => {
    const after = changed('<movie><rating>7</rating><votes>9</votes></movie>', {
      ratings: [{ source: 'default', value: 70, max: 100, votes: 9, isDefault: true }],
    });
    expect(after).toBe(
      '<movie><ratings><rating name="default" max="100" default="true"><value>70</value><votes>9</votes></rating></ratings></movie>',
    );
  });

  it('moves the default mark between sources', () => {
    const after = changed(KODI, {
      ratings: read(KODI).ratings.map((rating) => ({ ...rating, isDefault: rating.source === 'themoviedb' })),
    });
    expect(after).toContain('<rating name="imdb" max="10" default="false">');
    expect(after).toContain('<rating name="themoviedb" max="10" default="true">');
  });

  it('keeps what a matching track holds besides, and drops HDR that is gone', () => {
    const after = changed(JELLYFIN, {
      streams: {
        ...STREAMS,
        video: STREAMS.video && { ...STREAMS.video, codec: 'h264', width: 1920, height: 800, hdrType: null },
        audio: STREAMS.audio.flatMap((track) => [{ ...track, codec: 'DTS', language: 'dan' }, track]),
      },
    });
    expect(after).toContain('<bitrate>8000000</bitrate>');
    expect(after).toContain('<samplingrate>48000</samplingrate>');
    expect(after).toContain('<forced>True</forced>');
    expect(after).toMatch(/<default>True<\/default>\s*<\/audio>\s*<audio>\s*<codec>eac3<\/codec>\s*<language>fre/);
    expect(
      changed(KODI, { streams: { ...STREAMS, video: STREAMS.video && { ...STREAMS.video, hdrType: null } } }),
    ).not.toContain('<hdrtype>');
  });
});
