/** A title taken apart for comparing: never for showing. */
export interface TitleWords {
  /** Lower case, without marks; numbers as digits; `&` for every "and". */
  words: readonly string[];
  /** The words without spaces between them: "Spider-Man" and "Spiderman" are one. */
  key: string;
  /** As `key`, without a leading article and without "part" in front of a number. */
  looseKey: string;
  /** As `key`, with ä, ö and ü written as ae, oe and ue. */
  umlautKey: string;
  /** The numbers in it, in order. */
  numbers: readonly string[];
  /** How many words stand before the first colon, dash or bracket; 0 when there is none. */
  headLength: number;
}

/** Marks of Latin, Greek, Cyrillic, Hebrew and Arabic that titles are spelt with and without. Others (か and が) are letters. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+/gu;
/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ς: 'σ', ё: 'е' },
};
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const APOSTROPHES = /[’‘`´ʼ']/gu;
const WORD = /\p{N}+|[\p{L}\p{M}]+|&/gu;
const SEPARATOR = /[:：([{（【/|]|\s[-–—~]\s/u;
const TRAILING_ARTICLE = /^(.*\S),\s*(the|an?|der|die|das|le|la|les|el|los|las|il|lo|gli|de|het|een)$/u;

/** Leading articles. Those in front of an apostrophe have become words of their own before. */
const ARTICLES = new Set(
  (
    'the an a der die das den dem des ein eine einer le la les un une l el los las una unos unas il lo i gli uno o os as ' +
    'um uma de het een en ett det'
  ).split(' '),
);
const CONJUNCTIONS = new Set('& and und et og och y e и'.split(' '));
/** Words for a part, in front of a number. */
const PARTS = new Set(
  'part pt teil parte partie deel del osa część часть volume vol chapter kapitel chapitre capitulo'.split(' '),
);
const NUMBERS: ReadonlyMap<string, string> = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen'
    .split(' ')
    .map((word, index) => [word, String(index + 1)]),
);
const ROMAN = /^(x{0,3})(ix|iv|v?i{0,3})$/u;
const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
/** Titles are short; text that is not may not keep us busy. */
const MAX_LENGTH = 300;

/**
 * Takes a title apart. Folds case, diacritics, full and half width, apostrophes, "&" and "and", Roman and Arabic
 * numerals ("Rocky II" is "Rocky 2"), and superscripts ("Alien³").
 */
export function titleWords(title: string): TitleWords {
  const folded = fold(title.slice(0, MAX_LENGTH));
  const turned = folded.replace(TRAILING_ARTICLE, '$2 $1');
  const raw = turned.match(WORD) ?? [];
  const words = raw.map((word, index) => canonical(word, index, raw));
  const separator = turned.search(SEPARATOR);
  const head = separator <= 0 ? 0 : (turned.slice(0, separator).match(WORD) ?? []).length;
  const key = words.join('') || turned;
  const composed = title.slice(0, MAX_LENGTH).normalize('NFC').toLowerCase();
  const withoutUmlauts = /[äöü]/u.test(composed)
    ? composed.replace(/[äöü]/gu, (letter) => UMLAUTS[letter] ?? '')
    : null;
  return {
    words,
    key,
    looseKey: loose(words).join('') || key,
    umlautKey: withoutUmlauts === null ? key : titleWords(withoutUmlauts).key,
    numbers: words.filter((word) => /^\p{N}/u.test(word)),
    headLength: head < words.length ? head : 0,
  };
}

function fold(title: string): string {
  return title
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđðþıħςё]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(APOSTROPHES, "'")
    .replace(/^(l|un)'(?=\p{L})/u, '$1 ')
    .replace(/'/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function canonical(word: string, index: number, all: readonly string[]): string {
  if (/^\p{N}/u.test(word)) return word.replace(/^0+(?=\d)/u, '');
  const isInside = index > 0 && index < all.length - 1;
  if (CONJUNCTIONS.has(word) && (isInside || word === '&')) return '&';
  // "Nine" and "9" are two films; "Twelve Angry Men" is "12 Angry Men".
  if (all.length > 1 && NUMBERS.has(word)) return NUMBERS.get(word) ?? word;
  // In front "I", "V" and "X" are words: "I, Robot", "V for Vendetta".
  return index > 0 ? (romanValue(word) ?? word) : word;
}

function romanValue(word: string): string | null {
  if (word === '' || !ROMAN.test(word)) return null;
  const values = Array.from(word, (letter) => ROMAN_VALUES[letter] ?? 0);
  return String(values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0));
}

function loose(words: readonly string[]): string[] {
  const bare = words.length > 1 && ARTICLES.has(words[0] ?? '') ? words.slice(1) : words;
  return bare.filter((word, index) => !(PARTS.has(word) && index > 0 && /^\p{N}/u.test(bare[index + 1] ?? '')));
}
