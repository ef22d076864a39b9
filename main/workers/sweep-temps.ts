import { sweepCacheTemps } from '../files/sweep-cache-temps.ts';

/** Removes what killed processes left half written in the cache's own temporary folder; answers how many. */
export function sweepTemps(input: { cacheDir: string; olderThanMs: number }): number {
  return sweepCacheTemps(input.cacheDir, input.olderThanMs);
}
