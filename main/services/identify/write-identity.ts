import type { IdentifiableRef } from '../../../contract/identification.ts';
import type { ValueSource } from '../../../contract/primitives.ts';
import { ID_FIELDS, ID_NAMES } from '../../domain/identify/compare-ids.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { transition } from '../../domain/media-state.ts';
import type { ProviderIds } from '../../domain/provider-answer.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { setProvenance } from '../../store/provenance.store.ts';
import { guardOf } from '../items/item-guard.ts';
import { type RulesOf, refreshItem } from '../items/item-completeness.ts';
import { idsOfRow } from './stated-ids.ts';

/** The ids that a kind of item has fields for: films have none at TheTVDB. */
export function storableIds(type: IdentifiableRef['type'], ids: ProviderIds): ProviderIds {
  return isFieldOf(type, 'tvdb_id') ? ids : { ...ids, tvdbId: null };
}

/**
 * Writes ids as automation does: none over a lock or a hand edit, none emptied. Answers whether the item has an id now,
 * and which ids were kept from being written. Inside the caller's transaction.
 */
export function writeIds(
  db: WriteDb,
  item: IdentifiableRef,
  ids: ProviderIds,
  source: ValueSource,
): { hasId: boolean; changed: string[]; kept: string[] } {
  const record = getItem(db, item);
  if (record === null) return { hasId: false, changed: [], kept: [] };
  const before = idsOfRow(record);
  const guard = guardOf(db, item);
  const columns: Record<string, string | number> = {};
  const kept: string[] = [];
  for (const name of ID_NAMES) {
    const [field, value] = [ID_FIELDS[name], storableIds(item.type, ids)[name]];
    if (value === null || value === before[name]) continue;
    if (!mayAutomationReplace(guard(field))) {
      kept.push(field);
      continue;
    }
    columns[field] = value;
    setProvenance(db, item.type, item.id, field, source);
  }
  const changed = Object.keys(columns);
  if (changed.length > 0) updateItem(db, item, { ...columns, has_unpublished_changes: 1 });
  const hasId = changed.length > 0 || ID_NAMES.some((name) => before[name] !== null);
  return { hasId, changed, kept };
}

/** Says that the item is identified now, inside the caller's transaction. */
export function markIdentified(db: WriteDb, item: IdentifiableRef, rules: RulesOf): void {
  const record = getItem(db, item);
  if (record === null) return;
  updateItem(db, item, { state: transition(record.state, 'identified'), error_message: null });
  refreshItem(db, item, rules);
}
