import fc from 'fast-check';
import type { ActorCredit, Rating } from '../../domain/movie-metadata.ts';
import type { MovieNfoValues } from '../movie-nfo-values.ts';

/** Text with everything that XML, the list separator and the encodings stumble over. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom('A', ' ', ' / ', '/', '&', '&amp;', '&eacute;', '<', '</title>', '>', ']]>', '<!--', '"', "'", '\n', '\r\n', 'é', '\u0000', '\ud800', '\u00a0', '𝄞', '\uFEFF'),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const anyTextOrNull = fc.option(anyText);
/** Few words, so that lists of the file and of the wanted values overlap. */
const word = fc.constantFrom('Heist', 'Comedy', 'Drama', 'Küche & Keller', 'A/B', 'Ada Verne', 'Bo Quill', 'Ćira');
const words = fc.array(fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: anyText }), { maxLength: 5 });

const anyActor: fc.Arbitrary<ActorCredit> = fc.record({
  name: fc.oneof(word, anyText),
  role: fc.option(fc.oneof(word, anyText)),
  order: fc.nat(6),
  thumbUrl: fc.option(fc.constantFrom('https://img.example/1.jpg', 'https://img.example/2.jpg?a=1&b=2')),
  tmdbId: fc.option(fc.integer({ min: 1, max: 9 })),
});

const anyRatings: fc.Arbitrary<Rating[]> = fc
  .array(
    fc.record({
      source: fc.constantFrom('imdb', 'themoviedb', 'default', 'tomatometerallcritics', 'my "own"'),
      value: fc.double({ min: 0.1, max: 10, noNaN: true }),
      max: fc.constantFrom(10, 100),
      votes: fc.option(fc.nat(100_000)),
      isDefault: fc.constant(false),
    }),
    { maxLength: 4 },
  )
  .chain((ratings) =>
    fc.nat(Math.max(0, ratings.length - 1)).map((chosen) => {
      const sources = [...new Set(ratings.map(({ source }) => source))];
      return ratings.map((rating) => ({ ...rating, isDefault: rating.source === sources[chosen % sources.length] }));
    }),
  );

export const anyMovieValues: fc.Arbitrary<MovieNfoValues> = fc.record({
  title: anyTextOrNull,
  originalTitle: anyTextOrNull,
  sortTitle: anyTextOrNull,
  year: fc.option(fc.integer({ min: 1900, max: 2030 })),
  premiered: fc.option(fc.constantFrom('1987-02-03', '2004-12-31', '2020-02-29')),
  runtime: fc.option(fc.integer({ min: 1, max: 400 })),
  mpaa: anyTextOrNull,
  tagline: anyTextOrNull,
  outline: anyTextOrNull,
  plot: anyTextOrNull,
  userRating: fc.option(fc.integer({ min: 1, max: 10 })),
  tmdbId: fc.option(fc.integer({ min: 1, max: 20 })),
  imdbId: fc.option(fc.constantFrom('tt0000001', 'tt0000002')),
  uniqueIds: fc.array(
    fc.record({
      type: fc.constantFrom('tvdb', 'tmdb', 'imdb', 'trakt'),
      value: fc.constantFrom('1', '2', '3', 'tt0000001'),
      isDefault: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  set: fc.option(
    fc.record({
      name: fc.oneof(word, anyText),
      overview: anyTextOrNull,
      tmdbCollectionId: fc.option(fc.integer({ min: 1, max: 9 })),
    }),
  ),
  genres: words,
  studios: words,
  countries: words,
  tags: words,
  directors: words,
  writers: words,
  actors: fc.array(anyActor, { maxLength: 5 }),
  ratings: anyRatings,
  streams: fc.option(
    fc.record({
      video: fc.option(
        fc.record({
          codec: fc.option(fc.constantFrom('hevc', 'h264')),
          aspectRatio: fc.option(fc.constantFrom(1.78, 2.39)),
          width: fc.option(fc.constantFrom(1920, 3840)),
          height: fc.option(fc.constantFrom(800, 1080)),
          durationSeconds: fc.option(fc.constantFrom(5400, 5401)),
          bitrate: fc.constant(null),
          framerate: fc.constant(null),
          hdrType: fc.option(fc.constantFrom('HDR10' as const, 'HDR10+' as const, 'Dolby Vision' as const)),
          colorSpace: fc.constant(null),
          fileSize: fc.constant(1),
        }),
      ),
      audio: fc.array(
        fc.record({
          streamIndex: fc.nat(5),
          codec: fc.constantFrom('ac3', 'dts'),
          language: fc.constantFrom('eng', 'ger'),
          channels: fc.constantFrom(2, 6),
          channelLayout: fc.constant(null),
          bitrate: fc.constant(null),
          sampleRate: fc.constant(null),
          title: fc.constant(null),
          isDefault: fc.boolean(),
          isForced: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      subtitles: fc.array(
        fc.record({
          streamIndex: fc.nat(5),
          codec: fc.constant('subrip'),
          language: fc.option(fc.constantFrom('eng', 'ger', 'fre')),
          title: fc.constant(null),
          isExternal: fc.boolean(),
          filePath: fc.constant(null),
          isDefault: fc.boolean(),
          isForced: fc.boolean(),
          isHearingImpaired: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
    }),
  ),
});

/** Elements that no reader of ours knows, each distinct by its number so that a lost one is noticed. */
const foreignElement = fc
  .tuple(
    fc.nat(1_000_000),
    fc.constantFrom(
      (id: number) => `<x-note id='${id}' B = "&quot;">\n\t<deep><!-- ${id} --><![CDATA[<&>]]>&#65; &copy;</deep></x-note>`,
      (id: number) => `<playcount>${id}</playcount>`,
      (id: number) => `<!-- kept ${id} & "this" -->`,
      (id: number) => `<art><poster n="${id}"/></art>`,
      (id: number) => `<ns:thing xmlns:ns="urn:x" ns:id="${id}"  />`,
    ),
  )
  .map(([id, make]) => ({ xml: make(id), isForeign: true }));

const elementText = fc.constantFrom(
  '',
  ' ',
  'Heist',
  'Comedy / Drama',
  'K&uuml;che &amp; Keller',
  '<![CDATA[Küche & Keller]]>',
  'Tom & Jerry <!-- c --> 3 < 4',
  'Ada Verne',
  'Bo Quill',
  '\n    several\n    lines<br>of text\n  ',
);
const numberText = fc.constantFrom('', '0', '1', '2', '7.5', '8,25', '2001', '97 min', '1,234', 'x', '1987-02-03', '03.02.1987', '04/05/1999', '2004');

const knownElement = fc
  .oneof(
    fc
      .tuple(fc.constantFrom('title', 'originaltitle', 'sorttitle', 'plot', 'outline', 'tagline', 'mpaa', 'genre', 'country', 'studio', 'tag', 'credits', 'writer', 'director', 'set'), elementText)
      .map(([name, text]) => `<${name}>${text}</${name}>`),
    fc
      .tuple(fc.constantFrom('year', 'premiered', 'releasedate', 'runtime', 'userrating', 'rating', 'votes', 'criticrating', 'communityrating', 'id', 'tmdbid', 'collectionnumber', 'tvdbid'), numberText)
      .map(([name, text]) => `<${name}>${text}</${name}>`),
    fc.constantFrom('<title/>', '<genre />', '<ratings/>', '<set />', '<fileinfo/>', '<imdbid>tt0000002</imdbid>', '<id TMDB="5">tt0000001</id>', '<id>tt0000001</id>'),
    fc
      .tuple(fc.constantFrom('tmdb', 'TMDB', 'imdb', 'tvdb', 'home'), fc.constantFrom('1', '2', 'tt0000001', ''), fc.constantFrom('', ' default="true"', " default='false'"))
      .map(([type, value, attribute]) => `<uniqueid type="${type}"${attribute}>${value}</uniqueid>`),
    fc
      .tuple(word, elementText, fc.constantFrom('', '<order>0</order>', '<sortorder>3</sortorder>', '<order>1</order><sortorder>1</sortorder>'), fc.constantFrom('', '<type>Composer</type>', '<type>Actor</type>', '<profile>p</profile>'))
      .map(([name, role, order, extra]) => `<actor><name>${name.replace('&', '&amp;')}</name><role>${role}</role>${order}${extra}</actor>`),
    fc.constantFrom(
      '<set><name>Heist</name><overview>Old</overview></set>',
      '<set tmdbcolid="4">Heist</set>',
      '<ratings><rating name="imdb" max="10" default="true"><value>7.5</value><votes>1,234</votes></rating></ratings>',
      '<ratings>\n    <rating name="themoviedb"><value>6.000000</value></rating>\n    <rating name="imdb">7</rating>\n  </ratings>',
      '<fileinfo><streamdetails><video><codec>HEVC</codec><aspect>2.40:1</aspect><bitrate>9</bitrate></video><audio/><audio><codec>ac3</codec></audio><subtitle><language>ger</language></subtitle></streamdetails></fileinfo>',
    ),
  )
  .map((xml) => ({ xml, isForeign: false }));

export interface GeneratedNfo {
  text: string;
  /** Source text of the comments and elements that nobody but their writer knows. */
  foreign: string[];
}

/** Whole film NFO files in many layouts: indented, on one line, mixed, CRLF, with text around the root. */
export const anyMovieNfo: fc.Arbitrary<GeneratedNfo> = fc
  .record({
    elements: fc.array(fc.oneof({ weight: 3, arbitrary: knownElement }, { weight: 1, arbitrary: foreignElement }), {
      maxLength: 14,
    }),
    gap: fc.constantFrom('\n  ', '\n\t', '', ' ', '\n\n    '),
    head: fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '<!-- made by hand -->\n', '\n'),
    tail: fc.constantFrom('', '\n', '\nhttps://img.example/film\n', '\n<!-- end -->'),
    isCrlf: fc.boolean(),
  })
  .map(({ elements, gap, head, tail, isCrlf }) => {
    const ends = (text: string): string => (isCrlf ? text.replaceAll('\n', '\r\n') : text);
    const inner = elements.map(({ xml }) => gap + xml).join('');
    return {
      text: ends(`${head}<movie>${inner}${gap.includes('\n') ? '\n' : ''}</movie>${tail}`),
      foreign: elements.filter(({ isForeign }) => isForeign).map(({ xml }) => ends(xml)),
    };
  });
