import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WriteDb } from './open-database.ts';
import { prepare, transaction } from './sql.ts';

/** The tables that can be searched by words, with the columns that are. */
const COLUMNS = {
  movies: 'title, original_title, sort_title',
  series: 'title, original_title, sort_title',
  actors: 'name',
  directors: 'name',
  sets: 'name',
} as const;

type SearchedTable = keyof typeof COLUMNS;

const TABLES = Object.keys(COLUMNS) as SearchedTable[];
/** About two milliseconds of work. */
const ROWS_PER_SLICE = 200;

/** From now on rows that are added are not indexed as they come. Call `indexBacklog` from time to time, and at last. */
export function deferIndexing(db: WriteDb): void {
  transaction(db, () => {
    for (const table of TABLES) {
      prepare(
        db,
        'search.defer',
        `INSERT INTO search_backlog (table_name, indexed_id) SELECT '${table}', coalesce(max(id), 0) FROM ${table}
         WHERE true ON CONFLICT (table_name) DO NOTHING`,
      ).run();
    }
  });
}

/**
 * Indexes what has been added since, a few hundred rows to a transaction. With `isLast` rows are indexed as they come again.
 * What a crash left behind is caught up with by calling it on start.
 */
export async function indexBacklog(db: WriteDb, isLast: boolean): Promise<void> {
  for (const table of TABLES) {
    while (indexSlice(db, table, isLast)) await nextTurn();
  }
}

/** True while there may be more. */
function indexSlice(db: WriteDb, table: SearchedTable, isLast: boolean): boolean {
  const columns = COLUMNS[table];
  return transaction(db, () => {
    const from = prepare(db, 'search.indexed', 'SELECT indexed_id FROM search_backlog WHERE table_name = ?')
      .pluck()
      .get(table) as number | undefined;
    if (from === undefined) return false;
    const upTo = prepare(
      db,
      'search.sliceEnd',
      `SELECT max(id) FROM (SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ${String(ROWS_PER_SLICE)})`,
    )
      .pluck()
      .get(from) as number | null;
    if (upTo === null) {
      if (isLast) prepare(db, 'search.upToDate', 'DELETE FROM search_backlog WHERE table_name = ?').run(table);
      return false;
    }
    prepare(
      db,
      'search.index',
      `INSERT INTO ${table}_fts (rowid, ${columns}) SELECT id, ${columns} FROM ${table} WHERE id > ? AND id <= ? ORDER BY id`,
    ).run(from, upTo);
    prepare(db, 'search.advance', 'UPDATE search_backlog SET indexed_id = ? WHERE table_name = ?').run(upTo, table);
    return true;
  });
}
