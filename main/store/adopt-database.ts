import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { mapJsonPaths, mapPath, type PathMapping } from '../domain/manifest/map-path.ts';
import { findDamage, flushFolder, UnsoundCopyError } from './backup-copy.ts';
import { enqueue, type NewJob } from './job.store.ts';
import { countOwners } from './manifest-mark.store.ts';
import { openDatabase, type ReadDb } from './open-database.ts';

export interface AdoptInput {
  /** The copy of another Metarr's database, which is changed. */
  path: string;
  /** Where the bytes that it speaks of lie now. */
  cacheDir: string;
  mappings: readonly PathMapping[];
  appVersion: string;
}

export interface AdoptedFacts {
  films: number;
  shows: number;
  sets: number;
  libraries: { id: number; name: string; path: string }[];
}

/**
 * Makes a copy of another Metarr's database one of this machine: brought up to date, with every path of libraries and of the
 * cache where it is now, and without what was so of the other machine only. Blocks; for a thread. Throws UnsoundCopyError for
 * a damaged one, and what openDatabase and SQLite throw for one that cannot be used.
 */
export function adoptDatabase({ path, cacheDir, mappings, appVersion }: AdoptInput): AdoptedFacts {
  const damage = findDamage(path, true);
  if (damage !== null) throw new UnsoundCopyError(`It is damaged: ${damage}`);
  openDatabase(path, { appVersion }).close();
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    defineFunctions(db, cacheDir, mappings);
    const libraries = db.transaction(() => {
      mapPaths(db);
      placeCache(db);
      forgetMachine(db);
      return db.prepare('SELECT id, name, path FROM libraries ORDER BY id').all() as AdoptedFacts['libraries'];
    })();
    const dangling = db.pragma('foreign_key_check') as unknown[];
    if (dangling.length > 0) throw new UnsoundCopyError('It refers to rows that are not there.');
    const { movie, series, set } = countOwners(db as unknown as ReadDb);
    return { films: movie, shows: series, sets: set, libraries };
  } finally {
    db.close();
  }
}

/** Queues what is to be done first, and puts the finished file where it takes the database's place. Blocks; for a thread. */
export function placeDatabase(path: string, target: string, jobs: readonly NewJob[], appVersion: string): void {
  const db = openDatabase(path, { appVersion });
  try {
    for (const job of jobs) enqueue(db, job);
    // One file without a log, which can be renamed.
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(path, target);
  flushFolder(dirname(target));
}

function defineFunctions(db: Database, cacheDir: string, mappings: readonly PathMapping[]): void {
  const pure = { deterministic: true };
  db.function('map_path', pure, (path) => mapPath(path as string, mappings));
  db.function('map_json', pure, (text) => mapJsonPaths(text as string, mappings));
  db.function('in_cache', pure, (hash, path) =>
    // A path of Windows has other separators.
    join(cacheDir, (hash as string).slice(0, 2), basename((path as string).replaceAll('\\', '/'))),
  );
  db.function('is_there', (path) => Number(existsSync(path as string)));
}

/** Columns that hold no path of this machine's libraries, though they sound like it. */
const OTHER_PATHS: readonly string[] = [
  'asset_candidates.cache_path',
  'cache_inventory.file_path',
  'path_mappings.remote_path',
  'publish_steps.temp_path',
];
/** Columns whose JSON holds paths. */
const WITH_PATHS: readonly (readonly [table: string, column: string])[] = [
  ['settings', 'value'],
  ['movies', 'scan_issues'],
  ['series', 'scan_issues'],
  ['seasons', 'scan_issues'],
  ['episodes', 'scan_issues'],
  ['sets', 'scan_issues'],
  ['publish_journal', 'made_folders'],
  ['publish_log', 'assets_published'],
  ['publish_log', 'assets_displaced'],
  ['rename_items', 'steps'],
  ['rename_items', 'season_folders'],
];

/** Every column of the schema that holds a path, by its name. */
export function pathColumns(db: Pick<Database, 'prepare'>): { table: string; column: string }[] {
  const columns = db
    .prepare(
      `SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list t, pragma_table_info(t.name) c
       WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
         AND c.type = 'TEXT' AND (c.name = 'path' OR c.name LIKE '%!_path' ESCAPE '!') ORDER BY 1, 2`,
    )
    .all() as { table: string; column: string }[];
  return columns.filter(({ table, column }) => !OTHER_PATHS.includes(`${table}.${column}`));
}

function mapPaths(db: Database): void {
  for (const { table, column } of pathColumns(db)) {
    db.exec(`UPDATE "${table}" SET "${column}" = map_path("${column}")
             WHERE "${column}" IS NOT NULL AND map_path("${column}") <> "${column}"`);
  }
  for (const [table, column] of WITH_PATHS) {
    db.exec(`UPDATE "${table}" SET "${column}" = map_json("${column}")
             WHERE "${column}" <> '[]' AND map_json("${column}") <> "${column}"`);
  }
  db.exec(`UPDATE asset_candidates SET source_key = 'local:' || map_path(substr(source_key, 7))
           WHERE source_key LIKE 'local:%' AND map_path(substr(source_key, 7)) <> substr(source_key, 7)`);
}

/** Of bytes that did not come along nothing is said, as of bytes that were never there. */
function placeCache(db: Database): void {
  db.exec(`UPDATE asset_candidates SET cache_path = in_cache(content_hash, cache_path)
           WHERE cache_path IS NOT NULL AND content_hash IS NOT NULL`);
  db.exec('UPDATE cache_inventory SET file_path = in_cache(content_hash, file_path)');
  const guards = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'cache_inventory' AND sql LIKE '%BEFORE DELETE%'`,
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER "${name}"`);
  db.exec('DELETE FROM cache_inventory WHERE NOT is_there(file_path)');
  for (const { sql } of guards) db.exec(sql);
}

function forgetMachine(db: Database): void {
  db.exec(`UPDATE libraries SET root_device = NULL, mounts = '[]', last_error = NULL, is_online = 1`);
  db.exec('DELETE FROM scanned_directories');
  db.exec('DELETE FROM publish_checks');
  db.exec(`UPDATE job_queue SET status = 'cancelled', completed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
           WHERE status IN ('pending', 'processing')`);
}
