import type { ItemRef, ItemType } from '../../../contract/primitives.ts';
import { type FieldGuard, UNGUARDED } from '../../domain/field-guard.ts';
import { fieldSpec } from '../../domain/item-fields.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { type Provenance, setProvenances } from '../../store/provenance.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import { guardBy } from '../items/item-guard.ts';
import { type WritableValue, writeItemValue } from '../items/item-values.ts';
import type { ItemLocks } from '../items/lock-state.ts';
import {
  type FieldSources,
  type FieldValuePlan,
  planFieldValues,
  type PlannedFieldValue,
} from './plan-field-values.ts';

export type Columns = Record<string, string | number | null>;

/** The row that is written to: present values, to tell news from what is known. */
export interface TargetRow {
  nfo_hash: string | null;
  [column: string]: string | number | null;
}

export interface ValueSources extends Omit<FieldSources<string, WritableValue>, 'knownNfoHash'> {
  nfoPath: string | null;
}

/** What is to be written to a show, a season or an episode. */
export interface ItemWrite {
  /** For the item's own row. */
  columns: Columns;
  plan: FieldValuePlan<string, WritableValue>;
  /** Values that live in tables of their own; see writeLinkedValues. */
  linked: PlannedFieldValue<string, WritableValue>[];
  /** Values whose origin is news. */
  news: PlannedFieldValue<string, WritableValue>[];
}

/**
 * Plans what names and a changed NFO say of an item, where locks and hand edits let it. Locks that a changed NFO names
 * are taken over, except where a person has unlocked since.
 * @param row null for an item that is about to be added: it has no values to guard, but a lock further up holds for it
 * @param provenance of the row's values
 */
export function planItemWrite(
  db: WriteDb,
  type: ItemType,
  row: TargetRow | null,
  sources: ValueSources,
  locks: ItemLocks,
  provenance: ReadonlyMap<string, Provenance>,
): ItemWrite {
  const known = guardBy(locks, provenance);
  const guard =
    row === null ? (field: string): FieldGuard => ({ ...UNGUARDED, isLocked: locks.isLocked(field) }) : known;
  const plan = planFieldValues({ ...sources, knownNfoHash: row?.nfo_hash ?? null }, guard);
  const columns = nfoColumns(sources, plan.isNfoNews);
  const linked: ItemWrite['linked'] = [];
  for (const planned of plan.values) {
    // A value of the row itself is only put into the columns: no id is needed yet.
    if (fieldSpec(type, planned.field).column === null) linked.push(planned);
    else writeItemValue(db, { type, id: 0 }, planned.field, planned.value, columns, false);
  }
  for (const field of plan.lockedByNfo) {
    if (!guard(field).isReleased) columns[fieldSpec(type, field).lockColumn] = 1;
  }
  const news = plan.values.filter(
    ({ field, source, value }) =>
      row === null || source !== known(field).source || source !== 'name' || row[field] !== value,
  );
  return { columns, plan, linked, news };
}

/** Writes the lists of an item, and remembers where each value came from. */
export function writeLinkedValues(db: WriteDb, ref: ItemRef, { linked, news }: ItemWrite, isNew: boolean): void {
  for (const { field, value } of linked) writeItemValue(db, ref, field, value, {}, false, isNew);
  for (const source of ['nfo', 'name'] as const) {
    const fields = news.filter((planned) => planned.source === source).map((planned) => planned.field);
    setProvenances(db, ref.type, ref.id, fields, source, isNew);
  }
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
