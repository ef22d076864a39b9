import type { WriteDb } from './open-database.ts';

/** What SQLite itself finds wrong: damaged pages, broken foreign keys, search indexes that disagree with their tables. */
export function checkDatabase(db: WriteDb): { code: string; message: string }[] {
  const problems: { code: string; message: string }[] = [];
  for (const row of db.pragma('integrity_check(20)') as { integrity_check: string }[]) {
    if (row.integrity_check !== 'ok') problems.push({ code: 'database_integrity', message: row.integrity_check });
  }
  for (const row of db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]) {
    problems.push({
      code: 'foreign_key',
      message: `${row.table} row ${String(row.rowid)} refers to a missing row of ${row.parent}.`,
    });
  }
  for (const table of ['movies_fts', 'series_fts', 'actors_fts', 'directors_fts', 'sets_fts']) {
    try {
      db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`);
    } catch (error) {
      problems.push({
        code: 'search_index',
        message: `${table}: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  }
  return problems;
}
