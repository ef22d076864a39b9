/** Cinema starts in 1874 (Janssen's transits); the upper bound is far enough for announced films and keeps "2049" a title. */
const CANDIDATE = /(?<![\p{L}\p{N}])(18[789]\d|19\d\d|20[0-3]\d)(?![\p{L}\p{N}])/gu;
const RANGE_BEFORE = /(?:18|19|20)\d\d\s?[-–]\s?$/u;
const RANGE_AFTER = /^\s?[-–]\s?(?:18|19|20)\d\d(?!\d)/u;
const WORDLESS = /^[^\p{L}\p{N}]*$/u;
/** "Class of 1999", "Summer in 1969": the number ends a phrase of the title. */
const PHRASE_BEFORE = /(?:^|[\s._-])(?:of|in|since|from|anno|von|de|del|du|av|af|van)[\s._-]+$/iu;
const OPENING = '([{（【';
const CLOSING = ')]}）】';

export interface YearInName {
  year: number;
  /** Where the year, or the bracket around it, starts and ends. */
  start: number;
  end: number;
}

interface Candidate extends YearInName {
  /** 2 in round brackets, 1 in others, 0 bare. */
  rank: number;
}

/**
 * Finds the release year and keeps numbers of the title apart: a year in round brackets beats one in other brackets beats a
 * bare one; among equals the last one before the release tags counts. A bare number at the very start is always title.
 * @param tagStart index of the first release tag, or -1
 */
export function findReleaseYear(text: string, tagStart: number): YearInName | null {
  let best: Candidate | null = null;
  let count = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const candidate = judge(text, match.index, match[0]);
    if (candidate === null) continue;
    count += 1;
    if (best === null || candidate.rank > best.rank) best = candidate;
    else if (candidate.rank === best.rank && (tagStart < 0 || candidate.start < tagStart)) best = candidate;
  }
  if (best === null) return null;
  if (count === 1 && best.rank === 0 && PHRASE_BEFORE.test(text.slice(0, best.start))) return null;
  return { year: best.year, start: best.start, end: best.end };
}

function judge(text: string, index: number, digits: string): Candidate | null {
  const after = index + digits.length;
  if (RANGE_AFTER.test(text.slice(after, after + 8)) || RANGE_BEFORE.test(text.slice(Math.max(0, index - 8), index))) {
    return null;
  }
  let open = index - 1;
  while (text[open] === ' ') open -= 1;
  let close = after;
  while (text[close] === ' ') close += 1;
  const bracket = open >= 0 ? OPENING.indexOf(text.charAt(open)) : -1;
  if (bracket >= 0 && close < text.length && text.charAt(close) === CLOSING.charAt(bracket)) {
    const isRound = bracket === 0 || bracket === 3;
    return { year: Number(digits), start: open, end: close + 1, rank: isRound ? 2 : 1 };
  }
  return WORDLESS.test(text.slice(0, index)) ? null : { year: Number(digits), start: index, end: after, rank: 0 };
}
