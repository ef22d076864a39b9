import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SampleDatabase } from './__testing__/schema-sample.ts';
import { addBytes, addCandidate, addEntity, openSampleDatabase } from './__testing__/schema-sample.ts';

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

let sample: SampleDatabase;
beforeEach(() => {
  sample = openSampleDatabase();
  addBytes(sample, A);
  addBytes(sample, B);
});
afterEach(() => {
  const wrong = sample.list(
    `SELECT content_hash FROM cache_inventory c
     WHERE reference_count <> (SELECT count(*) FROM cache_references r WHERE r.content_hash = c.content_hash)
        OR (reference_count = 0) <> (orphaned_at IS NOT NULL)`,
  );
  expect(wrong).toEqual([]);
  sample.close();
});

const count = (hash: string): unknown =>
  sample.one('SELECT reference_count FROM cache_inventory WHERE content_hash = ?', hash);
const orphanedAt = (hash: string): unknown =>
  sample.one('SELECT orphaned_at FROM cache_inventory WHERE content_hash = ?', hash);

test('bytes nobody refers to are orphans from the start', () => {
  expect(count(A)).toBe(0);
  expect(orphanedAt(A)).toMatch(TIMESTAMP);
});

test('a candidate counts when it comes, and its orphan becomes one again when it goes', () => {
  const movie = addEntity(sample, 'movie');
  const candidate = addCandidate(sample, movie, A);
  expect(count(A)).toBe(1);
  expect(orphanedAt(A)).toBeNull();
  sample.insert('DELETE FROM asset_candidates WHERE id = ?', candidate);
  expect(count(A)).toBe(0);
  expect(orphanedAt(A)).toMatch(TIMESTAMP);
});

test('a hash written at download counts; a replaced one is let go', () => {
  const candidate = addCandidate(sample, addEntity(sample, 'movie'), null);
  const write = 'UPDATE asset_candidates SET content_hash = ?, is_downloaded = 1 WHERE id = ?';
  sample.insert(write, A, candidate);
  expect(count(A)).toBe(1);
  sample.insert(write, B, candidate);
  expect([count(A), count(B)]).toEqual([0, 1]);
  sample.insert('UPDATE asset_candidates SET content_hash = NULL, is_downloaded = 0 WHERE id = ?', candidate);
  expect(count(B)).toBe(0);
});

test('writing the same hash again changes nothing', () => {
  const candidate = addCandidate(sample, addEntity(sample, 'movie'), A);
  sample.insert('UPDATE asset_candidates SET content_hash = ?, auto_score = 50 WHERE id = ?', A, candidate);
  expect(count(A)).toBe(1);
});

test('shared bytes live until their last user goes', () => {
  const [one, two] = [addEntity(sample, 'movie'), addEntity(sample, 'movie')];
  addCandidate(sample, one, A);
  addCandidate(sample, two, A);
  sample.insert('DELETE FROM movies WHERE id = ?', one);
  expect(count(A)).toBe(1);
  expect(orphanedAt(A)).toBeNull();
  sample.insert('DELETE FROM movies WHERE id = ?', two);
  expect(orphanedAt(A)).toMatch(TIMESTAMP);
});

test('deleting a whole library lets go of its bytes', () => {
  const movie = addEntity(sample, 'movie');
  addCandidate(sample, movie, A);
  sample.insert('DELETE FROM libraries WHERE id = (SELECT library_id FROM movies WHERE id = ?)', movie);
  expect(count(A)).toBe(0);
});

test('REPLACE lets go of what it displaces', () => {
  const movie = addEntity(sample, 'movie');
  addCandidate(sample, movie, A);
  sample.insert(
    `INSERT OR REPLACE INTO asset_candidates
       (entity_type, entity_id, asset_type, provider, source_key, content_hash, is_downloaded)
     VALUES ('movie', ?, 'poster', 'tmdb', 'key', ?, 1)`,
    movie,
    B,
  );
  expect([count(A), count(B)]).toEqual([0, 1]);
});

test('a portrait counts on insert, update and delete', () => {
  const actor = sample.insert(`INSERT INTO actors (name, thumb_hash) VALUES ('Ian Holm', ?)`, A);
  expect(count(A)).toBe(1);
  sample.insert('UPDATE actors SET thumb_hash = ? WHERE id = ?', B, actor);
  expect([count(A), count(B)]).toEqual([0, 1]);
  sample.insert('DELETE FROM actors WHERE id = ?', actor);
  expect(count(B)).toBe(0);
});

test('both sides of a publish step count, and go with the journal', () => {
  const movie = addEntity(sample, 'movie');
  const journal = sample.insert(
    `INSERT INTO publish_journal (entity_type, entity_id, action, directory_path) VALUES ('movie', ?, 'publish', '/d')`,
    movie,
  );
  const step = sample.insert(
    `INSERT INTO publish_steps (journal_id, seq, op, path, before_hash, after_hash)
     VALUES (?, 0, 'replace', '/d/poster.jpg', ?, ?)`,
    journal,
    A,
    B,
  );
  expect([count(A), count(B)]).toEqual([1, 1]);
  sample.insert('UPDATE publish_steps SET after_hash = ? WHERE id = ?', A, step);
  expect([count(A), count(B)]).toEqual([2, 0]);
  sample.insert('DELETE FROM movies WHERE id = ?', movie);
  expect([count(A), count(B)]).toEqual([0, 0]);
});

test('a count below zero is an orphan too, and counts upward again', () => {
  const candidate = addCandidate(sample, addEntity(sample, 'movie'), A);
  sample.insert('UPDATE cache_inventory SET reference_count = 0 WHERE content_hash = ?', A);
  sample.insert('DELETE FROM asset_candidates WHERE id = ?', candidate);
  expect(count(A)).toBe(-1);
  expect(orphanedAt(A)).toMatch(TIMESTAMP);
  sample.insert('UPDATE cache_inventory SET reference_count = 0 WHERE content_hash = ?', A);
});

test('the true count wins over one given by hand, also when the users came first', () => {
  const late = 'c'.repeat(64);
  addCandidate(sample, addEntity(sample, 'movie'), late);
  sample.insert(
    `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type, reference_count)
     VALUES (?, '/cache/c', 1, 'image', 7)`,
    late,
  );
  expect(count(late)).toBe(1);
});

test('an orphan keeps the time it was given', () => {
  const old = '2020-01-01T00:00:00.000Z';
  const hash = 'd'.repeat(64);
  sample.insert(
    `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type, orphaned_at)
     VALUES (?, '/cache/d', 1, 'image', ?)`,
    hash,
    old,
  );
  expect(orphanedAt(hash)).toBe(old);
});

test('bytes in use cannot be struck off the books, and no hash changes', () => {
  addCandidate(sample, addEntity(sample, 'movie'), A);
  expect(() => sample.insert('DELETE FROM cache_inventory WHERE content_hash = ?', A)).toThrow('still referenced');
  expect(() => sample.insert('UPDATE cache_inventory SET content_hash = ? WHERE content_hash = ?', 'e', B)).toThrow(
    'never changes',
  );
  sample.insert('DELETE FROM cache_inventory WHERE content_hash = ?', B);
  expect(count(B)).toBeUndefined();
});
