import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { errnoOf } from './file-error.ts';
import { type FsOps, nodeFs } from './fs-ops.ts';
import { syncFolder } from './sync-folder.ts';

/** Bytes on their way out of the cache wait here until their row is gone. */
const RETIRED_FOLDER = '.retired';
const ENTRY_NAME = /^([0-9a-f]{64})\.[a-z0-9]{1,8}$/;
const SHARD_NAME = /^[0-9a-f]{2}$/;

export interface CachedEntry {
  hash: string;
  filePath: string;
}

export interface Retired {
  /** Moved out of the cache, and those that were not in it any more. */
  gone: string[];
  /** Left where they are: wanted again of late, not the cache's own, or not to be moved. */
  kept: string[];
}

/**
 * Moves entries out of the cache, to be deleted once their rows are. What was touched since `touchedBeforeMs`
 * (milliseconds since the epoch) stays: somebody is about to refer to it. Blocks; for a worker.
 */
export function retireCached(
  cacheDir: string,
  entries: readonly CachedEntry[],
  touchedBeforeMs: number,
  fs: FsOps = nodeFs,
): Retired {
  const retired: Retired = { gone: [], kept: [] };
  fs.mkdirSync(join(cacheDir, RETIRED_FOLDER), { recursive: true });
  for (const entry of entries) {
    (retire(cacheDir, entry, touchedBeforeMs, fs) ? retired.gone : retired.kept).push(entry.hash);
  }
  return retired;
}

function retire(cacheDir: string, entry: CachedEntry, touchedBeforeMs: number, fs: FsOps): boolean {
  // A row from elsewhere must not lead to a file that is not the cache's.
  if (relative(cacheDir, entry.filePath) !== placeOf(entry)) return false;
  const waiting = join(cacheDir, RETIRED_FOLDER, basename(entry.filePath));
  try {
    if (fs.statSync(entry.filePath).mtimeMs >= touchedBeforeMs) return false;
    fs.renameSync(entry.filePath, waiting);
    if (fs.statSync(waiting).mtimeMs < touchedBeforeMs) return true;
    // Touched between the two: whoever did found it in its place.
    fs.renameSync(waiting, entry.filePath);
    return false;
  } catch (error) {
    return errnoOf(error) === 'ENOENT';
  }
}

function placeOf({ hash, filePath }: CachedEntry): string {
  const name = basename(filePath);
  return ENTRY_NAME.exec(name)?.[1] === hash ? join(hash.slice(0, 2), name) : '';
}

/**
 * Settles what was retired: hashes of `wanted` go back to their place (unless the bytes are there again), everything else
 * is deleted for good. Answers how many came back. Blocks; for a worker.
 */
export function settleRetired(cacheDir: string, wanted: readonly string[], fs: FsOps = nodeFs): number {
  const isWanted = new Set(wanted);
  const folder = join(cacheDir, RETIRED_FOLDER);
  let broughtBack = 0;
  for (const { hash, filePath } of entriesIn(folder)) {
    const place = join(cacheDir, hash.slice(0, 2), basename(filePath));
    if (!isWanted.has(hash) || fs.statSync(place, { throwIfNoEntry: false }) !== undefined) {
      fs.unlinkSync(filePath);
      continue;
    }
    fs.mkdirSync(dirname(place), { recursive: true });
    fs.renameSync(filePath, place);
    syncFolder(dirname(place), fs);
    broughtBack += 1;
  }
  return broughtBack;
}

/** Hashes that a collection which broke off has left between the cache and nothing. */
export function listRetired(cacheDir: string): string[] {
  return entriesIn(join(cacheDir, RETIRED_FOLDER)).map(({ hash }) => hash);
}

/** The cache's folders that hold entries: `00` to `ff`. */
export function listShards(cacheDir: string): string[] {
  return namesIn(cacheDir)
    .filter((name) => SHARD_NAME.test(name))
    .sort();
}

/** The entries of one of the cache's folders, by their names alone. */
export function listShard(cacheDir: string, shard: string): CachedEntry[] {
  return SHARD_NAME.test(shard) ? entriesIn(join(cacheDir, shard)).filter(({ hash }) => hash.startsWith(shard)) : [];
}

/** Sizes and times (milliseconds since the epoch) of entries; those that are gone are left out. */
export function statCached(
  entries: readonly CachedEntry[],
  fs: FsOps = nodeFs,
): (CachedEntry & { sizeBytes: number; mtimeMs: number })[] {
  return entries.flatMap((entry) => {
    const found = fs.statSync(entry.filePath, { throwIfNoEntry: false });
    return found?.isFile() === true ? [{ ...entry, sizeBytes: found.size, mtimeMs: found.mtimeMs }] : [];
  });
}

function entriesIn(folder: string): CachedEntry[] {
  return namesIn(folder).flatMap((name) => {
    const hash = ENTRY_NAME.exec(name)?.[1];
    return hash === undefined ? [] : [{ hash, filePath: join(folder, name) }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
