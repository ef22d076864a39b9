const DAY_MS = 86_400_000;

export interface DatedBackup {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdMs: number;
}

export interface RotationRule {
  /** How many days with a backup keep their newest one. */
  readonly days: number;
  /** How many weeks (from Monday, UTC) with a backup keep their newest one. */
  readonly weeks: number;
}

export const DEFAULT_ROTATION: RotationRule = { days: 7, weeks: 4 };

/**
 * The names of those automatic backups that may go: all but the newest of each of the last days, and of each of the last
 * weeks, that have one. Days and weeks without a backup do not count, so a computer that was off for a year still has its
 * old ones, and the newest of all always stays.
 */
export function rotatedOut(backups: readonly DatedBackup[], rule: RotationRule = DEFAULT_ROTATION): string[] {
  const newestFirst = [...backups].sort((a, b) => b.createdMs - a.createdMs || compare(b.name, a.name));
  const kept = new Set([
    ...newestOfEach(newestFirst, dayOf, Math.max(1, rule.days)),
    ...newestOfEach(newestFirst, weekOf, rule.weeks),
  ]);
  return newestFirst.map(({ name }) => name).filter((name) => !kept.has(name));
}

function newestOfEach(
  newestFirst: readonly DatedBackup[],
  periodOf: (ms: number) => number,
  periods: number,
): string[] {
  const names = new Map<number, string>();
  for (const { name, createdMs } of newestFirst) {
    const period = periodOf(createdMs);
    if (names.size < periods && !names.has(period)) names.set(period, name);
  }
  return [...names.values()];
}

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
// The epoch began on a Thursday.
const weekOf = (ms: number): number => Math.floor((dayOf(ms) + 3) / 7);

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
