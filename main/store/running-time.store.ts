import type { EntityRef } from '../domain/entity-ref.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

const TABLES: Partial<Record<EntityRef['type'], string>> = { movie: 'movies', episode: 'episodes' };

/** A film's or an episode's running time in minutes and its own lock; null when there is no such item. */
export function runningTimeOf(db: ReadDb, entity: EntityRef): { minutes: number | null; isLocked: boolean } | null {
  const table = TABLES[entity.type];
  if (table === undefined) return null;
  const row = prepare(
    db,
    'runningTime.of',
    `SELECT runtime, runtime_locked AS isLocked FROM ${table} WHERE id = ?`,
  ).get(entity.id) as { runtime: number | null; isLocked: number } | undefined;
  return row === undefined ? null : { minutes: row.runtime, isLocked: row.isLocked === 1 };
}

/** Asks no lock: the caller has. */
export function setRunningTime(db: WriteDb, entity: EntityRef, minutes: number): void {
  const table = TABLES[entity.type];
  if (table === undefined) return;
  prepare(db, 'runningTime.set', `UPDATE ${table} SET runtime = ?, updated_at = ? WHERE id = ?`).run(
    minutes,
    nowTimestamp(),
    entity.id,
  );
}
