import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SampleDatabase } from './__testing__/schema-sample.ts';
import { addEntity, openSampleDatabase } from './__testing__/schema-sample.ts';

let sample: SampleDatabase;
let movie: number;
let library: number;

beforeEach(() => {
  sample = openSampleDatabase();
  movie = addEntity(sample, 'movie');
  library = sample.one('SELECT library_id FROM movies WHERE id = ?', movie) as number;
});

afterEach(() => {
  sample.close();
});

const INSERT = `INSERT INTO rename_items (run_id, library_id, entity_type, entity_id, title, state, steps, changes)
  VALUES (1, ?, 'movie', ?, 'Quay', ?, '[]', '[]')`;

test('a rename belongs to an item that is there, and goes with it', () => {
  sample.insert(INSERT, library, movie, 'planned');
  expect(() => sample.insert(INSERT, library, 999, 'planned')).toThrow('entity does not exist');
  expect(() => sample.insert(INSERT, library, movie, 'lost')).toThrow('CHECK');
  sample.insert('DELETE FROM movies WHERE id = ?', movie);
  expect(sample.one('SELECT count(*) FROM rename_items')).toBe(0);
});

test('items go with their run, and a library’s patterns with the library', () => {
  sample.insert(INSERT, library, movie, 'moved');
  sample.insert(`INSERT INTO rename_patterns (library_id, patterns) VALUES (?, '{}')`, library);
  expect(() => sample.insert(`UPDATE rename_patterns SET patterns = '[]'`)).toThrow('CHECK');
  sample.insert('DELETE FROM rename_runs WHERE id = 1');
  expect(sample.one('SELECT count(*) FROM rename_items')).toBe(0);
  sample.insert('DELETE FROM libraries WHERE id = ?', library);
  expect(sample.one('SELECT count(*) FROM rename_patterns')).toBe(0);
});

test('what is between two names is found by its index', () => {
  sample.insert(INSERT, library, movie, 'moving');
  const open = sample.list(
    `SELECT entity_id FROM rename_items INDEXED BY idx_rename_items_open
     WHERE state IN ('moving', 'backing', 'following', 'undoing', 'redoing', 'following_back') ORDER BY id`,
  );
  expect(open).toEqual([movie]);
});
