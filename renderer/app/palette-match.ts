/**
 * How well a text answers what was typed: 0 for not at all, more is better. Words may be given in any order and
 * unfinished; a match at the start of a word counts more than one inside.
 */
export function paletteMatch(text: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const target = text.toLowerCase();
  let score = 1;
  for (const word of words) {
    const at = target.indexOf(word);
    if (at === -1) return 0;
    score += at === 0 ? 3 : target[at - 1] === ' ' ? 2 : 1;
  }
  return score;
}
