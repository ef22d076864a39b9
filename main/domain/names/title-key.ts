const ASCII = /^[\0-\x7F]*$/;
const ASCII_SEPARATORS = /[^a-z0-9]+/g;
const SEPARATORS = /[^\p{L}\p{N}]+/gu;
const BARE_AND = /(?<=\p{L}|\p{N})\s*&\s*(?=\p{L}|\p{N})/gu;

/**
 * A key under which two spellings of one title are equal: case, diacritics, punctuation and spaces do not count, "&" is "and".
 * A title of symbols alone is its own key. For comparing, not for showing or sorting.
 */
export function titleKey(title: string): string {
  const isAscii = ASCII.test(title);
  const folded = (isAscii ? title : title.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase();
  const words = folded.includes('&') ? folded.replace(BARE_AND, ' and ') : folded;
  const key = words.replace(isAscii ? ASCII_SEPARATORS : SEPARATORS, '');
  return key === '' ? folded.trim() : key;
}
