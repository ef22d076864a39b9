import { NFO_SAMPLES, type NfoSample } from './nfo-samples.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Mutation = (bytes: Buffer, random: () => number) => Buffer;

const MARKUP = [
  '<',
  '>',
  '&',
  '"',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<?',
  '<!DOCTYPE movie>',
  '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
  '&b;',
  '&#0;',
  '&#xD800;',
  '&#x10FFFF;',
  '&nbsp;',
  '<title>',
  '</title>',
  '<title/>',
  '<title attr=">">A</title>',
  '<movie>',
  '</movie>',
  '<tvshow>',
  '</episodedetails><episodedetails>',
  '<season>1</season>',
  '<uniqueid type="tmdb">1</uniqueid><tmdbid>2</tmdbid>',
  '<id>7</id>',
  '<actor/>',
  '<actor><name>A</name><actor><name>B</name></actor></actor>',
  '<ratings><rating name="" max="0"><value>1e999</value></rating></ratings>',
  '<set><set><name>x</name></set></set>',
  '<episodeguide>{"__proto__":{"a":1},"tmdb":[]}</episodeguide>',
  '<art><__proto__>x</__proto__><constructor>y</constructor></art>',
  '<br>',
  '\0',
  '\r',
  '\uFEFF',
  '\u2028',
  'https://www.themoviedb.org/movie/5',
];

const at = (bytes: Buffer, random: () => number): number => Math.floor(random() * (bytes.length + 1));
const pick = <T>(items: readonly T[], random: () => number): T => items[Math.floor(random() * items.length)] as T;

function slice(bytes: Buffer, random: () => number): [number, number] {
  const start = at(bytes, random);
  return [start, Math.min(bytes.length, start + Math.floor(random() ** 3 * 2_000) + 1)];
}

function insert(bytes: Buffer, position: number, inserted: Buffer | string): Buffer {
  return Buffer.concat([bytes.subarray(0, position), Buffer.from(inserted), bytes.subarray(position)]);
}

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const flipped = Buffer.from(bytes);
    for (let count = Math.ceil(random() ** 2 * 20); count > 0 && flipped.length > 0; count--) {
      const position = Math.floor(random() * flipped.length);
      flipped[position] = (flipped[position] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return flipped;
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, at(bytes, random));
  },
  function loseTheStart(bytes, random) {
    return bytes.subarray(Math.floor(random() ** 3 * bytes.length));
  },
  function duplicate(bytes, random) {
    const [start, end] = slice(bytes, random);
    return insert(bytes, random() < 0.5 ? end : at(bytes, random), bytes.subarray(start, end));
  },
  function cut(bytes, random) {
    const [start, end] = slice(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function insertMarkup(bytes, random) {
    return insert(bytes, at(bytes, random), pick(MARKUP, random));
  },
  function insertElementBetweenElements(bytes, random) {
    const gap = bytes.indexOf('><', at(bytes, random));
    const lineEnd = bytes.indexOf('>\n', at(bytes, random));
    const position = lineEnd === -1 ? gap : lineEnd;
    return position === -1 ? bytes : insert(bytes, position + 1, pick(MARKUP, random));
  },
  function spliceAnother(bytes, random) {
    const other = Buffer.from(pick(NFO_SAMPLES, random).bytes);
    const [start, end] = slice(other, random);
    return insert(bytes, at(bytes, random), other.subarray(start, end));
  },
  function twoFilesInOne(bytes, random) {
    return Buffer.concat([bytes, Buffer.from(pick(NFO_SAMPLES, random).bytes)]);
  },
  function confuseCharset(bytes, random) {
    const text = bytes.toString('utf8');
    const wide = Buffer.from(text, 'utf16le');
    return pick(
      [
        (): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), wide]),
        (): Buffer => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
        (): Buffer => wide,
        (): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]),
        (): Buffer => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]), bytes]),
        (): Buffer => Buffer.from(text, 'latin1'),
        (): Buffer => Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8'),
        (): Buffer => Buffer.from(text.replace(/encoding="[^"]*"/, 'encoding="windows-1251"')),
        (): Buffer => Buffer.from(text.replace(/encoding="[^"]*"/, 'encoding="Shift_JIS"'), 'latin1'),
      ],
      random,
    )();
  },
  function turnLineEnds(bytes, random) {
    const eol = pick(['\r\n', '\r', '', '\n\n'], random);
    return Buffer.from(bytes.toString('latin1').replaceAll('\n', eol), 'latin1');
  },
  function nestDeeply(bytes, random) {
    const depth = Math.ceil(random() ** 2 * 3_000);
    const end = random() < 0.7 ? '</a>'.repeat(depth) : '';
    return insert(bytes, at(bytes, random), '<a>'.repeat(depth) + end);
  },
  function growAttribute(bytes, random) {
    const tagEnd = bytes.indexOf('>', at(bytes, random));
    const value = pick(['a', ' ', '&amp;', '<', '&'], random).repeat(Math.ceil(random() ** 3 * 50_000));
    return tagEnd === -1 ? bytes : insert(bytes, tagEnd, ` x="${value}"`);
  },
  function growList(bytes, random) {
    const element = pick(
      ['<genre>G</genre>', '<actor><name>N</name></actor>', '<x/>', '<!-- -->', '<title>T</title>', '<namedseason number="1">S</namedseason>'],
      random,
    );
    const tagEnd = bytes.indexOf('</title>', 0);
    return insert(bytes, tagEnd === -1 ? at(bytes, random) : tagEnd + 8, element.repeat(Math.ceil(random() ** 3 * 2_000)));
  },
];

/** A sample after one to four mutations, the same for the same seed. */
export function mutatedNfo(seed: number): NfoSample {
  const random = seededRandom(seed);
  const { kind, bytes, name } = pick(NFO_SAMPLES, random);
  let mutated = Buffer.from(bytes);
  const names: string[] = [];
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const mutation = pick(MUTATIONS, random);
    names.push(mutation.name);
    mutated = Buffer.from(mutation(mutated, random));
  }
  return { name: `${seed}: ${name}, ${names.join(', ')}`, kind, bytes: mutated };
}
