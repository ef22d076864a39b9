import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes what processes that were killed while filling the cache left in its `.tmp` folder; answers how many.
 * @param olderThan milliseconds since the epoch; younger files may be in the making
 */
export function sweepCacheTemps(cacheDir: string, olderThan: number): number {
  const folder = join(cacheDir, '.tmp');
  let removed = 0;
  for (const name of namesIn(folder)) {
    try {
      if (statSync(join(folder, name)).mtimeMs >= olderThan) continue;
      unlinkSync(join(folder, name));
      removed++;
    } catch {
      // In use, or gone already.
    }
  }
  return removed;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  } catch {
    return [];
  }
}
