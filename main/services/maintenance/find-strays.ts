import { knownHashes } from '../../store/cache-orphans.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';

export interface CollectableEntry {
  hash: string;
  filePath: string;
  sizeBytes: number;
  /** Since when it has not been wanted, milliseconds since the epoch. */
  orphanedMs: number;
}

const SHARDS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
const SHARDS_AT_ONCE = 4;
const HASHES_AT_ONCE = 500;

/** Files of the cache that no row tells of and nothing refers to, untouched since `cutoffMs`; a few folders at a time. */
export async function* findStrays(
  deps: { db: ReadDb; pool: WorkerPool; cacheDir: string },
  cutoffMs: number,
  signal: AbortSignal,
): AsyncGenerator<CollectableEntry[]> {
  const { db, pool, cacheDir } = deps;
  for (let start = 0; start < SHARDS.length; start += SHARDS_AT_ONCE) {
    signal.throwIfAborted();
    const entries = await pool.run('listCacheEntries', {
      cacheDir,
      shards: SHARDS.slice(start, start + SHARDS_AT_ONCE),
    });
    const unknown: typeof entries = [];
    for (let from = 0; from < entries.length; from += HASHES_AT_ONCE) {
      const some = entries.slice(from, from + HASHES_AT_ONCE);
      const hashes = some.map(({ hash }) => hash);
      const known = knownHashes(db, hashes);
      unknown.push(...some.filter(({ hash }) => !known.has(hash)));
      await new Promise(setImmediate);
    }
    if (unknown.length === 0) continue;
    const found = await pool.run('statCacheEntries', { entries: unknown });
    const strays = found
      .filter(({ mtimeMs }) => mtimeMs <= cutoffMs)
      .map(({ hash, filePath, sizeBytes, mtimeMs }) => ({ hash, filePath, sizeBytes, orphanedMs: mtimeMs }));
    if (strays.length > 0) yield strays;
  }
}
