const SEPARATORS = /[^\p{L}\p{N}]+/gu;
const BARE_AND = /(?<=\p{L}|\p{N})\s*&\s*(?=\p{L}|\p{N})/gu;

/**
 * A key under which two spellings of one title are equal: case, diacritics, punctuation and spaces do not count, "&" is "and".
 * A title of symbols alone is its own key. For comparing, not for showing or sorting.
 */
export function titleKey(title: string): string {
  const folded = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const key = folded.replace(BARE_AND, ' and ').replace(SEPARATORS, '');
  return key === '' ? folded.trim() : key;
}
