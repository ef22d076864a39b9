import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginGeneration, dropMarks, hasMarks, manifestState, markAll, takeMarks } from './manifest-mark.store.ts';
import type { WriteDb } from './open-database.ts';
import { addBytes, addEntity, openSampleDatabase, type SampleDatabase } from './__testing__/schema-sample.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

let sample: SampleDatabase;
let db: WriteDb;
beforeEach(() => {
  sample = openSampleDatabase();
  db = sample.db as unknown as WriteDb;
});
afterEach(() => {
  sample.close();
});

const marks = (): unknown[] => sample.list(`SELECT kind || ':' || owner_id FROM manifest_marks ORDER BY 1`);
const clear = (): void => {
  sample.insert('DELETE FROM manifest_marks');
};

test('what is decided about an item marks it, and only it', () => {
  const movie = addEntity(sample, 'movie');
  addEntity(sample, 'movie');
  const changes = [
    'UPDATE movies SET title_locked = 1 WHERE id = ?',
    `INSERT INTO field_provenance (entity_type, entity_id, field, source) VALUES ('movie', ?, 'title', 'user')`,
    `INSERT INTO completeness_waivers (entity_type, entity_id, requirement) VALUES ('movie', ?, 'plot')`,
    `INSERT INTO edit_history (entity_type, entity_id, field) VALUES ('movie', ?, 'title')`,
    `DELETE FROM completeness_waivers WHERE entity_id = ?`,
  ];
  for (const sql of changes) {
    clear();
    sample.insert(sql, movie);
    expect(marks(), sql).toEqual([`movie:${String(movie)}`]);
  }
});

test('what is decided about an episode or a season marks their show', () => {
  const episode = addEntity(sample, 'episode');
  const series = sample.one('SELECT series_id FROM episodes WHERE id = ?', episode);
  clear();
  sample.insert(
    `INSERT INTO lock_rules (entity_type, entity_id, target, rule) VALUES ('episode', ?, 'title', 'exempt')`,
    episode,
  );
  expect(marks()).toEqual([`series:${String(series)}`]);
  clear();
  sample.insert('DELETE FROM series WHERE id = ?', series);
  expect(marks()).toEqual([`series:${String(series)}`]);
});

test('a scan’s own ways of adding rows do not trip over a mark that is there', () => {
  const movie = addEntity(sample, 'movie');
  takeMarks(db, 100);
  for (const or of ['OR FAIL', 'OR IGNORE', 'OR ABORT', 'OR REPLACE']) {
    sample.insert(
      `INSERT ${or} INTO field_provenance (entity_type, entity_id, field, source) VALUES ('movie', ?, ?, 'user')`,
      movie,
      or,
    );
    sample.insert(`UPDATE ${or} movies SET title = ? WHERE id = ?`, or, movie);
  }
  expect(marks()).toContain(`movie:${String(movie)}`);
  expect(sample.one(`SELECT is_taken FROM manifest_marks WHERE kind = 'movie' AND owner_id = ?`, movie)).toBe(0);
});

test('a change while its manifest is written marks the item anew', () => {
  const one = addEntity(sample, 'movie');
  const other = addEntity(sample, 'movie');
  beginGeneration(db, 'abc123');
  const taken = takeMarks(db, 1000);
  sample.insert(`UPDATE movies SET title = 'Other' WHERE id = ?`, one);
  dropMarks(db, taken, 1);
  expect(marks()).toEqual([`movie:${String(one)}`]);
  expect(manifestState(db)).toMatchObject({ generation: 'abc123', sequence: 1 });
  takeMarks(db, 1000);
  // Cut off before it was written: it is taken again.
  expect(takeMarks(db, 1000)).toEqual([{ kind: 'movie', id: one }]);
  markAll(db);
  expect(marks()).toEqual(expect.arrayContaining([`movie:${String(one)}`, `movie:${String(other)}`, 'application:0']));
  expect(hasMarks(db)).toBe(true);
});

test('a published file keeps its bytes, until it is published anew or forgotten', () => {
  addBytes(sample, A);
  addBytes(sample, B);
  const movie = addEntity(sample, 'movie');
  const count = (hash: string): unknown =>
    sample.one('SELECT reference_count FROM cache_inventory WHERE content_hash = ?', hash);
  sample.insert(
    `INSERT INTO published_files (path, entity_type, entity_id, asset_type, content_hash, size_bytes, mtime_ms)
     VALUES ('/films/poster.jpg', 'movie', ?, 'poster', ?, 1, 1)`,
    movie,
    A,
  );
  expect([count(A), count(B)]).toEqual([1, 0]);
  sample.insert('UPDATE published_files SET content_hash = ?', B);
  expect([count(A), count(B)]).toEqual([0, 1]);
  sample.insert('DELETE FROM movies WHERE id = ?', movie);
  expect([count(A), count(B)]).toEqual([0, 0]);
});
