import { mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** Another Metarr works on the same data directory. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly code = 'already_running';
}

/**
 * Takes the data directory for this process; answers what gives it back. The lock is SQLite's own on a file beside the
 * database: the system drops it when the process dies, however it dies, so no stale lock is ever left.
 */
export function lockInstance(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = new SqliteDatabase(path.join(dataDir, 'instance.lock'), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') !== true) throw error;
    throw new AlreadyRunningError(
      `Metarr is already running with ${dataDir}. Close it first, or give another folder with --data-dir.`,
    );
  }
  return () => {
    lock.close();
  };
}
