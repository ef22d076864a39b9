import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { MergeRules } from '../../../contract/providers.ts';
import { type FieldGuard, mayAutomationReplace, UNGUARDED } from '../../domain/field-guard.ts';
import { fieldsOf } from '../../domain/item-fields.ts';
import { mergeFields, type MergePlan } from '../../domain/merge/merge-fields.ts';
import { type MergeRecord, mergeRecord, type MetadataByType } from '../../domain/merge/merge-record.ts';
import type { MetadataValue } from '../../domain/metadata-values.ts';
import type { LanguageRecord, ProviderName } from '../../domain/provider-answer.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { actorsOf } from '../../store/people.store.ts';
import { getSet, lockedOfSet } from '../../store/set.store.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { recordsOf } from '../../store/provider-record.store.ts';
import { guardBy } from '../items/item-guard.ts';
import { readItemValue } from '../items/item-values.ts';
import { locksOf } from '../items/lock-state.ts';

export interface ItemMerge {
  item: ItemRecord;
  plan: MergePlan;
  /** Fields that hold what was said of something else, and that nobody says anything about now. */
  cleared: FieldName[];
  /** Fields whose value is no more than a stand-in now: what cannot be empty. */
  demoted: FieldName[];
}

/** What a film or a show is, is for identification to say. */
const IDENTITY: readonly FieldName[] = ['tmdb_id', 'tvdb_id', 'imdb_id'];

/** What the kept answers make of an item as it is; null when it is gone. @param stale see staleProviders */
export function planMerge(
  db: ReadDb,
  ref: ItemRef,
  rules: MergeRules,
  stale: ReadonlySet<ProviderName>,
): ItemMerge | null {
  const item = getItem(db, ref);
  if (item === null || item.deleted_on !== null) return null;
  const provenance = provenanceOf(db, ref.type, ref.id);
  const own = guardBy(locksOf(db, ref), provenance);
  const guardOf = ref.type === 'set' ? guardWithFilms(db, ref.id, own) : own;
  const isTop = ref.type === 'movie' || ref.type === 'series';
  const outdated = new Set<FieldName>();
  for (const field of stale.size === 0 ? [] : fieldsOf(ref.type)) {
    const guard = guardOf(field);
    const isOfStale = guard.source !== null && (stale as ReadonlySet<string>).has(guard.source);
    if (isOfStale && mayAutomationReplace(guard) && !(isTop && IDENTITY.includes(field))) outdated.add(field);
  }
  const plan = mergeFields({
    type: ref.type,
    records: mergeRecordsOf(db, ref),
    rules: ref.type === 'set' ? rulesOfSets(rules) : rules,
    guardOf: (field) => (outdated.has(field) ? UNGUARDED : guardOf(field)),
    present: (field) => (outdated.has(field) ? null : presentValue(db, item, field)),
  });
  // What the new answer says as well is no news.
  const changes = plan.changes.filter(
    ({ field, value }) =>
      !outdated.has(field) || JSON.stringify(presentValue(db, item, field)) !== JSON.stringify(value),
  );
  const settled = new Set(plan.changes.map(({ field }) => field));
  const left = [...outdated].filter((field) => !settled.has(field));
  const isNeeded = (field: FieldName): boolean => isTop && field === 'title';
  return {
    item,
    plan: { ...plan, changes },
    cleared: left.filter((field) => !isNeeded(field)),
    demoted: left.filter(isNeeded),
  };
}

/** A film whose set somebody locked or typed keeps the set's name and text for all of its films. */
function guardWithFilms(
  db: ReadDb,
  setId: number,
  guardOf: (field: string) => FieldGuard,
): (field: string) => FieldGuard {
  const held: Readonly<Record<string, boolean>> = lockedOfSet(db, setId);
  return (field) => {
    const guard = guardOf(field);
    return guard.isLocked || held[field] !== true || !mayAutomationReplace(guard)
      ? guard
      : { ...guard, isLocked: true };
  };
}

/** A set's name and text follow the rule of a film's set, unless they have one of their own. */
function rulesOfSets(rules: MergeRules): MergeRules {
  const rule = rules.fields.set_id;
  return rule === undefined ? rules : { ...rules, fields: { name: rule, overview: rule, ...rules.fields } };
}

/** What providers have said of an item, as the merge reads it. */
export function mergeRecordsOf(db: ReadDb, ref: ItemRef): MergeRecord[] {
  return recordsOf(db, ref).map(({ provider, record }) =>
    mergeRecord(ref.type, provider, record as LanguageRecord<MetadataByType[typeof ref.type]>),
  );
}

function presentValue(db: ReadDb, item: ItemRecord, field: FieldName): MetadataValue {
  if (field === 'set_id') return item.set_id === null ? null : getSet(db, item.set_id);
  if (field === 'actors') return actorsOf(db, item).map((credit) => ({ ...credit, thumbUrl: null }));
  return readItemValue(db, item, field) as MetadataValue;
}
