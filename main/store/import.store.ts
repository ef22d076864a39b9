import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

export interface ImportedItem {
  type: 'movie' | 'series';
  id: number;
}

/** Notes, in the transaction that adds the item's row, that the rest of it is still to come. */
export function beginImported(db: WriteDb, jobId: number, item: ImportedItem): void {
  prepare(
    db,
    'import.begin',
    `INSERT INTO import_progress (job_id, item_type, item_id) VALUES (?, ?, ?)
     ON CONFLICT (job_id) DO UPDATE SET item_type = excluded.item_type, item_id = excluded.item_id`,
  ).run(jobId, item.type, item.id);
}

/** All of it is there. */
export function endImported(db: WriteDb, jobId: number): void {
  prepare(db, 'import.end', 'DELETE FROM import_progress WHERE job_id = ?').run(jobId);
}

/** Takes out what was left half done. Answers whether there was anything. */
export function dropHalfImported(db: WriteDb, jobId: number): boolean {
  const item = prepare(
    db,
    'import.half',
    'SELECT item_type AS type, item_id AS id FROM import_progress WHERE job_id = ?',
  ).get(jobId) as ImportedItem | undefined;
  if (item === undefined) return false;
  const table = item.type === 'movie' ? 'movies' : 'series';
  prepare(db, 'import.drop', `DELETE FROM ${table} WHERE id = ?`).run(item.id);
  endImported(db, jobId);
  return true;
}

/** Nothing was ever in this database: ids of rows that come from another one can stay as they are. */
export function isUntouched(db: ReadDb): boolean {
  return (
    prepare(
      db,
      'import.untouched',
      `SELECT 1 FROM sqlite_sequence WHERE name IN ('libraries', 'movies', 'series', 'seasons', 'episodes', 'sets', 'actors')
         AND seq > 0 LIMIT 1`,
    ).get() === undefined
  );
}
