/** A step of turning what is there into what is wanted; units that no step keeps are to be removed. */
export type AlignStep = { keep: number } | { insert: number };

const MAX_CELLS = 1_000_000;

/**
 * The shortest way from units that are there to a wanted sequence, keeping as much as possible in place (longest common
 * subsequence). A unit covers `sizes[i]` successive wanted entries; `matches(i, at)` tells whether it covers those from
 * `at` on. Sequences too long for the exact answer are replaced between their common ends.
 */
export function alignSequence(
  sizes: readonly number[],
  wantedCount: number,
  matches: (unit: number, at: number) => boolean,
): AlignStep[] {
  const fits = (unit: number, at: number, end: number): boolean =>
    at >= 0 && at + (sizes[unit] ?? 0) <= end && matches(unit, at);
  const head: AlignStep[] = [];
  const tail: AlignStep[] = [];
  let unitStart = 0;
  let wantedStart = 0;
  let unitEnd = sizes.length;
  let wantedEnd = wantedCount;
  while (unitStart < unitEnd && fits(unitStart, wantedStart, wantedEnd)) {
    head.push({ keep: unitStart });
    wantedStart += sizes[unitStart] ?? 0;
    unitStart++;
  }
  for (;;) {
    const size = sizes[unitEnd - 1] ?? 0;
    if (unitEnd <= unitStart || wantedEnd - size < wantedStart || !fits(unitEnd - 1, wantedEnd - size, wantedEnd))
      break;
    unitEnd--;
    wantedEnd -= size;
    tail.unshift({ keep: unitEnd });
  }
  const rows = unitEnd - unitStart + 1;
  const columns = wantedEnd - wantedStart + 1;
  if (rows * columns > MAX_CELLS) return [...head, ...inserts(wantedStart, wantedEnd), ...tail];

  const best = new Uint32Array(rows * columns);
  for (let unit = unitEnd - 1; unit >= unitStart; unit--) {
    for (let at = wantedEnd; at >= wantedStart; at--) {
      const cell = (unit - unitStart) * columns + (at - wantedStart);
      const size = sizes[unit] ?? 0;
      let count = best[cell + columns] ?? 0;
      if (at < wantedEnd) count = Math.max(count, best[cell + 1] ?? 0);
      if (fits(unit, at, wantedEnd)) count = Math.max(count, size + (best[cell + columns + size] ?? 0));
      best[cell] = count;
    }
  }
  const middle: AlignStep[] = [];
  let unit = unitStart;
  let at = wantedStart;
  while (unit < unitEnd) {
    const cell = (unit - unitStart) * columns + (at - wantedStart);
    const size = sizes[unit] ?? 0;
    if (fits(unit, at, wantedEnd) && best[cell] === size + (best[cell + columns + size] ?? 0)) {
      middle.push({ keep: unit });
      unit++;
      at += size;
    } else if (best[cell] === best[cell + columns]) {
      unit++;
    } else {
      middle.push({ insert: at });
      at++;
    }
  }
  return [...head, ...middle, ...inserts(at, wantedEnd), ...tail];
}

function inserts(from: number, to: number): AlignStep[] {
  return Array.from({ length: to - from }, (_, index) => ({ insert: from + index }));
}
