import type { DiffLine } from '../../contract/publishing.ts';

/** A stretch of the diff: lines to show, or a run of unchanged ones that is folded away. */
export type DiffPart =
  { kind: 'lines'; start: number; lines: DiffLine[] } | { kind: 'fold'; start: number; lines: DiffLine[] };

const FEWEST_FOLDED = 4;

/**
 * Folds unchanged lines that are further than `contextLines` from any change. Runs too short to be worth a click stay
 * open. `start` is the position of the first line in the whole diff.
 */
export function foldDiff(lines: readonly DiffLine[], contextLines: number): DiffPart[] {
  const isNear = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind === 'same') return;
    for (let at = Math.max(0, index - contextLines); at <= Math.min(lines.length - 1, index + contextLines); at += 1) {
      isNear[at] = true;
    }
  });
  const parts: DiffPart[] = [];
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (end < lines.length && isNear[end] === isNear[start]) end += 1;
    const isFolded = !isNear[start] && end - start >= FEWEST_FOLDED;
    const previous = parts.at(-1);
    const part = lines.slice(start, end);
    if (!isFolded && previous?.kind === 'lines') previous.lines.push(...part);
    else parts.push({ kind: isFolded ? 'fold' : 'lines', start, lines: part });
    start = end;
  }
  return parts;
}
