import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CachedEntry,
  listRetired as retiredIn,
  listShard,
  type Retired,
  retireCached,
  settleRetired as settle,
  statCached,
} from '../files/retire-cached.ts';

/** Moves entries out of the cache, to be deleted by settleRetired once their rows are gone. */
export function retireEntries(input: { cacheDir: string; entries: CachedEntry[]; touchedBeforeMs: number }): Retired {
  return retireCached(input.cacheDir, input.entries, input.touchedBeforeMs);
}

/** Brings `wanted` back and deletes the rest, with the smaller copies of what is deleted; answers how many came back. */
export function settleRetired(input: { cacheDir: string; thumbsDir: string; wanted: string[] }): number {
  const wanted = new Set(input.wanted);
  const deleted = retiredIn(input.cacheDir).filter((hash) => !wanted.has(hash));
  const broughtBack = settle(input.cacheDir, input.wanted);
  for (const hash of deleted) removeThumbnails(join(input.thumbsDir, hash.slice(0, 2)), hash);
  return broughtBack;
}

/** Hashes between the cache and nothing, left by a collection that broke off. */
export function listRetired(input: { cacheDir: string }): string[] {
  return retiredIn(input.cacheDir);
}

/** The names of some of the cache's folders' entries, by folder. */
export function listCacheEntries(input: { cacheDir: string; shards: string[] }): CachedEntry[] {
  return input.shards.flatMap((shard) => listShard(input.cacheDir, shard));
}

export function statCacheEntries(input: {
  entries: CachedEntry[];
}): (CachedEntry & { sizeBytes: number; mtimeMs: number })[] {
  return statCached(input.entries);
}

/** They can be made again at any time, but for these nobody will ask. */
function removeThumbnails(folder: string, hash: string): void {
  try {
    for (const name of readdirSync(folder)) if (name.startsWith(hash)) unlinkSync(join(folder, name));
  } catch {
    // None was made, or somebody else has removed it.
  }
}
