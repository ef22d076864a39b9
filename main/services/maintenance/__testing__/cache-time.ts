import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { WriteDb } from '../../../store/open-database.ts';

/** Lets days pass: everything that counts them becomes older by so many. */
export function letDaysPass(db: WriteDb, cacheDir: string, days: number): void {
  const shift = (table: string, column: string): void => {
    db.prepare(
      `UPDATE ${table} SET ${column} = strftime('%Y-%m-%dT%H:%M:%fZ', ${column}, ?) WHERE ${column} IS NOT NULL`,
    ).run(`-${String(days)} days`);
  };
  shift('cache_inventory', 'orphaned_at');
  for (const table of ['movies', 'series', 'episodes', 'sets']) shift(table, 'deleted_on');
  for (const file of cachedFiles(cacheDir)) {
    const at = statSync(file).mtimeMs / 1000 - days * 86_400;
    utimesSync(file, at, at);
  }
}

/** Every entry of the cache. */
export function cachedFiles(cacheDir: string): string[] {
  if (!existsSync(cacheDir)) return [];
  return readdirSync(cacheDir)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => readdirSync(path.join(cacheDir, name)).map((file) => path.join(cacheDir, name, file)));
}
