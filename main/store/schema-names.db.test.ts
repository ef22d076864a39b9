import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { REFERENCE_INDEXES, REFERENCE_TABLES, REFERENCE_TRIGGERS, SIMILAR_TABLES } from './schema-reference.ts';
import { openSampleDatabase } from './__testing__/schema-sample.ts';

const sample = openSampleDatabase();
afterAll(() => {
  sample.close();
});

/**
 * Indexes whose columns in the reference do not do what the index is for: an episode's number says nothing without its
 * series.
 */
const MENDED_INDEXES: Record<string, string> = {
  idx_episodes_season_episode: 'series_id season_number episode_number',
};

const columnsOf = (table: string): unknown[] => sample.list('SELECT name FROM pragma_table_xinfo(?)', table);

test.each(Object.entries({ ...REFERENCE_TABLES, ...SIMILAR_TABLES }))(
  'table %s has every column of the reference',
  (table, columns) => {
    expect(columnsOf(table)).toEqual(expect.arrayContaining([...columns]));
  },
);

test.each(Object.entries(REFERENCE_INDEXES))(
  'index %s leads with the columns of the reference',
  (name, [table, columns]) => {
    expect(sample.one(`SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND name = ?`, name)).toBe(table);
    const wanted = (MENDED_INDEXES[name] ?? columns).split(' ');
    const found = sample.list('SELECT name FROM pragma_index_info(?) ORDER BY seqno', name);
    expect(found.slice(0, wanted.length)).toEqual(wanted);
  },
);

test.each(REFERENCE_TRIGGERS)('trigger %s exists', (name) => {
  expect(sample.one(`SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ?`, name)).toBe(1);
});

test('every ordinary table is strict', () => {
  const lax = sample.list(
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
  );
  expect(lax).toEqual([]);
});

test('every flag takes only 0 and 1, every lock starts open', () => {
  const flags = sample.db
    .prepare(
      `SELECT t.name AS "table", c.name AS "column", c.dflt_value AS "default", s.sql
       FROM pragma_table_list t JOIN pragma_table_info(t.name) c JOIN sqlite_schema s ON s.name = t.name
       WHERE t.schema = 'main' AND t.type = 'table' AND
         (c.name LIKE '%!_locked' ESCAPE '!' OR c.name LIKE 'is!_%' ESCAPE '!' OR c.name LIKE 'auto!_%' ESCAPE '!'
          OR c.name LIKE '%enabled' OR c.name = 'has_unpublished_changes')`,
    )
    .all() as { table: string; column: string; default: string | null; sql: string }[];
  const checked = flags.filter(({ column }) => column !== 'auto_score' && column !== 'auto_scan_interval');
  expect(checked.length).toBeGreaterThan(130);
  for (const flag of checked) {
    expect(flag.sql, `${flag.table}.${flag.column}`).toContain(`CHECK (${flag.column} IN (0, 1))`);
    if (flag.column.endsWith('_locked') && flag.table !== 'edit_history') expect(flag.default).toBe('0');
  }
});

test('every time has its format checked', () => {
  const times = sample.db
    .prepare(
      `SELECT t.name AS "table", c.name AS "column", s.sql
       FROM pragma_table_list t JOIN pragma_table_info(t.name) c JOIN sqlite_schema s ON s.name = t.name
       WHERE t.schema = 'main' AND t.type = 'table' AND
         (c.name LIKE '%!_at' ESCAPE '!' OR c.name IN ('deleted_on', 'date_added', 'run_after', 'timestamp'))`,
    )
    .all() as { table: string; column: string; sql: string }[];
  expect(times.length).toBeGreaterThan(90);
  for (const time of times) {
    expect(time.sql, `${time.table}.${time.column}`).toContain(
      `CHECK (${time.column} GLOB '????-??-??T??:??:??.???Z')`,
    );
  }
});

test('the written-down schema is the one the migrations lead to', () => {
  const script = fileURLToPath(new URL('../../scripts/write-schema.mjs', import.meta.url));
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
