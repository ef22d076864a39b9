import { setImmediate as nextTurn } from 'node:timers/promises';
import { graceCutoffMs } from '../../domain/retention/cache-grace.ts';
import type { Clock } from '../../platform/ports.ts';
import { deleteOrphans, dueOrphans, knownHashes, ORPHAN_START } from '../../store/cache-orphans.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { type CollectableEntry, findStrays } from './find-strays.ts';

export interface CollectDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  thumbsDir: string;
  clock: Clock;
  /** When another database was in place of this one last, while that one is kept; milliseconds since the epoch. */
  lastReplacedMs: () => Promise<number | null>;
}

export interface Collected {
  files: number;
  bytes: number;
}

const AT_ONCE = 50;
/** Whoever has put or touched bytes within this time is about to refer to them. */
const WANTED_FOR_MS = 24 * 60 * 60_000;

/**
 * Deletes cached files that nothing has referred to for the grace period. Each few go in three steps: they are moved out of
 * the cache, their rows are deleted if nothing refers to them still, and what then has no row is deleted; the rest comes
 * back. A crash between any two is settled by recoverCollection. Throws the signal's reason when aborted.
 */
export async function collectCache(
  deps: CollectDependencies,
  run: { signal: AbortSignal; onProgress: (files: number) => void },
): Promise<Collected> {
  const { db, clock } = deps;
  const sum: Collected = { files: 0, bytes: 0 };
  const cutoffMs = graceCutoffMs(clock.now(), await deps.lastReplacedMs());
  if (cutoffMs === null) return sum;
  const cutoff = toTimestamp(cutoffMs);
  let after = ORPHAN_START;
  for (;;) {
    run.signal.throwIfAborted();
    const due = dueOrphans(db, cutoff, after, AT_ONCE);
    const last = due.at(-1);
    if (last === undefined) break;
    after = { orphanedAt: last.orphanedAt, id: last.id };
    const sizes = new Map(due.map((row) => [row.hash, row.sizeBytes]));
    for (const hash of await collectSome(deps, due, (gone) => deleteOrphans(db, gone, cutoff))) {
      sum.files += 1;
      sum.bytes += sizes.get(hash) ?? 0;
    }
    run.onProgress(sum.files);
    await nextTurn();
  }
  await collectStrays(deps, cutoffMs, sum, run);
  return sum;
}

/** Files that no row tells of: whoever put them was killed before it could. */
async function collectStrays(
  deps: CollectDependencies,
  cutoffMs: number,
  sum: Collected,
  run: { signal: AbortSignal; onProgress: (files: number) => void },
): Promise<void> {
  for await (const strays of findStrays(deps, cutoffMs, run.signal)) {
    for (let start = 0; start < strays.length; start += AT_ONCE) {
      run.signal.throwIfAborted();
      const some: CollectableEntry[] = strays.slice(start, start + AT_ONCE);
      const sizes = new Map(some.map((stray) => [stray.hash, stray.sizeBytes]));
      const stillUnknown = (gone: string[]): string[] => {
        const known = knownHashes(deps.db, gone);
        return gone.filter((hash) => !known.has(hash));
      };
      for (const hash of await collectSome(deps, some, stillUnknown)) {
        sum.files += 1;
        sum.bytes += sizes.get(hash) ?? 0;
      }
      run.onProgress(sum.files);
    }
  }
}

/** @param forget deletes what is known of those hashes that may go, and answers them */
async function collectSome(
  deps: CollectDependencies,
  entries: readonly { hash: string; filePath: string }[],
  forget: (hashes: string[]) => string[],
): Promise<string[]> {
  const { db, pool, cacheDir, thumbsDir, clock } = deps;
  const { gone } = await pool.run('retireEntries', {
    cacheDir,
    entries: entries.map(({ hash, filePath }) => ({ hash, filePath })),
    touchedBeforeMs: clock.now() - WANTED_FOR_MS,
  });
  if (gone.length === 0) return [];
  const forgotten = transaction(db, () => forget(gone));
  const isForgotten = new Set(forgotten);
  await pool.run('settleRetired', { cacheDir, thumbsDir, wanted: gone.filter((hash) => !isForgotten.has(hash)) });
  return forgotten;
}

/** Settles a collection that broke off: what is known or referred to goes back into the cache, the rest goes for good. */
export async function recoverCollection(deps: Omit<CollectDependencies, 'clock' | 'lastReplacedMs'>): Promise<void> {
  const { db, pool, cacheDir, thumbsDir } = deps;
  const waiting = await pool.run('listRetired', { cacheDir });
  if (waiting.length === 0) return;
  await pool.run('settleRetired', { cacheDir, thumbsDir, wanted: [...knownHashes(db, waiting)] });
}
