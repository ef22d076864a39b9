import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare, transaction } from './sql.ts';

/** The tables that can be searched by words, with the columns that are. */
const COLUMNS = {
  movies: 'title, original_title, sort_title',
  series: 'title, original_title, sort_title',
  sets: 'name',
  directors: 'name',
  actors: 'name',
} as const;

type SearchedTable = keyof typeof COLUMNS;

const TABLES = Object.keys(COLUMNS) as SearchedTable[];
/** Well under a millisecond of work. */
const ROWS_PER_SLICE = 400;
/** Before a search: a few milliseconds of work. */
const SLICES_AT_ONCE = 10;

/**
 * Indexes all rows that were added since the last time, a few hundred to a transaction. Called by whoever adds many, and on
 * start for what was added before a crash.
 */
export async function indexBacklog(db: WriteDb): Promise<void> {
  for (const table of TABLES) {
    while (indexSlice(db, table)) await nextTurn();
  }
}

/**
 * Before a search: indexes what has just been added, at most a few thousand rows of each table. A scan that adds more
 * indexes the rest itself within a second. A connection that only reads finds what is indexed already.
 */
export function indexNewest(db: ReadDb): void {
  if (db.readonly) return;
  for (const table of TABLES) {
    for (let slices = 0; slices < SLICES_AT_ONCE && indexSlice(db as WriteDb, table);) slices++;
  }
}

/** True while there may be more. */
function indexSlice(db: WriteDb, table: SearchedTable): boolean {
  const columns = COLUMNS[table];
  const { from, upTo } = prepare(
    db,
    'search.slice',
    `SELECT indexed_id AS "from", (SELECT max(id) FROM (SELECT id FROM ${table} WHERE id > indexed_id ORDER BY id
       LIMIT ${String(ROWS_PER_SLICE)})) AS upTo FROM search_backlog WHERE table_name = '${table}'`,
  ).get() as { from: number; upTo: number | null };
  if (upTo === null) return false;
  transaction(db, () => {
    prepare(
      db,
      'search.index',
      `INSERT INTO ${table}_fts (rowid, ${columns}) SELECT id, ${columns} FROM ${table} WHERE id > @from AND id <= @upTo ORDER BY id`,
    ).run({ from, upTo });
    prepare(db, 'search.advance', 'UPDATE search_backlog SET indexed_id = @upTo WHERE table_name = @table').run({
      upTo,
      table,
    });
  });
  return true;
}
