/**
 * The first answer that `take` gives for a match of a global pattern, in the text's order; null when it gives none.
 * `matchAll` does the same but copies the pattern for every text, which costs more than the search itself.
 */
export function firstMatch<T>(
  text: string,
  pattern: RegExp,
  take: (match: RegExpExecArray) => T | null,
  from = 0,
): T | null {
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const next = match[0] === '' ? pattern.lastIndex + 1 : pattern.lastIndex;
    const taken = take(match);
    if (taken !== null) return taken;
    pattern.lastIndex = next;
  }
  return null;
}
