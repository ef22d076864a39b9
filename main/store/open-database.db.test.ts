import { copyFileSync, existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DamagedDatabaseError, openDatabase, openReadOnly } from './open-database.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-open-'));
  path = join(folder, 'data', 'metarr.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (at: string = path): Database => openDatabase(at, { appVersion: '0.0.0' }) as unknown as Database;

test('makes the folder, and sets what every connection needs', () => {
  const db = open();
  const pragma = (name: string): unknown => db.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(1);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('recursive_triggers')).toBe(1);
  expect(pragma('busy_timeout')).toBe(5000);
  db.close();
});

test('after an exit that was none, what was committed is there', () => {
  const db = open();
  db.exec(`INSERT INTO tags (name) VALUES ('seen')`);
  const copy = join(folder, 'crashed.sqlite');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  db.close();
  const crashed = open(copy);
  expect(crashed.prepare('SELECT name FROM tags').pluck().all()).toEqual(['seen']);
  crashed.close();
  expect(existsSync(`${copy}-wal`)).toBe(false);
});

test('a database that a crash broke is not used', () => {
  open().close();
  truncateSync(path, 64 * 1024);
  writeFileSync(`${path}-wal`, '');
  expect(() => open()).toThrow(DamagedDatabaseError);
});

test('a file that is no database is left alone', () => {
  open().close();
  writeFileSync(path, 'These are my notes, not a database. '.repeat(40));
  expect(() => open()).toThrow(/not a database/);
});

test('a read-only connection reads and cannot write; there must be something to read', () => {
  expect(() => openReadOnly(path)).toThrow();
  const db = open();
  const reader = openReadOnly(path);
  expect(reader.prepare('SELECT count(*) FROM movies').pluck().get()).toBe(0);
  expect(() => reader.prepare(`INSERT INTO tags (name) VALUES ('x')`).run()).toThrow(/readonly/);
  reader.close();
  db.close();
});
