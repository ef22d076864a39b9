import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedBackup, rotatedOut } from './rotate-backups.ts';

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-03-02T03:00:00.000Z');

const at = (createdMs: number): DatedBackup => ({ name: new Date(createdMs).toISOString(), createdMs });
const keptOf = (backups: DatedBackup[], rule?: { days: number; weeks: number }): string[] => {
  const gone = new Set(rotatedOut(backups, rule));
  return backups.map(({ name }) => name).filter((name) => !gone.has(name));
};

describe('rotatedOut', () => {
  it('keeps one a day for a week and one a week for four weeks', () => {
    const everyDay = Array.from({ length: 60 }, (_, day) => at(MONDAY - day * DAY));
    expect(keptOf(everyDay).map((name) => name.slice(0, 10))).toEqual([
      '2026-03-02',
      '2026-03-01',
      '2026-02-28',
      '2026-02-27',
      '2026-02-26',
      '2026-02-25',
      '2026-02-24',
      // The Sundays of the weeks before; this week's and last week's newest are among the days.
      '2026-02-22',
      '2026-02-15',
    ]);
  });

  it('keeps the newest of a day', () => {
    const kept = keptOf([at(MONDAY), at(MONDAY + 60_000), at(MONDAY + 120_000)]);
    expect(kept).toEqual([at(MONDAY + 120_000).name]);
  });

  it('does not count days without a backup', () => {
    const seldom = Array.from({ length: 7 }, (_, n) => at(MONDAY - n * 100 * DAY));
    expect(rotatedOut(seldom)).toEqual([]);
  });

  it('keeps the newest whatever the rule says, and nothing of what is kept depends on the order', () => {
    const times = fc.array(fc.integer({ min: 0, max: 3_000 * DAY }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, fc.nat(10), fc.nat(6), (list, days, weeks) => {
        const backups = [...new Set(list)].map(at);
        const kept = keptOf(backups, { days, weeks });
        const newest = Math.max(...backups.map((b) => b.createdMs));
        expect(kept).toContain(at(newest).name);
        expect(kept.length).toBeLessThanOrEqual(Math.max(1, days) + weeks);
        expect(new Set(keptOf([...backups].reverse(), { days, weeks }))).toEqual(new Set(kept));
        // What was kept once is not rotated out by looking again.
        expect(
          rotatedOut(
            backups.filter(({ name }) => kept.includes(name)),
            { days, weeks },
          ),
        ).toEqual([]);
      }),
    );
  });
});
