import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const CONCURRENCY = 16;

export interface Baseline {
  ms: number;
  files: number;
  bytes: number;
}

/** Runs `work` over the items, 16 at a time. */
async function forEachBounded<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
}

async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  let level = [folder];
  while (level.length > 0) {
    const deeper: string[] = [];
    await forEachBounded(level, async (directory) => {
      for (const entry of await readdir(directory, { withFileTypes: true })) {
        const full = path.join(directory, entry.name);
        if (entry.isDirectory()) deeper.push(full);
        else files.push(full);
      }
    });
    level = deeper;
  }
  return files;
}

/** The least any scan must do to see a library: list every directory and stat every file. Time in milliseconds. */
export async function bareWalk(folder: string): Promise<Baseline> {
  const started = performance.now();
  const files = await listFiles(folder);
  let bytes = 0;
  await forEachBounded(files, async (file) => {
    const { size } = await stat(file);
    bytes += size;
  });
  return { ms: performance.now() - started, files: files.length, bytes };
}

/**
 * The least a first scan that keeps artwork safe must do: walk, stat the videos, and read, hash (SHA-256) and copy every
 * NFO and image into `cacheDir`, in the cache's own layout. No database, no parsing, no flush to disk. Time in milliseconds.
 */
export async function bareScan(folder: string, cacheDir: string): Promise<Baseline> {
  const started = performance.now();
  const files = await listFiles(folder);
  let bytes = 0;
  await forEachBounded(files, async (file) => {
    if (!/\.(nfo|jpe?g|png|webp)$/i.test(file)) {
      await stat(file);
      return;
    }
    const content = await readFile(file);
    bytes += content.length;
    const hash = createHash('sha256').update(content).digest('hex');
    const directory = path.join(cacheDir, hash.slice(0, 2));
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, hash + path.extname(file)), content);
  });
  return { ms: performance.now() - started, files: files.length, bytes };
}
