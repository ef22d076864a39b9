import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MissingDatabaseError } from './missing-database.ts';
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

test('a database that was cut off or overwritten is not used, though nothing crashed', () => {
  const db = open();
  const insert = db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)');
  for (let n = 0; n < 200; n++) insert.run(`key ${String(n)}`, JSON.stringify('x'.repeat(2_000)));
  db.close();
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length - 200 * 1024));
  expect(() => open()).toThrow(DamagedDatabaseError);
  whole.fill(0xa5, 100 * 1024, 400 * 1024);
  writeFileSync(path, whole);
  expect(() => open()).toThrow(DamagedDatabaseError);
});

test('never begins with an empty library where there was one', () => {
  open().close();
  rmSync(path);
  // Nothing tells of it: as on a first start.
  open().close();
  const traces = [
    ['backups', 'metarr-2026-01-01T00-00-00-000Z-automatic.sqlite'],
    ['manifests', 'library.json'],
    ['cache', 'ab', `${'ab'.repeat(32)}.jpg`],
    ['metarr.sqlite.v240.bak'],
  ];
  for (const parts of traces) {
    const trace = join(folder, 'data', ...parts);
    mkdirSync(dirname(trace), { recursive: true });
    writeFileSync(trace, 'x');
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    expect(() => open()).toThrow(MissingDatabaseError);
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, '');
    expect(() => open()).toThrow(MissingDatabaseError);
    openDatabase(path, { appVersion: '0.0.0', mayBeginAnew: true }).close();
    rmSync(trace);
  }
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
