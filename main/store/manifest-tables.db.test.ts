import { afterAll, expect, test } from 'vitest';
import { KEPT_TABLES, LEFT_OUT } from './manifest-tables.ts';
import { openSampleDatabase } from './__testing__/schema-sample.ts';

const sample = openSampleDatabase();
afterAll(() => {
  sample.close();
});

test('every table is kept in manifests, or left out for a reason', () => {
  const tables = sample.list(
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`,
  );
  const named = [...KEPT_TABLES.map(({ table }) => table), ...Object.keys(LEFT_OUT)].sort();
  expect(tables.filter((table) => !named.includes(table as string))).toEqual([]);
  expect(named.filter((table) => !tables.includes(table))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

test('no secret is kept: ciphers, passwords and tokens stay in the database', () => {
  const columns = KEPT_TABLES.flatMap(({ table, omit }) =>
    sample
      .list('SELECT name FROM pragma_table_info(?)', table)
      .filter((name) => omit?.includes(name as string) !== true),
  );
  expect(columns.filter((name) => /cipher|password|secret|token|api_key/.test(name as string))).toEqual([]);
});

test('every column that a table names exists, and every one that sounds like a place of the library is named', () => {
  for (const { table, omit = [], paths = [] } of KEPT_TABLES) {
    const columns = sample.list('SELECT name FROM pragma_table_info(?)', table);
    expect(columns, table).toEqual(expect.arrayContaining([...omit, ...paths]));
    const places = columns.filter((name) => /(^|_)path$/.test(name as string));
    // The cache’s own path follows from the hash; a path on another machine is none of ours.
    const known = [...omit, ...paths, 'cache_path', 'remote_path'];
    expect(
      places.filter((name) => !known.includes(name as string)),
      table,
    ).toEqual([]);
  }
});
