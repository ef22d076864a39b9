import type { ValueSource } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface Provenance {
  source: ValueSource;
  /** Of a provider's value its language (BCP 47), '' for none; null where a source has no such thing. */
  detail: string | null;
  isReleased: boolean;
  setAt: string;
}

/** Who set each field of an item that has a value. */
export function provenanceOf(db: ReadDb, entityType: string, entityId: number): Map<string, Provenance> {
  const rows = prepare(
    db,
    'provenance.of',
    `SELECT field, source, source_detail, is_released, set_at FROM field_provenance
     WHERE entity_type = ? AND entity_id = ?`,
  ).all(entityType, entityId) as {
    field: string;
    source: ValueSource;
    source_detail: string | null;
    is_released: number;
    set_at: string;
  }[];
  return new Map(
    rows.map((row) => [
      row.field,
      { source: row.source, detail: row.source_detail, isReleased: row.is_released === 1, setAt: row.set_at },
    ]),
  );
}

export function setProvenance(
  db: WriteDb,
  entityType: string,
  entityId: number,
  field: string,
  source: ValueSource,
  isReleased = false,
  detail: string | null = null,
): void {
  prepare(
    db,
    'provenance.set',
    `INSERT INTO field_provenance (entity_type, entity_id, field, source, source_detail, is_released, set_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (entity_type, entity_id, field) DO UPDATE
     SET source = excluded.source, source_detail = excluded.source_detail, is_released = excluded.is_released,
       set_at = excluded.set_at`,
  ).run(entityType, entityId, field, source, detail, Number(isReleased), nowTimestamp());
}

/**
 * The same source for several fields at once.
 * @param isNew the item has none yet
 */
export function setProvenances(
  db: WriteDb,
  entityType: string,
  entityId: number,
  fields: readonly string[],
  source: ValueSource,
  isNew = false,
): void {
  if (fields.length === 0) return;
  if (isNew) {
    insertProvenances(db, entityType, entityId, fields, source);
    return;
  }
  const set = prepare(
    db,
    'provenance.setMany',
    `INSERT INTO field_provenance (entity_type, entity_id, field, source, is_released, set_at) VALUES (?, ?, ?, ?, 0, ?)
     ON CONFLICT (entity_type, entity_id, field) DO UPDATE
     SET source = excluded.source, source_detail = NULL, is_released = 0, set_at = excluded.set_at`,
  );
  const now = nowTimestamp();
  for (const field of fields) set.run(entityType, entityId, field, source, now);
}

/** A first scan does this for a dozen and a half fields of every item: one statement without a journal. */
function insertProvenances(
  db: WriteDb,
  entityType: string,
  entityId: number,
  fields: readonly string[],
  source: ValueSource,
): void {
  prepare(
    db,
    'provenance.insert',
    `INSERT OR FAIL INTO field_provenance (entity_type, entity_id, field, source, is_released, set_at)
     SELECT ?, ?, value, ?, 0, ? FROM json_each(?)`,
  ).run(entityType, entityId, source, nowTimestamp(), JSON.stringify([...fields].sort()));
}

export function clearProvenance(db: WriteDb, entityType: string, entityId: number, field: string): void {
  prepare(
    db,
    'provenance.clear',
    'DELETE FROM field_provenance WHERE entity_type = ? AND entity_id = ? AND field = ?',
  ).run(entityType, entityId, field);
}

/** Unlocking says that the value may be refreshed again, whoever set it. */
export function setReleased(
  db: WriteDb,
  entityType: string,
  entityId: number,
  field: string,
  isReleased: boolean,
): void {
  prepare(
    db,
    'provenance.release',
    'UPDATE field_provenance SET is_released = ? WHERE entity_type = ? AND entity_id = ? AND field = ?',
  ).run(Number(isReleased), entityType, entityId, field);
}
