import type { ItemRef } from '../../../contract/primitives.ts';
import { type FieldGuard, UNGUARDED } from '../../domain/field-guard.ts';
import { fieldSpec } from '../../domain/item-fields.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { provenanceOf, setProvenances } from '../../store/provenance.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import { guardBy } from '../items/item-guard.ts';
import { type WritableValue, writeItemValue } from '../items/item-values.ts';
import type { ItemLocks } from '../items/lock-state.ts';
import { type FieldSources, type FieldValuePlan, planFieldValues } from './plan-field-values.ts';

export type Columns = Record<string, string | number | null>;

/** The row that is written to: present values, to tell news from what is known. */
export interface TargetRow {
  nfo_hash: string | null;
  [column: string]: string | number | null;
}

/**
 * Writes what names and a changed NFO say of a show, a season or an episode, where locks and hand edits let it. Scalars
 * come back as columns for the one UPDATE of the caller; lists are written at once. Locks that a changed NFO names are
 * taken over, except where a person has unlocked since.
 */
export function applyItemValues(
  db: WriteDb,
  ref: ItemRef,
  row: TargetRow,
  sources: Omit<FieldSources<string, WritableValue>, 'knownNfoHash'> & { nfoPath: string | null },
  locks: ItemLocks,
  isNew: boolean,
): { columns: Columns; plan: FieldValuePlan<string, WritableValue> } {
  const provenance = isNew ? new Map<string, never>() : provenanceOf(db, ref.type, ref.id);
  const known = guardBy(locks, provenance);
  // A new row has no values of its own to guard, but a lock further up holds for it from the first moment.
  const guard = isNew ? (field: string): FieldGuard => ({ ...UNGUARDED, isLocked: locks.isLocked(field) }) : known;
  const plan = planFieldValues({ ...sources, knownNfoHash: row.nfo_hash }, guard);
  const columns: Columns = nfoColumns(sources, plan.isNfoNews);
  for (const { field, value } of plan.values) writeItemValue(db, ref, field, value, columns, false);
  for (const field of plan.lockedByNfo) {
    if (!guard(field).isReleased) columns[fieldSpec(ref.type, field).lockColumn] = 1;
  }
  const news = plan.values.filter(
    ({ field, source, value }) => isNew || source !== known(field).source || source !== 'name' || row[field] !== value,
  );
  for (const source of ['nfo', 'name'] as const) {
    const fields = news.filter((planned) => planned.source === source).map((planned) => planned.field);
    setProvenances(db, ref.type, ref.id, fields, source);
  }
  return { columns, plan };
}

function nfoColumns(
  { nfo, nfoPath }: { nfo: { hash: string } | null; nfoPath: string | null },
  isNews: boolean,
): Columns {
  if (nfo === null) return { nfo_path: nfoPath, nfo_hash: null };
  return isNews ? { nfo_path: nfoPath, nfo_hash: nfo.hash, nfo_parsed_at: nowTimestamp() } : { nfo_path: nfoPath };
}

/** Only what differs: an update without a change would look like one. */
export function changedColumns(row: TargetRow, columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([name, value]) => row[name] !== value));
}
