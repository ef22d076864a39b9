import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../store/open-database.ts';

let migrated: Buffer | null = null;

/**
 * Puts a new, empty database there, with the newest schema. The migrations run once for all tests of a process: of most
 * tests they took the greater part.
 * @param file absolute; nothing may lie there yet
 */
export function placeNewDatabase(file: string): void {
  migrated ??= migrateOnce();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, migrated, { flag: 'wx' });
}

function migrateOnce(): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'metarr-schema-'));
  try {
    const file = path.join(folder, 'metarr.sqlite');
    openDatabase(file, { appVersion: '0.0.0-test' }).close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
