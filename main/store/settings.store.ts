import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Each module owns its keys and their schema; the store keeps JSON. Undefined when the key was never set. */
export function readSetting(db: ReadDb, key: string): unknown {
  const value = prepare(db, 'settings.get', 'SELECT value FROM settings WHERE key = ?').pluck().get(key) as
    string | undefined;
  return value === undefined ? undefined : (JSON.parse(value) as unknown);
}

export function writeSetting(db: WriteDb, key: string, value: unknown): void {
  prepare(
    db,
    'settings.set',
    `INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  ).run(key, JSON.stringify(value), nowTimestamp());
}
