import { type TitleWords, titleWords } from './title-words.ts';

/** From here on two titles are the same one, spelt differently at most. */
export const SAME_TITLE = 0.9;
const LOOSE = 0.97;
/** The title goes on behind a colon or a dash: "Borat" and "Borat: Cultural Learnings of America". */
const HEAD_ONLY = 0.65;
const BEGINNING_ONLY = 0.5;
/** "Rocky II" and "Rocky III": whatever else is equal. */
const OTHER_NUMBER = 0.4;
const OTHER_WORD = 0.8;
/** One letter in so many may be a slip of the pen. */
const LETTERS_PER_SLIP = 11;

/**
 * How much two titles are one: 1 for the same but for case, diacritics, punctuation, "&" and Roman numerals, 0.97 for the
 * same but for an article or "Part" in front of a number, at least 0.9 for a long title with a slip of the pen. Everything
 * that may be another film stays well below: titles of which one begins with the other, other numbers, other words.
 * Symmetric.
 */
export function titleSimilarity(a: string, b: string): number {
  return wordsSimilarity(titleWords(a), titleWords(b));
}

/** The same for titles that have been taken apart already. */
export function wordsSimilarity(a: TitleWords, b: TitleWords): number {
  if (a.key === '' || b.key === '') return 0;
  if (a.key === b.key) return 1;
  if (a.looseKey === b.looseKey || a.umlautKey === b.key || a.key === b.umlautKey) return LOOSE;
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const slips = editDistance(a.looseKey, b.looseKey);
  const likeness = 1 - slips / Math.max(letters(a.looseKey).length, letters(b.looseKey).length);
  if (short.numbers.join() !== long.numbers.join()) return Math.min(OTHER_NUMBER, likeness);
  if (isBeginning(short.words, long.words)) {
    return short.words.length === long.headLength ? HEAD_ONLY : BEGINNING_ONLY;
  }
  const shortest = Math.min(letters(a.looseKey).length, letters(b.looseKey).length);
  if (slips * LETTERS_PER_SLIP <= shortest) return Math.max(SAME_TITLE, likeness * LOOSE);
  return Math.min(OTHER_WORD, likeness);
}

function isBeginning(short: readonly string[], long: readonly string[]): boolean {
  return short.length > 0 && short.length < long.length && short.every((word, index) => word === long[index]);
}

/** Optimal string alignment over code points: insert, delete, replace, swap of neighbours count one each. */
function editDistance(a: string, b: string): number {
  const [left, right] = [letters(a), letters(b)];
  let before: number[] = [];
  let last = right.map((_, index) => index + 1);
  for (const [i, letter] of left.entries()) {
    const row: number[] = [];
    for (const [j, other] of right.entries()) {
      const above = last[j] ?? 0;
      const diagonal = j === 0 ? i : (last[j - 1] ?? 0);
      const beside = j === 0 ? i + 1 : (row[j - 1] ?? 0);
      let cost = Math.min(above + 1, beside + 1, diagonal + (letter === other ? 0 : 1));
      if (i > 0 && j > 0 && letter === right[j - 1] && left[i - 1] === other) {
        cost = Math.min(cost, (j === 1 ? i - 1 : (before[j - 2] ?? 0)) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return right.length === 0 ? left.length : (last.at(-1) ?? 0);
}

/** Code points: a letter outside the basic plane is one, too. */
function letters(text: string): string[] {
  return Array.from(text);
}
