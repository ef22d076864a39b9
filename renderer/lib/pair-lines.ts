import type { DiffLine } from '../../contract/publishing.ts';

/** A line of each side; null where a side has none. */
export interface LinePair {
  left: string | null;
  right: string | null;
  isChanged: boolean;
}

/** The lines of a diff side by side: what goes stands beside what comes in its place. */
export function pairLines(lines: readonly DiffLine[]): LinePair[] {
  const pairs: LinePair[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      pairs.push({ left: removed[at] ?? null, right: added[at] ?? null, isChanged: true });
    }
    removed = [];
    added = [];
  };
  for (const { kind, text } of lines) {
    if (kind === 'removed') removed.push(text);
    else if (kind === 'added') added.push(text);
    else {
      flush();
      pairs.push({ left: text, right: text, isChanged: false });
    }
  }
  flush();
  return pairs;
}
