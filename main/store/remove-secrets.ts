import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';

/**
 * What is secret, in a copy of the database that leaves this machine: sealed keys are of no use elsewhere, and password hashes and
 * sessions are nobody else's business.
 */
const STATEMENTS = [
  'UPDATE provider_settings SET key_cipher = NULL, second_key_cipher = NULL',
  'UPDATE media_players SET password = NULL, api_key = NULL',
  'UPDATE notification_channels SET config = NULL',
  'DELETE FROM sessions',
  'DELETE FROM users',
];

/** Takes the secrets out of a copy of the database, also out of the pages they were on. Blocks; for a thread. */
export function removeSecrets(path: string): void {
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('secure_delete = ON');
    for (const statement of STATEMENTS) db.prepare(statement).run();
    // Work of this machine is not to go on on another one.
    db.prepare(`UPDATE job_queue SET status = 'cancelled' WHERE status IN ('pending', 'processing')`).run();
    db.exec('VACUUM');
  } finally {
    db.close();
  }
  if (!existsSync(path)) return;
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
