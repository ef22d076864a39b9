import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDatabase, findDamage, inspectCopy, prepareReplacement } from './backup-copy.ts';
import { enqueue, getJob } from './job.store.ts';
import { insertLibrary, listLibraries } from './library.store.ts';
import { MIGRATIONS } from './migration-files.ts';
import { openDatabase, type WriteDb } from './open-database.ts';
import { finishReplacement, incomingPath, keepDatabase } from './replace-database.ts';

const newest = MIGRATIONS.at(-1)?.version;
let folder: string;
let file: string;
let db: WriteDb;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-backup-'));
  file = path.join(folder, 'metarr.sqlite');
  db = openDatabase(file, { appVersion: '1.0.0' });
  insertLibrary(db, { name: 'Films', type: 'movies', path: '/films' });
});
afterEach(() => {
  if (db.open) db.close();
  rmSync(folder, { recursive: true });
});

const silent = (): void => undefined;
const target = (): string => path.join(folder, 'copy.sqlite');

/** Overwrites bytes in the middle of a file. */
function flip(at: string, from: number, length: number): void {
  const fd = openSync(at, 'r+');
  writeSync(fd, Buffer.alloc(length, 0xa5), 0, length, from);
  closeSync(fd);
}

describe('copyDatabase', () => {
  it('copies a database in use into a single file', async () => {
    const facts = await copyDatabase(file, target(), silent);
    expect(facts).toEqual({ schemaVersion: newest, counts: { films: 0, shows: 0, episodes: 0 }, problem: null });
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
    const copy = openDatabase(target(), { appVersion: '1.0.0' });
    expect(listLibraries(copy).map(({ name }) => name)).toEqual(['Films']);
    copy.close();
  });

  it('copies one moment, whatever is written meanwhile', async () => {
    let wrote = 0;
    await copyDatabase(file, target(), () => {
      wrote += 1;
      insertLibrary(db, { name: `Late ${String(wrote)}`, type: 'movies', path: `/late-${String(wrote)}` });
    });
    expect(wrote).toBeGreaterThan(0);
    const copy = openDatabase(target(), { appVersion: '1.0.0' });
    expect(listLibraries(copy)).toHaveLength(1);
    copy.close();
  });

  it('makes no copy of a damaged database', async () => {
    const insert = db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)');
    for (let n = 0; n < 300; n++) insert.run(`key-${String(n)}`, JSON.stringify('x'.repeat(2_000)));
    db.close();
    flip(file, 4096 * 30, 4096 * 200);
    await expect(copyDatabase(file, target(), silent)).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
  });
});

describe('inspectCopy', () => {
  it.each([
    ['no database', () => Buffer.from('this is a text')],
    ['an empty file', () => Buffer.alloc(0)],
    ['half of one', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ])('says that %s cannot be restored, and leaves nothing beside it', (_name, make) => {
    db.close();
    writeFileSync(target(), make(readFileSync(file)));
    expect(inspectCopy(target(), { isThorough: true }).problem).not.toBeNull();
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
  });
});

describe('prepareReplacement', () => {
  it('does not begin again what waited when the backup was made', async () => {
    const { job } = enqueue(db, { type: 'publish_entity', label: 'Publish', priority: 2, payload: {} });
    await copyDatabase(file, target(), silent);
    const incoming = incomingPath(file, 'kept.sqlite');
    prepareReplacement(target(), incoming);
    insertLibrary(db, { name: 'Later', type: 'movies', path: '/later' });
    db.close();
    expect(finishReplacement(file, path.join(folder, 'backups'))).toBe(true);
    db = openDatabase(file, { appVersion: '1.0.0' });
    expect(getJob(db, job.id)?.status).toBe('cancelled');
    expect(listLibraries(db).map(({ name }) => name)).toEqual(['Films']);
    const kept = openDatabase(path.join(folder, 'backups', 'kept.sqlite'), { appVersion: '1.0.0' });
    expect(listLibraries(kept)).toHaveLength(2);
    kept.close();
  });

  it('refuses a damaged backup', () => {
    db.close();
    writeFileSync(target(), readFileSync(file));
    truncateSync(target(), 8_000);
    expect(() => prepareReplacement(target(), incomingPath(file, 'kept.sqlite'))).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['copy.sqlite', 'metarr.sqlite']);
  });
});

describe('finishReplacement', () => {
  it('goes on where a crash broke it off: the log of the old database never meets the new one', async () => {
    await copyDatabase(file, target(), silent);
    prepareReplacement(target(), incomingPath(file, 'kept.sqlite'));
    db.close();
    // Killed after the first of its renames.
    writeFileSync(`${file}-wal`, 'a log of the old one');
    const keep = path.join(folder, 'backups');
    keepDatabase(file, keep, 'kept.sqlite');
    writeFileSync(`${file}-wal`, 'a log of the old one');
    expect(finishReplacement(file, keep)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(readFileSync(path.join(keep, 'kept.sqlite-wal'), 'utf8')).toBe('a log of the old one');
    expect(findDamage(file, true)).toBeNull();
    expect(finishReplacement(file, keep)).toBe(false);
  });
});

describe('findDamage', () => {
  it('finds nothing in a sound database, and what is wrong with another', () => {
    db.close();
    expect(findDamage(file, false)).toBeNull();
    truncateSync(file, 4096 * 20);
    expect(findDamage(file, false)).not.toBeNull();
    writeFileSync(file, 'no database');
    expect(findDamage(file, false)).not.toBeNull();
  });
});
