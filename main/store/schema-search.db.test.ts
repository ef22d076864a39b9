import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SampleDatabase } from './__testing__/schema-sample.ts';
import type { ReadDb } from './open-database.ts';
import { indexNewest } from './search-index.ts';
import { addEntity, addMovie, openSampleDatabase } from './__testing__/schema-sample.ts';

let sample: SampleDatabase;
let library: number;
beforeAll(() => {
  sample = openSampleDatabase();
  library = addEntity(sample, 'library');
});
afterAll(() => {
  indexNewest(sample.db as unknown as ReadDb);
  for (const table of ['movies', 'series', 'actors', 'sets']) {
    sample.db.exec(`INSERT INTO ${table}_fts (${table}_fts, rank) VALUES ('integrity-check', 1)`);
  }
  sample.close();
});

const find = (table: string, match: string): unknown[] => {
  indexNewest(sample.db as unknown as ReadDb);
  return sample.list(`SELECT rowid FROM ${table}_fts WHERE ${table}_fts MATCH ? ORDER BY rowid`, match);
};

function titled(title: string, originalTitle: string | null = null): number {
  const id = addMovie(sample, library, `/s/${title}/${title}.mkv`);
  sample.insert('UPDATE movies SET title = ?, original_title = ? WHERE id = ?', title, originalTitle, id);
  return id;
}

test('a film is found by the beginning of a word of any of its titles, accents aside', () => {
  const amelie = titled('Amélie', 'Le Fabuleux Destin');
  const alien = titled('Alien³');
  expect(find('movies', 'ame*')).toEqual([amelie]);
  expect(find('movies', 'fabuleux')).toEqual([amelie]);
  expect(find('movies', 'ali*')).toEqual([alien]);
});

test('search follows changes, and forgets what is deleted', () => {
  const id = titled('Blade Runner');
  sample.insert(`UPDATE movies SET title = 'Soldier', plot = 'x' WHERE id = ?`, id);
  expect(find('movies', 'runner')).toEqual([]);
  expect(find('movies', 'soldier')).toEqual([id]);
  sample.insert(`UPDATE movies SET plot = 'runner' WHERE id = ?`, id);
  expect(find('movies', 'runner')).toEqual([]);
  sample.insert('DELETE FROM movies WHERE id = ?', id);
  expect(find('movies', 'soldier')).toEqual([]);
});

test('deleting a library forgets its films', () => {
  const other = addEntity(sample, 'library');
  sample.insert(`UPDATE movies SET title = 'Zardoz' WHERE id = ?`, addMovie(sample, other, '/z/z.mkv'));
  expect(find('movies', 'zardoz')).toHaveLength(1);
  sample.insert('DELETE FROM libraries WHERE id = ?', other);
  expect(find('movies', 'zardoz')).toEqual([]);
});

test('people, sets and series are found, also after a change of case or a replacement', () => {
  const actor = sample.insert(`INSERT INTO actors (name, tmdb_id) VALUES ('Ian Holm', 65)`);
  sample.insert(`UPDATE actors SET name = 'IAN HOLM' WHERE id = ?`, actor);
  expect(find('actors', 'hol*')).toEqual([actor]);
  const set = sample.insert(`INSERT INTO sets (name, tmdb_collection_id) VALUES ('Alien Collection', 8091)`);
  expect(find('sets', 'alien')).toEqual([set]);
  const replaced = sample.insert(`INSERT OR REPLACE INTO sets (name, tmdb_collection_id) VALUES ('Alien Filme', 8091)`);
  expect(find('sets', 'collection')).toEqual([]);
  expect(find('sets', 'filme')).toEqual([replaced]);
  const series = addEntity(sample, 'series');
  sample.insert(`UPDATE series SET title = 'Šerif' WHERE id = ?`, series);
  expect(find('series', 'serif')).toEqual([series]);
});
