import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addShow } from '../__testing__/test-shows.ts';
import { followMove, type FollowedMove } from './follow-rename.store.ts';
import { openDatabase, type WriteDb } from './open-database.ts';
import { transaction } from './sql.ts';

let folder: string;
let db: WriteDb;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-follow-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '0.0.0-test' });
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const EPISODES = 700;
const OLD = '/invented/Shows/Harbour';
const NEW = '/invented/Shows/Harbour (2011)';

function follow(series: number, move: FollowedMove): number {
  for (let calls = 1; ; calls += 1) {
    if (transaction(db, () => followMove(db, { type: 'series', id: series }, move))) return calls;
  }
}

test('a long show follows in small pieces, and what only begins with the same letters stays', () => {
  const numbers = Array.from({ length: EPISODES }, (_none, at) => at + 1);
  const { series } = addShow(db, {
    title: 'Harbour',
    seasons: [1],
    episodes: numbers.map((number) => ({ season: 1, episode: number, file: `Season 1/e${String(number)}.mkv` })),
  });
  const other = addShow(db, { title: 'Harbour Two', episodes: [{ season: 1, episode: 1, file: 'e1.mkv' }] });
  const calls = follow(series, { from: OLD, to: NEW, isFolder: true });
  expect(calls).toBeGreaterThan(2);
  const inNew = db.prepare(`SELECT count(*) FROM episodes WHERE file_path LIKE ? || '/Season 1/%'`).pluck();
  expect(inNew.get(NEW)).toBe(EPISODES);
  expect(db.prepare('SELECT directory_path FROM series WHERE id = ?').pluck().get(series)).toBe(NEW);
  expect(db.prepare('SELECT directory_path FROM series WHERE id = ?').pluck().get(other.series)).toBe(`${OLD} Two`);
  // Once more changes nothing: a crash may come between two pieces.
  expect(follow(series, { from: OLD, to: NEW, isFolder: true })).toBe(1);
  follow(series, { from: NEW, to: OLD, isFolder: true });
  expect(inNew.get(OLD)).toBe(EPISODES);
});

test('the paths in what is wrong with an item, and the name without extension, follow a file', () => {
  const { series, episodes } = addShow(db, {
    title: 'Harbour',
    episodes: [{ season: 1, episode: 1, file: 'a.mkv', columns: { base_name: 'a' } }],
  });
  const issues = [
    { code: 'video_unreadable', message: 'Cannot be read.', path: `${OLD}/a.mkv` },
    { code: 'other', message: 'Other.', path: `${OLD}/b.mkv` },
    { code: 'none', message: 'Without.' },
  ];
  db.prepare('UPDATE episodes SET scan_issues = ?').run(JSON.stringify(issues));
  follow(series, { from: `${OLD}/a.mkv`, to: `${OLD}/b c.mkv`, isFolder: false });
  const row = db.prepare('SELECT * FROM episodes WHERE id = ?').get(episodes['1x01']) as Record<string, string>;
  expect(row['file_path']).toBe(`${OLD}/b c.mkv`);
  expect(row['base_name']).toBe('b c');
  expect(JSON.parse(row['scan_issues'] ?? '')).toEqual([
    { ...issues[0], path: `${OLD}/b c.mkv` },
    issues[1],
    issues[2],
  ]);
});
