import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBackups } from './database-backup.ts';
import type { Migration } from './migrate.ts';
import { MigrationError, migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migration-files.ts';
import { NewerDatabaseError } from './newer-database-error.ts';
import { openDatabase } from './open-database.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-migrate-'));
  path = join(folder, 'metarr.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const newest = MIGRATIONS.at(-1)?.version ?? 0;
const step = (version: number, sql: string): Migration => ({ version, name: `step ${String(version)}`, sql });

function open(migrations: readonly Migration[] = MIGRATIONS): Database {
  return openDatabase(path, { appVersion: '1.2.3', migrations }) as unknown as Database;
}

function objects(db: Database): unknown[] {
  return db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}

/** Data for whatever of these tables an earlier version has. */
function fill(db: Database): void {
  const has = (table: string): boolean =>
    db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table) !== undefined;
  const add = (table: string, columns: string, values: string): void => {
    if (has(table)) db.exec(`INSERT INTO ${table} (${columns}) VALUES (${values})`);
  };
  add('libraries', 'id, name, type, path', `1, 'Films', 'movies', '/films'`);
  add('sets', 'id, name', `1, 'Alien Collection'`);
  add(
    'movies',
    'id, library_id, title, sort_key, directory_path, file_path, set_id, title_locked',
    `1, 1, 'Alien', 'alien', '/films/Alien', '/films/Alien/Alien.mkv', 1, 1`,
  );
  add('directors', 'id, name', `1, 'Ridley Scott'`);
  add('movies_directors', 'movie_id, director_id', '1, 1');
  add('actors', 'id, name', `1, 'Ian Holm'`);
  add('movies_actors', 'movie_id, actor_id, role', `1, 1, 'Ash'`);
  add(
    'asset_candidates',
    'entity_type, entity_id, asset_type, provider, source_key, content_hash, is_downloaded',
    `'movie', 1, 'poster', 'local', 'local:poster', 'h', 1`,
  );
  add('video_streams', 'entity_type, entity_id, codec', `'movie', 1, 'hevc'`);
  add('settings', 'key, value', `'theme', '"dark"'`);
}

function rowsOf(db: Database): Record<string, unknown> {
  const tables = db
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]));
}

describe('upgrade', () => {
  test.each(MIGRATIONS.slice(0, -1).map((migration, index) => [migration.name, index + 1] as const))(
    'from %s, with data',
    (_, length) => {
      const earlier = MIGRATIONS.slice(0, length);
      const old = open(earlier);
      fill(old);
      const before = rowsOf(old);
      const from = schemaVersion(old);
      old.close();

      const db = open();
      expect(schemaVersion(db)).toBe(newest);
      const after = rowsOf(db);
      // What later steps bring along themselves may add rows, never take any.
      for (const [table, count] of Object.entries(before)) {
        expect(Number(after[table]), table).toBeGreaterThanOrEqual(Number(count));
      }
      if ('movies' in before) {
        expect(db.prepare('SELECT title, title_locked, set_id FROM movies').raw().all()).toEqual([['Alien', 1, 1]]);
      }
      expect(db.pragma('foreign_key_check')).toEqual([]);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

      const fresh = new SqliteDatabase(':memory:');
      migrate(fresh, MIGRATIONS);
      expect(objects(db)).toEqual(objects(fresh));
      fresh.close();
      db.close();
      expect(listBackups(path)).toEqual([`${path}.v${String(from)}.bak`]);
    },
  );

  test('the migrations are numbered upward, and a second start has nothing to do', () => {
    const versions = MIGRATIONS.map((migration) => migration.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    open().close();
    const db = open();
    expect(migrate(db, MIGRATIONS)).toEqual([]);
    db.close();
    expect(listBackups(path)).toEqual([]);
  });

  test('remembers which application made it', () => {
    const db = open();
    expect(db.prepare(`SELECT value FROM settings WHERE key = 'database.migrated_by'`).pluck().get()).toBe('"1.2.3"');
    db.close();
  });
});

describe('backup', () => {
  test('is a whole database of the version before; two are kept', () => {
    const steps = [1, 2, 3, 4].map((n) =>
      step(n, `CREATE TABLE t${String(n)} (x); INSERT INTO t${String(n)} VALUES (${String(n)})`),
    );
    for (const length of [1, 2, 3, 4]) open(steps.slice(0, length)).close();
    expect(listBackups(path)).toEqual([`${path}.v3.bak`, `${path}.v2.bak`]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);

    const backup = new SqliteDatabase(`${path}.v3.bak`, { readonly: true });
    expect(schemaVersion(backup)).toBe(3);
    expect(backup.prepare('SELECT x FROM t3').pluck().get()).toBe(3);
    expect(backup.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 't4'`).pluck().get()).toBe(0);
    backup.close();
  });

  test('a second upgrade from the same version replaces its backup', () => {
    open([step(1, 'CREATE TABLE t1 (x)')]).close();
    writeFileSync(`${path}.v1.bak`, 'left behind');
    open([step(1, ''), step(2, 'CREATE TABLE t2 (x)')]).close();
    expect(readFileSync(`${path}.v1.bak`).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});

describe('a newer database', () => {
  test('is refused and left as it is', () => {
    const db = open();
    db.pragma(`user_version = ${String(newest + 10)}`);
    db.close();
    const before = readFileSync(path);
    let thrown: unknown;
    try {
      open();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NewerDatabaseError);
    expect(thrown).toMatchObject({ code: 'database_newer', found: newest + 10, supported: newest });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(listBackups(path)).toEqual([]);
  });
});

describe('a failing step', () => {
  const good = step(1, 'CREATE TABLE kept (x INTEGER PRIMARY KEY); INSERT INTO kept VALUES (7)');

  test('leaves version and data of the step before, and the next start tries again', () => {
    open([good]).close();
    const bad = step(3, `CREATE TABLE half (x); UPDATE kept SET x = 8; INSERT INTO nowhere VALUES (1)`);
    expect(() => open([good, step(2, 'CREATE TABLE second (x)'), bad])).toThrow(MigrationError);

    const db = new SqliteDatabase(path);
    expect(schemaVersion(db)).toBe(2);
    expect(db.prepare('SELECT x FROM kept').pluck().all()).toEqual([7]);
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('half', 'second')`).pluck().all()).toEqual([
      'second',
    ]);
    db.close();
    expect(existsSync(`${path}.v1.bak`)).toBe(true);

    const mended = open([good, step(2, ''), step(3, 'CREATE TABLE half (x)')]);
    expect(schemaVersion(mended)).toBe(3);
    mended.close();
  });

  test('names itself and the reason', () => {
    expect(() => open([step(1, 'CREATE TABL x')])).toThrow(/Migration step 1 failed: near "TABL"/);
  });

  test('is also one that leaves a row without what it refers to', () => {
    const parents = step(
      1,
      'CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p(id)); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)',
    );
    open([parents]).close();
    expect(() => open([parents, step(2, 'DELETE FROM p')])).toThrow(/refer to nothing, first: c row 1 to p/);
    const db = open([parents]);
    expect(db.prepare('SELECT count(*) FROM p').pluck().get()).toBe(1);
    db.close();
  });

  test('cannot end the transaction behind the back of the version', () => {
    open([good]).close();
    expect(() => open([good, step(2, 'CREATE TABLE sly (x); COMMIT; INSERT INTO nowhere VALUES (1)')])).toThrow(
      MigrationError,
    );
    const db = new SqliteDatabase(path);
    expect(schemaVersion(db)).toBe(1);
    db.close();
  });
});

test('rebuilding a table does not delete what refers to it', () => {
  const start = step(
    1,
    `CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p(id) ON DELETE CASCADE);
     INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)`,
  );
  open([start]).close();
  const rebuild = step(
    2,
    `CREATE TABLE p2 (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO p2 (id) SELECT id FROM p; DROP TABLE p;
     ALTER TABLE p2 RENAME TO p`,
  );
  const db = open([start, rebuild]);
  expect(db.prepare('SELECT count(*) FROM c').pluck().get()).toBe(1);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  db.close();
});

test('two steps of one version are a mistake of the build', () => {
  expect(() => open([step(1, ''), step(1, '')])).toThrow(RangeError);
});

test('a step that another process has applied meanwhile is passed over', () => {
  const steps = [step(1, 'CREATE TABLE t1 (x)'), step(2, 'CREATE TABLE t2 (x)'), step(3, 'CREATE TABLE t3 (x)')];
  open(steps.slice(0, 1)).close();
  const db = new SqliteDatabase(path);
  const applied = migrate(db, steps, {
    beforeUpgrade: () => {
      const other = new SqliteDatabase(path);
      migrate(other, steps.slice(0, 2));
      other.close();
    },
  });
  expect(applied).toEqual(['step 3']);
  expect(schemaVersion(db)).toBe(3);
  db.close();
});
