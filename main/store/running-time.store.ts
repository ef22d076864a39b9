import type { EntityRef } from '../domain/entity-ref.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

const TABLES: Partial<Record<EntityRef['type'], string>> = { movie: 'movies', episode: 'episodes' };

/** A film's or an episode's running time in minutes; null when there is no such item. */
export function runningTimeOf(db: ReadDb, entity: EntityRef): { minutes: number | null } | null {
  const table = TABLES[entity.type];
  if (table === undefined) return null;
  const row = prepare(db, 'runningTime.of', `SELECT runtime AS minutes FROM ${table} WHERE id = ?`).get(entity.id);
  return (row as { minutes: number | null } | undefined) ?? null;
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
