import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';

const KEPT_BACKUPS = 2;

/**
 * Copies the database beside itself as `<path>.v<version>.bak` and removes all but the two backups of the highest
 * versions. The copy is whole or not there: it is written under another name first. Returns its path, or null for a
 * database in memory. Throws SqliteError when the disk is full.
 */
export function backUpDatabase(db: Database, version: number): string | null {
  if (db.memory) return null;
  const backup = `${db.name}.v${String(version)}.bak`;
  const partial = `${backup}.partial`;
  rmSync(partial, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(partial);
    flush(partial);
    renameSync(partial, backup);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  for (const old of listBackups(db.name).slice(KEPT_BACKUPS)) rmSync(old, { force: true });
  return backup;
}

/** Paths of a database's backups, the highest schema version first. */
export function listBackups(databasePath: string): string[] {
  const prefix = `${basename(databasePath)}.v`;
  const folder = dirname(databasePath);
  const found: { path: string; version: number }[] = [];
  for (const name of readdirSync(folder)) {
    const digits = name.startsWith(prefix) ? /^(\d+)\.bak$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (digits !== undefined) found.push({ path: join(folder, name), version: Number(digits) });
  }
  return found.sort((a, b) => b.version - a.version).map((backup) => backup.path);
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
