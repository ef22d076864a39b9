import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A download that broke off is gone on with within this time, if at all. */
const KEEP_PARTS_MS = 7 * 24 * 60 * 60_000;

/**
 * Removes what processes that were killed while filling the cache left in its folders; answers how many.
 * @param olderThan milliseconds since the epoch; younger files may be in the making
 */
export function sweepCacheTemps(cacheDir: string, olderThan: number): number {
  let removed = 0;
  for (const folder of namesIn(cacheDir)) {
    for (const name of namesIn(join(cacheDir, folder))) {
      const path = join(cacheDir, folder, name);
      try {
        const keptForMs = /\.part(\.json)?$/.test(name) ? KEEP_PARTS_MS : 0;
        if (!name.endsWith('.tmp') && keptForMs === 0) continue;
        if (statSync(path).mtimeMs >= olderThan - keptForMs) continue;
        unlinkSync(path);
        removed++;
      } catch {
        // In use, or gone already.
      }
    }
  }
  return removed;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
