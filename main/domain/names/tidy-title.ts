import { gapAt } from './name-text.ts';

const ACRONYM = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu;
const DOT_MARK = '\uE000';
const SQUARE_OR_CURLY = /(?<=\S\s*)(?:\[[^\]]*\]|\{[^}]*\}|【[^】]*】)/gu;
const EMPTY_BRACKETS = /\(\s*\)|\[\s*\]|\{\s*\}|（\s*）|【\s*】/gu;
const UNCLOSED = /\s*[([{（【][^)\]}）】]*$/u;
/** "Mr. (2011)": one word, and nothing or a space behind its only dot. */
const LAST_DOT = /^[^.]+\.\s*$/u;
const EDGE_START = /^[\s_\-–—:,;)\]}]+/u;
const EDGE_END = /[\s_\-–—:,;([{]+$/u;

/**
 * Makes a readable title of the piece of a name that holds it: dots and underscores become spaces where they stand for them,
 * notes in square and curly brackets go (but a title may start with one: "[REC]"), separators at the ends go. May return ''.
 * @param endsAtGap the name goes on with a space (or not at all), so a final dot belongs to the title ("E.T.", "Monsters, Inc.")
 */
export function tidyTitle(piece: string, endsAtGap: boolean): string {
  let text = piece
    .replace(SQUARE_OR_CURLY, (_note, at: number) => gapAt(piece, at))
    .replace(EMPTY_BRACKETS, ' ')
    .replace(UNCLOSED, '');
  text = text.replace(/_/gu, ' ');
  const hasSpaces = /\S\s\S/u.test(text.trim());
  if (!hasSpaces && !(endsAtGap && LAST_DOT.test(text))) {
    const leadingDot = /^\.\d/u.test(text) ? '.' : '';
    text = text.replace(ACRONYM, (acronym) => `${acronym.replaceAll('.', DOT_MARK)} `);
    text = leadingDot + text.slice(leadingDot.length).replace(/\./gu, ' ').replaceAll(DOT_MARK, '.');
  } else if (!endsAtGap) {
    text = text.replace(/(?<!\.)\.$/u, '');
  }
  return text.replace(EDGE_START, '').replace(EDGE_END, '').replace(/\s+/gu, ' ').trim();
}
