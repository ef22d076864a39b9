import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CachedEntry } from './list-cache.types.ts';

/** The files of one of the cache's folders (`ab`), by what their names say; others are left out. */
// eslint-disable-next-line @typescript-eslint/require-await -- a worker answers later
export async function listCache(input: { cacheDir: string; folder: string }): Promise<CachedEntry[]> {
  const place = path.join(input.cacheDir, input.folder);
  const found: CachedEntry[] = [];
  for (const name of readdirSync(place)) {
    const [, hash, ext] = /^([0-9a-f]{64})\.([a-z0-9]{1,8})$/.exec(name) ?? [];
    if (hash === undefined || ext === undefined || !hash.startsWith(input.folder)) continue;
    const stats = statSync(path.join(place, name), { throwIfNoEntry: false });
    if (stats?.isFile() === true) found.push({ hash, ext, filePath: path.join(place, name), sizeBytes: stats.size });
  }
  return found;
}

/** The folders of the cache that hold files. */
// eslint-disable-next-line @typescript-eslint/require-await -- a worker answers later
export async function listCacheFolders(input: { cacheDir: string }): Promise<string[]> {
  try {
    return readdirSync(input.cacheDir).filter((name) => /^[0-9a-f]{2}$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
