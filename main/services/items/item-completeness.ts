import type { ItemRef, ItemType } from '../../../contract/primitives.ts';
import { type Completeness, completeness, type CompletenessRules } from '../../domain/completeness.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { sortKey } from '../../domain/names/sort-key.ts';
import { selectedCounts } from '../../store/artwork.store.ts';
import { waiversOf } from '../../store/enrichment.store.ts';
import { type ItemRecord, updateItem } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { readItemValue } from './item-values.ts';
import { requireItem } from './require-item.ts';

/** What a kind of item must have to be complete, at present. */
export type RulesOf = (type: ItemType) => CompletenessRules;

/** What the person's rules say of an item, but for what it will never have. */
export function itemCompleteness(db: ReadDb, item: ItemRecord, rules: CompletenessRules): Completeness {
  const counts = selectedCounts(db, item);
  return completeness(
    rules,
    (field) => (isFieldOf(item.type, field) ? readItemValue(db, item, field) : null),
    (type) => counts.get(type) ?? 0,
    waiversOf(db, item),
  );
}

/** Brings what is computed from other columns up to date: the sort key and the completeness. Throws `not_found`. */
export function refreshItem(db: WriteDb, ref: ItemRef, rules: RulesOf): void {
  const item = requireItem(db, ref);
  const changes: Record<string, string | number> = {};
  if (item.type === 'movie' || item.type === 'series' || item.type === 'set') {
    const key = sortKey(String(item['sort_title'] ?? item.title ?? ''));
    if (key !== item['sort_key']) changes['sort_key'] = key;
  }
  const { percent } = itemCompleteness(db, item, rules(item.type));
  if (percent !== item.completeness) changes['completeness'] = percent;
  updateItem(db, ref, changes);
}
