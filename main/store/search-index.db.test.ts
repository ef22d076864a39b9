import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDatabase } from './integrity.store.ts';
import { openDatabase, type WriteDb } from './open-database.ts';
import { deferIndexing, indexBacklog } from './search-index.ts';

let folder: string;
let db: WriteDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-search-index-'));
  db = openDatabase(join(folder, 'metarr.sqlite'), { appVersion: '0.0.0' });
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (name: string): number =>
  Number(db.prepare('INSERT INTO actors (name) VALUES (?)').run(name).lastInsertRowid);
const found = (word: string): string[] =>
  db
    .prepare('SELECT a.name FROM actors_fts f JOIN actors a ON a.id = f.rowid WHERE actors_fts MATCH ? ORDER BY a.id')
    .pluck()
    .all(`"${word}"`) as string[];

it('finds what was added once the backlog is indexed, and at once again after that', async () => {
  add('Alma Berg');
  deferIndexing(db);
  for (let n = 0; n < 450; n++) add(`Berg ${String(n)}`);
  expect(found('berg')).toEqual(['Alma Berg']);
  await indexBacklog(db, false);
  expect(found('berg')).toHaveLength(451);
  add('Late Berg');
  expect(found('late')).toEqual([]);
  await indexBacklog(db, true);
  expect(found('late')).toEqual(['Late Berg']);
  add('Later Berg');
  expect(found('later')).toEqual(['Later Berg']);
  expect(checkDatabase(db)).toEqual([]);
});

it('follows changes and deletions on both sides of the backlog', async () => {
  const [old, gone] = [add('Old Name'), add('Old Gone')];
  deferIndexing(db);
  const [fresh, dropped] = [add('Fresh Name'), add('Fresh Dropped')];
  db.prepare("UPDATE actors SET name = 'Other' WHERE id = ?").run(old);
  db.prepare("UPDATE actors SET name = 'Another' WHERE id = ?").run(fresh);
  db.prepare('DELETE FROM actors WHERE id IN (?, ?)').run(gone, dropped);
  await indexBacklog(db, true);
  expect([found('old'), found('fresh'), found('other'), found('another')]).toEqual([[], [], ['Other'], ['Another']]);
  expect(checkDatabase(db)).toEqual([]);
});

it('goes on where a crash left off, whatever is deferred again', async () => {
  deferIndexing(db);
  add('Before Crash');
  deferIndexing(db);
  add('After Crash');
  await indexBacklog(db, true);
  expect(found('crash')).toEqual(['Before Crash', 'After Crash']);
});
