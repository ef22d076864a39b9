import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectableFile, CollectPreview } from '../../../contract/maintenance.ts';
import { CACHE_GRACE_DAYS, graceCutoffMs, graceEndMs } from '../../domain/retention/cache-grace.ts';
import { dueOrphans, ORPHAN_START, type OrphanSums, orphanSums } from '../../store/cache-orphans.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import type { CollectDependencies } from './collect-cache.ts';
import { findStrays } from './find-strays.ts';

const ROWS_AT_ONCE = 5_000;

/** What a collection would delete now, the `limit` longest unused by name; nothing is changed. */
export async function previewCollection(
  deps: CollectDependencies,
  limit: number,
  signal: AbortSignal,
): Promise<CollectPreview> {
  const cutoffMs = graceCutoffMs(deps.clock.now(), await deps.lastReplacedMs());
  // Nothing is older than the year 0.
  const cutoff = cutoffMs === null ? '' : toTimestamp(cutoffMs);
  const sums = await sumUp(deps.db, cutoff, signal);
  const sample: CollectableFile[] = dueOrphans(deps.db, cutoff, ORPHAN_START, limit).map((row) => ({
    hash: row.hash,
    path: row.filePath,
    sizeBytes: row.sizeBytes,
    orphanedAt: row.orphanedAt,
  }));
  let [files, bytes] = [sums.dueFiles, sums.dueBytes];
  for await (const strays of cutoffMs === null ? [] : findStrays(deps, cutoffMs, signal)) {
    for (const stray of strays) {
      files += 1;
      bytes += stray.sizeBytes;
      sample.push({
        hash: stray.hash,
        path: stray.filePath,
        sizeBytes: stray.sizeBytes,
        orphanedAt: toTimestamp(stray.orphanedMs),
      });
    }
  }
  sample.sort((a, b) => (a.orphanedAt < b.orphanedAt ? -1 : Number(a.orphanedAt > b.orphanedAt)));
  return {
    files,
    bytes,
    sample: sample.slice(0, limit),
    inGrace: {
      files: sums.graceFiles,
      bytes: sums.graceBytes,
      nextDueAt: sums.firstOrphanedAt === null ? null : toTimestamp(graceEndMs(Date.parse(sums.firstOrphanedAt))),
    },
    cache: { files: sums.files, bytes: sums.bytes },
    graceDays: CACHE_GRACE_DAYS,
  };
}

/** A cache has hundreds of thousands of rows: a few thousand at a time. */
async function sumUp(db: ReadDb, cutoff: string, signal: AbortSignal): Promise<OrphanSums> {
  const sum = orphanSums(db, cutoff, 0, ROWS_AT_ONCE);
  for (let afterId = sum.lastId; afterId !== null;) {
    signal.throwIfAborted();
    await nextTurn();
    const next = orphanSums(db, cutoff, afterId, ROWS_AT_ONCE);
    for (const key of ['files', 'bytes', 'dueFiles', 'dueBytes', 'graceFiles', 'graceBytes'] as const) {
      sum[key] += next[key];
    }
    sum.firstOrphanedAt = earlier(sum.firstOrphanedAt, next.firstOrphanedAt);
    afterId = next.lastId;
  }
  return sum;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
