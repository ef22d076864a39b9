import { expect, it } from 'vitest';
import { CACHE_GRACE_DAYS, graceCutoffMs, graceEndMs } from './cache-grace.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-06-01T00:00:00.000Z');

it('lets bytes go when nothing has referred to them for the grace period, and not a moment before', () => {
  const orphanedMs = NOW - CACHE_GRACE_DAYS * DAY;
  expect(graceCutoffMs(NOW, null)).toBe(orphanedMs);
  expect(graceCutoffMs(graceEndMs(orphanedMs) - 1, null)).toBeLessThan(orphanedMs);
});

it('lets none go while a database that was replaced in that time is kept', () => {
  expect(graceCutoffMs(NOW, NOW - 1)).toBeNull();
  expect(graceCutoffMs(NOW, NOW - (CACHE_GRACE_DAYS - 1) * DAY)).toBeNull();
  expect(graceCutoffMs(NOW, NOW - (CACHE_GRACE_DAYS + 1) * DAY)).not.toBeNull();
});
