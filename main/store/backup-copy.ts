import {
  closeSync,
  copyFileSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
} from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** Pages that are copied between two reports of progress. */
const PAGES_AT_ONCE = 2_000;

/** What a copy of a database is, seen from outside. */
export interface CopyFacts {
  schemaVersion: number | null;
  counts: { films: number; shows: number; episodes: number } | null;
  /** Why it is not to be used; null when nothing speaks against it. */
  problem: string | null;
}

/** The disk has no room for another copy. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
  readonly code = 'disk_full';
}

/** A copy was made and is not sound: what it was made from is damaged. */
export class UnsoundCopyError extends Error {
  override readonly name = 'UnsoundCopyError';
  readonly code = 'database_damaged';
}

/**
 * Copies a database that is in use, as it is at one moment, into one file of its own, and checks the copy as a whole. The
 * file appears complete or not at all. Blocks; for a thread. Throws NoRoomError, UnsoundCopyError, SqliteError.
 */
export async function copyDatabase(
  source: string,
  target: string,
  onProgress: (done: number, total: number) => void,
): Promise<CopyFacts> {
  requireRoom(source, dirname(target));
  const partial = `${target}.partial`;
  removeDatabase(partial);
  const db = new SqliteDatabase(source, { fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    // Held while it is copied: otherwise each write of somebody else's would begin it anew.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await db.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages - remainingPages, totalPages);
        return PAGES_AT_ONCE;
      },
    });
    db.exec('COMMIT');
    const facts = inspectCopy(partial, { isThorough: true, isOwn: true });
    if (facts.problem !== null) throw new UnsoundCopyError(facts.problem);
    flush(partial);
    renameSync(partial, target);
    flushFolder(dirname(target));
    return facts;
  } catch (error) {
    removeDatabase(partial);
    throw error;
  } finally {
    db.close();
  }
}

/**
 * Looks into a copy. `isThorough` checks every page and index of it, which takes a second for some hundred megabytes.
 * `isOwn`: it was just made, and is turned into a single file without a log.
 */
export function inspectCopy(path: string, options: { isThorough: boolean; isOwn?: boolean }): CopyFacts {
  const hadLog = existsSync(`${path}-wal`);
  let db: SqliteDatabase.Database | undefined;
  try {
    db = new SqliteDatabase(path, { fileMustExist: true, readonly: options.isOwn !== true });
    if (options.isOwn === true) db.pragma('journal_mode = DELETE');
    const schemaVersion = db.pragma('user_version', { simple: true }) as number;
    const check = options.isThorough ? (db.pragma('integrity_check(1)', { simple: true }) as string) : 'ok';
    const count = (sql: string): number => db?.prepare(sql).pluck().get() as number;
    const counts = {
      films: count('SELECT count(*) FROM movies WHERE deleted_on IS NULL'),
      shows: count('SELECT count(*) FROM series WHERE deleted_on IS NULL'),
      episodes: count('SELECT count(*) FROM episodes WHERE deleted_on IS NULL AND file_path IS NOT NULL'),
    };
    return { schemaVersion, counts, problem: check === 'ok' ? null : `It is damaged: ${check}` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { schemaVersion: null, counts: null, problem: `It cannot be read: ${message}` };
  } finally {
    db?.close();
    // Somebody who only reads leaves the files that sharing needs behind.
    if (!hadLog) for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  }
}

/**
 * Makes `target` a checked copy of a backup, to be put in the place of the database: what was waiting or running when the
 * backup was made is not begun again. Appears complete or not at all. Throws UnsoundCopyError, NoRoomError, SqliteError.
 */
export function prepareReplacement(backup: string, target: string): CopyFacts {
  requireRoom(backup, dirname(target));
  const partial = `${target}.partial`;
  removeDatabase(partial);
  try {
    copyFileSync(backup, partial, constants.COPYFILE_FICLONE);
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${partial}-wal`);
    const facts = inspectCopy(partial, { isThorough: true, isOwn: true });
    if (facts.problem !== null) throw new UnsoundCopyError(facts.problem);
    endOldJobs(partial);
    flush(partial);
    renameSync(partial, target);
    flushFolder(dirname(target));
    return facts;
  } catch (error) {
    removeDatabase(partial);
    throw error;
  }
}

/** Work of that time was done since, or is not wanted any more: a publication above all must not begin by itself. */
function endOldJobs(path: string): void {
  const db = new SqliteDatabase(path);
  try {
    db.prepare(
      `UPDATE job_queue SET status = 'cancelled', completed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
       WHERE status IN ('pending', 'processing')`,
    ).run();
  } finally {
    db.close();
  }
}

/** Checks a database that is not open: `null`, or what is wrong with it. Blocks; for a thread. */
export function findDamage(path: string, isThorough: boolean): string | null {
  let db: SqliteDatabase.Database | undefined;
  try {
    db = new SqliteDatabase(path, { fileMustExist: true });
    db.pragma('busy_timeout = 5000');
    const check = db.pragma(isThorough ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }) as string;
    return check === 'ok' ? null : check;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code?.startsWith('SQLITE_CORRUPT') !== true && code !== 'SQLITE_NOTADB') throw error;
    return (error as Error).message;
  } finally {
    db?.close();
  }
}

function requireRoom(source: string, folder: string): void {
  const needed = statSync(source).size;
  const { blocks, bavail, bsize } = statfsSync(folder);
  // A disk that does not tell (some network shares) is taken to have enough.
  if (blocks > 0 && bavail * bsize < needed * 1.1) {
    throw new NoRoomError(`There is no room for a copy of the database in ${folder}. Free some space first.`);
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** So that a rename survives a power cut. Where folders cannot be flushed (Windows), they are with the file. */
export function flushFolder(path: string): void {
  let folder;
  try {
    folder = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(folder);
  } catch {
    // This file system has no such thing.
  } finally {
    closeSync(folder);
  }
}
