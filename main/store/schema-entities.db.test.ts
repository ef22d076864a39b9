import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleDatabase, SampleEntity } from './__testing__/schema-sample.ts';
import {
  ENTITY_TABLES,
  PAIR_ROWS,
  addEntity,
  addMovie,
  addPairRow,
  openSampleDatabase,
} from './__testing__/schema-sample.ts';

let sample: SampleDatabase;
beforeAll(() => {
  sample = openSampleDatabase();
});
afterAll(() => {
  sample.close();
});

const pairs = Object.entries(PAIR_ROWS).flatMap(([table, { owners }]) =>
  owners.map((owner) => [table, owner] as const),
);

test('the rows tried here are those of every table with such a pair', () => {
  const found = sample.list(
    `SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
     WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'entity_id' ORDER BY t.name`,
  );
  expect(found).toEqual([...Object.keys(PAIR_ROWS), 'activity_log', 'publish_log'].sort());
});

describe.each(pairs)('%s of a %s', (table, owner) => {
  test('goes when the item goes, and no other does', () => {
    const doomed = addEntity(sample, owner);
    const other = addEntity(sample, owner);
    addPairRow(sample, table, owner, doomed);
    addPairRow(sample, table, owner, other);
    sample.insert(`DELETE FROM ${ENTITY_TABLES[owner]} WHERE id = ?`, doomed);
    const left = sample.list(`SELECT entity_id FROM ${table} WHERE entity_type = ?`, owner);
    expect(left).toContain(other);
    expect(left).not.toContain(doomed);
  });

  test('is refused for an item that does not exist, also by a later change', () => {
    expect(() => {
      addPairRow(sample, table, owner, 999_999);
    }).toThrow('entity does not exist');
    const id = addEntity(sample, owner);
    addPairRow(sample, table, owner, id);
    expect(() =>
      sample.insert(`UPDATE ${table} SET entity_id = 999999 WHERE entity_type = ? AND entity_id = ?`, owner, id),
    ).toThrow('entity does not exist');
  });
});

test.each(Object.keys(PAIR_ROWS))('%s refuses a kind of item that is none of its own', (table) => {
  expect(() => {
    addPairRow(sample, table, 'banana', 1);
  }).toThrow(/CHECK constraint failed/);
});

test('a row moves to another item that exists', () => {
  const from = addEntity(sample, 'movie');
  const to = addEntity(sample, 'movie');
  addPairRow(sample, 'ratings', 'movie', from);
  sample.insert(`UPDATE ratings SET entity_id = ? WHERE entity_type = 'movie' AND entity_id = ?`, to, from);
  expect(sample.one(`SELECT count(*) FROM ratings WHERE entity_type = 'movie' AND entity_id = ?`, to)).toBe(1);
});

test('a series takes seasons and episodes along, and what hangs on those', () => {
  const series = addEntity(sample, 'series');
  const season = sample.insert('INSERT INTO seasons (series_id, season_number) VALUES (?, 0)', series);
  const episode = sample.insert(
    'INSERT INTO episodes (series_id, season_number, episode_number) VALUES (?, 0, 1)',
    series,
  );
  addPairRow(sample, 'asset_candidates', 'season', season);
  addPairRow(sample, 'audio_streams', 'episode', episode);
  sample.insert('DELETE FROM series WHERE id = ?', series);
  expect(sample.one('SELECT count(*) FROM episodes WHERE id = ?', episode)).toBe(0);
  expect(
    sample.one(`SELECT count(*) FROM asset_candidates WHERE entity_type = 'season' AND entity_id = ?`, season),
  ).toBe(0);
  expect(
    sample.one(`SELECT count(*) FROM audio_streams WHERE entity_type = 'episode' AND entity_id = ?`, episode),
  ).toBe(0);
});

test('a library takes its films along, and what hangs on those', () => {
  const library = addEntity(sample, 'library');
  const movie = addMovie(sample, library, '/gone/gone.mkv');
  addPairRow(sample, 'ratings', 'movie', movie);
  sample.insert('DELETE FROM libraries WHERE id = ?', library);
  expect(sample.one('SELECT count(*) FROM movies WHERE id = ?', movie)).toBe(0);
  expect(sample.one(`SELECT count(*) FROM ratings WHERE entity_type = 'movie' AND entity_id = ?`, movie)).toBe(0);
});

const LINKS: [link: string, owner: SampleEntity, other: string][] = [
  ...['actors', 'genres', 'directors', 'writers', 'studios', 'tags', 'countries'].flatMap(
    (other): [string, SampleEntity, string][] => [
      [`movies_${other}`, 'movie', other],
      [`series_${other}`, 'series', other],
    ],
  ),
  ['episodes_actors', 'episode', 'actors'],
  ['episodes_directors', 'episode', 'directors'],
  ['episodes_writers', 'episode', 'writers'],
];

test.each(LINKS)('links in %s go with either end', (link, owner, other) => {
  const ownColumn = `${owner}_id`;
  const otherColumn = `${other === 'countries' ? 'country' : other.slice(0, -1)}_id`;
  const term = (): number => sample.insert(`INSERT INTO ${other} (name) VALUES (hex(randomblob(8)))`);
  const [kept, dropped] = [term(), term()];
  const id = addEntity(sample, owner);
  for (const one of [kept, dropped]) {
    sample.insert(`INSERT INTO ${link} (${ownColumn}, ${otherColumn}) VALUES (?, ?)`, id, one);
  }
  sample.insert(`DELETE FROM ${other} WHERE id = ?`, dropped);
  expect(sample.list(`SELECT ${otherColumn} FROM ${link} WHERE ${ownColumn} = ?`, id)).toEqual([kept]);
  sample.insert(`DELETE FROM ${ENTITY_TABLES[owner]} WHERE id = ?`, id);
  expect(sample.one(`SELECT count(*) FROM ${link} WHERE ${ownColumn} = ?`, id)).toBe(0);
  expect(sample.one(`SELECT count(*) FROM ${other} WHERE id = ?`, kept)).toBe(1);
});

test('the history of a film stays when the film goes', () => {
  const id = addEntity(sample, 'movie');
  sample.insert(`INSERT INTO publish_log (entity_type, entity_id) VALUES ('movie', ?)`, id);
  const log = `INSERT INTO activity_log (event_type, severity, entity_type, entity_id, description)
    VALUES ('movie.deleted', 'info', 'movie', ?, 'Film deleted')`;
  sample.insert(log, id);
  sample.insert('DELETE FROM movies WHERE id = ?', id);
  sample.insert(log, id);
  expect(sample.one(`SELECT count(*) FROM publish_log WHERE entity_id = ?`, id)).toBe(1);
  expect(sample.one(`SELECT count(*) FROM activity_log WHERE entity_id = ?`, id)).toBe(2);
});

test('the id of a deleted film is never given to another', () => {
  const id = addEntity(sample, 'movie');
  sample.insert('DELETE FROM movies WHERE id = ?', id);
  expect(addEntity(sample, 'movie')).toBeGreaterThan(id);
});

test('a film outlives its set', () => {
  const id = addEntity(sample, 'movie');
  const set = addEntity(sample, 'set');
  sample.insert('UPDATE movies SET set_id = ? WHERE id = ?', set, id);
  sample.insert('DELETE FROM sets WHERE id = ?', set);
  expect(sample.one('SELECT set_id FROM movies WHERE id = ?', id)).toBeNull();
});
