import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { backUpDatabase } from './database-backup.ts';
import { migrate, refuseNewer } from './migrate.ts';
import type { Migration } from './migrate.ts';
import { MIGRATIONS } from './migration-files.ts';
import { MissingDatabaseError, refuseMissing } from './missing-database.ts';
import { finishReplacement } from './replace-database.ts';

/** Up to here a check takes a tenth of a second, and is made at every start; larger ones are checked on a thread, later. */
export const CHECKED_AT_START_BYTES = 64 * 1024 * 1024;

/** Up to here a check after a crash takes about a second; `doctor` checks larger files. */
const CHECKED_AFTER_CRASH_BYTES = 512 * 1024 * 1024;

/** Holds the hot pages of a library of tens of thousands of films. */
const PAGE_CACHE_KIB = 48 * 1024;

declare const access: unique symbol;

/** A connection that is only read from. A {@link WriteDb} is one, too. */
export interface ReadDb extends Pick<Database, 'prepare' | 'close' | 'name' | 'open' | 'readonly'> {
  readonly [access]: 'read' | 'write';
}

/** The one writing connection. Its owner is the core; whoever is handed a WriteDb may change data. */
export interface WriteDb extends ReadDb, Pick<Database, 'transaction' | 'exec' | 'pragma' | 'inTransaction'> {
  readonly [access]: 'write';
}

export interface OpenDatabaseOptions {
  /** The application's version; written into the database with each upgrade, for support. */
  readonly appVersion: string;
  /** The steps to apply; the build's own unless a test says otherwise. */
  readonly migrations?: readonly Migration[];
  /** Begin with an empty database also where there are signs that there was another one. */
  readonly mayBeginAnew?: boolean;
}

/** Where backups of the database at `path` lie, and what was in its place. */
export function backupsFolder(path: string): string {
  return join(dirname(path), 'backups');
}

/**
 * Opens the database at `path` for reading and writing, creating file and folder when missing, and brings its schema up
 * to date. An older database is copied to `<path>.v<version>.bak` first; the two newest copies are kept. A backup that waits
 * to take its place does so now.
 * Throws NewerDatabaseError (nothing is changed), MigrationError (the state before the failing step stays),
 * DamagedDatabaseError (also for what is no database at all), MissingDatabaseError where there was one, or SqliteError when
 * the file cannot be opened.
 */
export function openDatabase(path: string, options: OpenDatabaseOptions): WriteDb {
  mkdirSync(dirname(path), { recursive: true });
  finishReplacement(path, backupsFolder(path));
  if (options.mayBeginAnew !== true) refuseMissing(path);
  // SQLite removes the log when the last connection closes: one that lies there tells of an exit that was none.
  const wasInterrupted = existsSync(path) && existsSync(`${path}-wal`);
  const checkedBytes = wasInterrupted ? CHECKED_AFTER_CRASH_BYTES : CHECKED_AT_START_BYTES;
  const isCheckCheap = existsSync(path) && statSync(path).size <= checkedBytes;
  const migrations = options.migrations ?? MIGRATIONS;
  const db = new SqliteDatabase(path);
  try {
    configure(db);
    refuseNewer(db, migrations);
    if (isCheckCheap) checkIntegrity(db);
    db.pragma('journal_mode = WAL');
    const applied = migrate(db, migrations, {
      beforeUpgrade: (fromVersion) => {
        backUpDatabase(db, fromVersion);
      },
    });
    if (applied.length > 0) rememberVersion(db, options.appVersion);
    return db as unknown as WriteDb;
  } catch (error) {
    db.close();
    throw isCorruption(error) && !(error instanceof DamagedDatabaseError)
      ? new DamagedDatabaseError(path, error)
      : error;
  }
}

/**
 * Opens an existing, up-to-date database for reading only, for a thread that must not write.
 * Throws SqliteError when there is none.
 */
export function openReadOnly(path: string): ReadDb {
  const db = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 5000');
  return db as unknown as ReadDb;
}

/** The file is a database, and it is broken. Its backups lie beside it. */
export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';
  readonly code = 'database_damaged';

  constructor(path: string, cause: unknown) {
    super(`The database ${path} is damaged: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Whether an error, or what caused it, says that a file is no sound database. */
export function isCorruption(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isOne =
    error instanceof SqliteDatabase.SqliteError &&
    (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB');
  return isOne || isCorruption(error.cause);
}

/** What to tell a person of such an error. */
export function damageText(error: unknown): string {
  return `The database is damaged: ${error instanceof Error ? error.message : String(error)}`;
}

/** Whether an error says that there is no database to work with, though there was one. */
export function isDatabaseTrouble(error: unknown): boolean {
  return error instanceof DamagedDatabaseError || error instanceof MissingDatabaseError || isCorruption(error);
}

function configure(db: Database): void {
  db.pragma('busy_timeout = 5000');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  // The default of 2 MB makes a scan read its own index pages back from the log over and over.
  db.pragma(`cache_size = -${String(PAGE_CACHE_KIB)}`);
  db.pragma('temp_store = MEMORY');
  // REPLACE fires delete triggers only with this on; without them it would leave reference counts too high.
  db.pragma('recursive_triggers = ON');
}

function checkIntegrity(db: Database): void {
  const result = db.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw new DamagedDatabaseError(db.name, result);
}

function rememberVersion(db: Database, appVersion: string): void {
  const hasSettings = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'settings'").get();
  if (hasSettings === undefined) return;
  db.prepare(
    `INSERT INTO settings (key, value) VALUES ('database.migrated_by', json_quote(?))
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  ).run(appVersion);
}
