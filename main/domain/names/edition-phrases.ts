import { toIso6392 } from '../languages.ts';
import { isOnlyTags } from './release-tags.ts';

/** Name an edition by themselves. */
const STANDALONE = new Set([
  ...[
    'extended',
    'unrated',
    'uncut',
    'uncensored',
    'remastered',
    'theatrical',
    'restored',
    'imax',
    'criterion',
    'recut',
  ],
  ...['2in1', '3in1', 'redux', 'despecialized', 'fanedit', 'openmatte', 'workprint', 'kinofassung', 'langfassung'],
]);
/** Standalone ones that also end titles: in front of the year they need company or brackets. */
const ALSO_TITLE_WORDS = new Set(['restored', 'criterion', 'redux']);
/** Name an edition together with one of the heads. */
const QUALIFIERS = new Set([
  ...[
    'directors',
    'producers',
    'collectors',
    'special',
    'final',
    'ultimate',
    'original',
    'deluxe',
    'diamond',
    'signature',
  ],
  ...[
    'assembly',
    'imperial',
    'definitive',
    'platinum',
    'limited',
    'anniversary',
    'international',
    'festival',
    'alternate',
  ],
  ...[
    'alternative',
    'rogue',
    'rouge',
    'legacy',
    'enhanced',
    'broadcast',
    'tv',
    'us',
    'uk',
    'european',
    'premiere',
    'roadshow',
  ],
  ...['preview', 'complete', 'long', 'integral', 'steelbook', 'superfan', 'fan', 'open', 'international'],
]);
const HEADS = new Set(['cut', 'edition', 'version', 'release', 'fassung']);
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['fan', 'edit'],
  ['open', 'matte'],
  ['criterion', 'collection'],
]);
/** No edition goes without one of these, so most names need no closer look. */
const MENTION = new RegExp([...STANDALONE, ...HEADS, ...PAIRS.values(), 'anniversary'].join('|'), 'i');
const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)?$/u;
const WORD = /[\p{L}\p{N}]+(?:['’`][\p{L}]+)?/gu;
const ARTICLES = new Set(['the', 'a', 'an', 'der', 'die', 'das', 'le', 'la', 'el']);
/** Longest run of free words before "Edition" or "Cut" that is taken for the edition's name ("Ultimate Rekall Edition"). */
const MAX_FREE_WORDS = 3;

interface Word {
  key: string;
  start: number;
  end: number;
}

export interface EditionInText {
  edition: string;
  start: number;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const key = match[0].toLowerCase().replace(/['’`]/gu, '');
    const last = words.at(-1);
    // "Director.s.Cut" and "Director s Cut" are what some file systems make of the apostrophe.
    if (key === 's' && last !== undefined && match.index - last.end === 1) {
      last.key += 's';
      last.end = match.index + 1;
    } else {
      words.push({ key, start: match.index, end: match.index + match[0].length });
    }
  }
  return words;
}

/** Number of words of the edition phrase that starts at `at`; 0 when none does. */
function phraseLength(words: readonly Word[], at: number): number {
  const first = words[at]?.key ?? '';
  const second = words[at + 1]?.key ?? '';
  if (PAIRS.get(first) === second) return 2;
  if (ORDINAL.test(first) && second === 'anniversary') return HEADS.has(words[at + 2]?.key ?? '') ? 3 : 2;
  let end = at;
  while (QUALIFIERS.has(words[end]?.key ?? '') || STANDALONE.has(words[end]?.key ?? '')) end += 1;
  if (end > at && HEADS.has(words[end]?.key ?? '')) return end + 1 - at;
  return STANDALONE.has(first) ? 1 : 0;
}

/** End (exclusive) of the run of phrases that starts at `at`; `at` itself when none does. */
function runEnd(words: readonly Word[], at: number): number {
  let end = at;
  for (let length = phraseLength(words, end); length > 0; length = phraseLength(words, end)) end += length;
  return end;
}

function spell(text: string, words: readonly Word[], from: number, to: number): string {
  const start = words[from]?.start ?? 0;
  const end = words[to - 1]?.end ?? start;
  return text
    .slice(start, end)
    .replace(/(director|collector|producer)[._ ]s(?![\p{L}])/giu, "$1's")
    .replace(/[\s._()[\]{}]+/gu, ' ');
}

/**
 * The edition a title ends with ("Some Film Extended Directors Cut"), for the text in front of the year. Null when what would
 * be left is no title ("The Final Cut" is one).
 */
export function editionAtEnd(text: string): EditionInText | null {
  if (!MENTION.test(text)) return null;
  const words = wordsOf(text);
  for (let at = 1; at < words.length; at += 1) {
    if (runEnd(words, at) !== words.length) continue;
    if (at === 1 && ARTICLES.has(words[0]?.key ?? '')) return null;
    const start = words[at]?.start ?? 0;
    const article = at >= 2 && words[at - 1]?.key === 'the' ? words[at - 1] : undefined;
    const isBracketed = /[([{]\s*$/u.test(text.slice(0, start));
    if (!isBracketed && at === words.length - 1 && ALSO_TITLE_WORDS.has(words[at]?.key ?? '')) return null;
    return { edition: spell(text, words, at, words.length), start: article?.start ?? start };
  }
  return null;
}

/** The editions named in the text behind the title, joined with spaces; null when there are none. */
export function editionsAfterTitle(text: string): string | null {
  if (!MENTION.test(text)) return null;
  const words = wordsOf(text);
  const found: string[] = [];
  let at = words.length > 1 && ARTICLES.has(words[0]?.key ?? '') ? 1 : 0;
  const named = namedEditionEnd(words, at);
  if (named > at) {
    found.push(spell(text, words, at, named));
    at = named;
  }
  while (at < words.length) {
    const end = runEnd(words, at);
    if (end > at) found.push(spell(text, words, at, end));
    at = Math.max(end, at + 1);
  }
  return found.length === 0 ? null : [...new Set(found)].join(' ');
}

function namedEditionEnd(words: readonly Word[], at: number): number {
  for (let end = at; end <= at + MAX_FREE_WORDS && end < words.length; end += 1) {
    const key = words[end]?.key ?? '';
    if (end > at && (key === 'edition' || key === 'cut')) return end + 1;
    const isFreeWord = STANDALONE.has(key) || QUALIFIERS.has(key) || (!isOnlyTags(key) && toIso6392(key) === null);
    if (!isFreeWord || /^\d/u.test(key)) return at;
  }
  return at;
}
