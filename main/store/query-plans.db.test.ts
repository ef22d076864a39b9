import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deleteOrphans, dueOrphans, knownHashes, ORPHAN_START, REFERRERS } from './cache-orphans.store.ts';
import { findDownloadedTwin } from './candidate.store.ts';
import { newestEdit } from './edit-history.store.ts';
import { unpublishedOf } from './enrichment.store.ts';
import { followMove } from './follow-rename.store.ts';
import { openDatabase, type WriteDb } from './open-database.ts';
import { otherVideosIn } from './rename-facts.store.ts';
import { seriesInFolder } from './series.store.ts';
import { forgetUnknownFilesUntilRead } from './unknown-file.store.ts';
import { dropOtherFindings } from './verify-finding.store.ts';

/** Asked once for each of many items or files, so none of them may go through a whole table, or most of one. */
const PER_ITEM: [name: string, ask: (db: WriteDb) => unknown][] = [
  ['whether an image was fetched before', (db) => findDownloadedTwin(db, 'tmdb', 'https://image.invalid/a.jpg')],
  ['orphans of the cache that are due', (db) => dueOrphans(db, '2030-01-01T00:00:00.000Z', ORPHAN_START, 10)],
  ['orphans that go', (db) => deleteOrphans(db, ['a'.repeat(64)], '2030-01-01T00:00:00.000Z')],
  ['which hashes are known', (db) => knownHashes(db, ['a'.repeat(64)])],
  ['the newest edit of all', (db) => newestEdit(db, null)],
  ['the newest edit of an item', (db) => newestEdit(db, { type: 'movie', id: 1 })],
  ['which films are to be published', (db) => unpublishedOf(db, [{ type: 'movie', id: 1 }])],
  [
    'a file that was renamed',
    (db) => followMove(db, { type: 'movie', id: 1 }, { from: '/a', to: '/b', isFolder: false }),
  ],
  [
    'a folder that was renamed',
    (db) => followMove(db, { type: 'series', id: 1 }, { from: '/a', to: '/b', isFolder: true }),
  ],
  ['videos of other films in a folder', (db) => otherVideosIn(db, 1, '/a')],
  ['shows in a folder', (db) => seriesInFolder(db, 1, '/a')],
  ['unknown files that are read again', (db) => forgetUnknownFilesUntilRead(db, [1], ['/a'])],
  [
    'findings that are none any more',
    (db) => {
      dropOtherFindings(db, 1, { type: 'movie', ids: [1] }, ['/a']);
    },
  ],
];
/** Tables of a few rows, lists that are bound, indexes of what is under way, and one whose first entry is the answer. */
const SMALL =
  /^SCAN (json_each|libraries|\w+ VIRTUAL TABLE|publish_journal USING COVERING INDEX idx_publish_journal_open|edit_history USING INDEX idx_edit_history_by_hand)/;
/** A whole library, kind of item or provider: most of a table. */
const WIDE = /\((library_id|entity_type|provider|is_\w+|has_\w+|state)=\?\)$|AUTOMATIC/;

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-plans-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '0.0.0' });
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each(PER_ITEM)('%s: found by an index', (_name, ask) => {
  const prepared = vi.spyOn(db, 'prepare');
  ask(db);
  const texts = prepared.mock.calls.map(([sql]) => sql);
  prepared.mockRestore();
  expect(texts).not.toEqual([]);
  const slow = texts.flatMap((sql) =>
    planOf(sql)
      .filter((step) => isWide(step))
      .map((step) => `${step} in ${sql}`),
  );
  expect(slow).toEqual([]);
});

it('looks for references to cached bytes where the view does', () => {
  const view = db.prepare(`SELECT sql FROM sqlite_master WHERE name = 'cache_references'`).pluck().get() as string;
  const inView = [...view.matchAll(/SELECT (\w+),[^;]*?FROM (\w+)/g)].map(([, column, table]) => [table, column]);
  expect(inView).toEqual(REFERRERS);
});

function isWide(step: string): boolean {
  return (step.startsWith('SCAN ') && !SMALL.test(step)) || (step.startsWith('SEARCH ') && WIDE.test(step));
}

function planOf(sql: string): string[] {
  const statement = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null] as const);
  const places = sql.match(/\?/g)?.length ?? 0;
  const rows =
    names.length > 0 ? statement.all(Object.fromEntries(names)) : statement.all(...Array<null>(places).fill(null));
  return rows.map((row) => (row as { detail: string }).detail);
}
