/** Leading articles by language (ISO 639-1); those ending in an apostrophe stand against the next word. */
const ARTICLES = {
  en: ['the', 'an', 'a'],
  de: ['der', 'die', 'das', 'den', 'dem', 'des', 'ein', 'eine', 'einer'],
  fr: ['le', 'la', 'les', 'un', 'une', 'des', "l'"],
  es: ['el', 'la', 'los', 'las', 'un', 'una', 'unos', 'unas'],
  it: ['il', 'lo', 'la', 'i', 'gli', 'le', 'un', 'uno', 'una', "l'", "un'"],
  pt: ['o', 'a', 'os', 'as', 'um', 'uma'],
  nl: ['de', 'het', 'een', "'t"],
  sv: ['en', 'ett', 'den', 'det'],
} as const;

export type ArticleLanguage = keyof typeof ARTICLES;

const DIGITS = 8;
const LEADING_MARKS = /^[\p{P}\p{S}\s]+/u;
/** Letters that Unicode does not take apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' },
};

const patterns = new Map<string, RegExp>();

function articlePattern(languages: readonly ArticleLanguage[]): RegExp {
  const key = languages.join();
  let pattern = patterns.get(key);
  if (pattern === undefined) {
    const words = languages.flatMap((language) => [...ARTICLES[language]] as string[]);
    const alternatives = words.map((word) => (word.endsWith("'") ? word : `${word}\\s`));
    pattern = new RegExp(`^(?:${alternatives.join('|')})\\s*(?=[^\\s])`, 'u');
    patterns.set(key, pattern);
  }
  return pattern;
}

/**
 * The key titles are sorted by, with plain string comparison: lower case, no diacritics, no leading punctuation, no leading
 * article, numbers padded to 8 digits so that 2 comes before 10.
 * @param articleLanguages whose articles go; English only unless told, as "Die" and "La" start English titles too
 */
export function sortKey(title: string, articleLanguages: readonly ArticleLanguage[] = ['en']): string {
  const folded = title
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’`´]/gu, "'")
    .replace(/[ßæœøłđðþıħ]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();
  const words = folded.replace(LEADING_MARKS, '') || folded;
  const bare = articleLanguages.length === 0 ? words : words.replace(articlePattern(articleLanguages), '');
  return (bare.replace(LEADING_MARKS, '') || words).replace(/\d+/gu, (digits) => digits.padStart(DIGITS, '0'));
}
