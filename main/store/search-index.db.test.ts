import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDatabase } from './integrity.store.ts';
import { searchHits } from './list-search.store.ts';
import { openDatabase, type WriteDb } from './open-database.ts';
import { indexBacklog, indexNewest } from './search-index.ts';

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

it('finds what was added once that is indexed: all of it, or the newest before a search', async () => {
  for (let n = 0; n < 450; n++) add(`Berg ${String(n)}`);
  expect(found('berg')).toEqual([]);
  await indexBacklog(db);
  expect(found('berg')).toHaveLength(450);
  add('Late Berg');
  expect(found('late')).toEqual([]);
  indexNewest(db);
  expect(found('late')).toEqual(['Late Berg']);
  expect(checkDatabase(db)).toEqual([]);
});

it('follows changes and deletions on both sides of the backlog', async () => {
  const [old, gone] = [add('Old Name'), add('Old Gone')];
  await indexBacklog(db);
  const [fresh, dropped] = [add('Fresh Name'), add('Fresh Dropped')];
  db.prepare("UPDATE actors SET name = 'Other' WHERE id = ?").run(old);
  db.prepare("UPDATE actors SET name = 'Another' WHERE id = ?").run(fresh);
  db.prepare('DELETE FROM actors WHERE id IN (?, ?)').run(gone, dropped);
  await indexBacklog(db);
  expect([found('old'), found('fresh'), found('other'), found('another')]).toEqual([[], [], ['Other'], ['Another']]);
  expect(checkDatabase(db)).toEqual([]);
});

it('takes a search of words in as they are added, without being asked', () => {
  db.prepare("INSERT INTO libraries (name, type, path) VALUES ('Films', 'movies', '/films')").run();
  db.prepare(
    "INSERT INTO movies (library_id, title, sort_key, directory_path, file_path) VALUES (1, 'Tidal', 'tidal', '/films/t', '/films/t/t.mkv')",
  ).run();
  expect(searchHits(db, 'movie', 'tid')?.count).toBe(1);
});
