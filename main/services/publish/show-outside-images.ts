import { findCachedFile, recordCachedImage } from '../../store/cache.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { BuiltPlan } from './build-plan.ts';

/**
 * Takes images in conflict into the cache, so that a person sees what they decide about. What is no image, is too large or
 * is gone by now stays unseen; the library is only read.
 */
export async function showOutsideImages(
  { db, pool, cacheDir }: { db: WriteDb; pool: WorkerPool; cacheDir: string },
  { entries }: BuiltPlan,
): Promise<void> {
  for (const { op, kind, path, beforeHash } of entries) {
    if (op !== 'conflict' || kind !== 'image' || beforeHash === null || findCachedFile(db, beforeHash) !== null)
      continue;
    const taken = await pool.run('acceptImage', { cacheDir, source: { path } }).catch(() => null);
    if (taken?.ok === true) recordCachedImage(db, taken.image);
  }
}
