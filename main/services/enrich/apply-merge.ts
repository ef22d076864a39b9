import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { isEmptyValue } from '../../domain/field-guard.ts';
import type { CastCredit, MetadataValue, MetadataValues } from '../../domain/metadata-values.ts';
import type { MovieSetRef } from '../../domain/movie-metadata.ts';
import { type FieldSnapshot, insertEdit } from '../../store/edit-history.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { introducePeople } from '../../store/people.store.ts';
import { identifySet } from '../../store/set.store.ts';
import { markMembersUnpublished } from '../../store/set-members.store.ts';
import { clearProvenance, provenanceOf, setProvenance } from '../../store/provenance.store.ts';
import { putNfoValues } from '../../store/provider-record.store.ts';
import { takeSnapshot } from '../items/edit-snapshot.ts';
import { refreshItem, type RulesOf } from '../items/item-completeness.ts';
import { writeItemValue } from '../items/item-values.ts';
import { emptyValue } from './boundary-value.ts';
import type { ItemMerge } from './plan-merge.ts';

/**
 * Writes what a merge came to, inside the caller's transaction, and notes in the history what was there before. Answers
 * how many fields changed.
 * @param runId the job that the history names; null leaves the history alone
 */
export function applyMerge(db: WriteDb, ref: ItemRef, merge: ItemMerge, rules: RulesOf, runId: number | null): number {
  const { item, plan, cleared, demoted } = merge;
  const changed: { field: FieldName; value: MetadataValue }[] = [
    ...plan.changes,
    ...cleared.map((field) => ({ field, value: emptyValue(field) })),
  ];
  const before = new Map(changed.map(({ field }) => [field, takeSnapshot(db, ref, field)]));
  rememberNfo(db, ref, before);
  const columns: Record<string, string | number | null> = {};
  for (const { field, value } of changed) {
    if (field === 'actors') introducePeople(db, ref, value as CastCredit[]);
    writeItemValue(db, ref, field, value, columns, false);
  }
  for (const { field, provider, language } of plan.changes) {
    setProvenance(db, ref.type, ref.id, field, provider, false, language);
  }
  for (const field of cleared) clearProvenance(db, ref.type, ref.id, field);
  for (const field of demoted) setProvenance(db, ref.type, ref.id, field, 'name');
  confirm(db, ref, merge);
  if (changed.length > 0) columns['has_unpublished_changes'] = 1;
  updateItem(db, ref, columns);
  const set = plan.changes.find(({ field }) => field === 'set_id')?.value as MovieSetRef | undefined;
  const setId = columns['set_id'];
  if (set?.tmdbCollectionId != null && typeof setId === 'number') identifySet(db, setId, set.tmdbCollectionId);
  if (runId !== null && changed.length > 0) note(db, ref, before, runId);
  if (item.type === 'season' && item.series_id !== null && before.has('title')) {
    // The name of a season stands in its show's NFO.
    updateItem(db, { type: 'series', id: item.series_id }, { has_unpublished_changes: 1 });
  }
  // A set's name and text stand in the NFO of each of its films.
  if (item.type === 'set' && changed.length > 0) markMembersUnpublished(db, ref.id);
  refreshItem(db, ref, rules);
  return changed.length;
}

/** What the NFO said stays an alternative. */
function rememberNfo(db: WriteDb, ref: ItemRef, before: ReadonlyMap<FieldName, FieldSnapshot>): void {
  const said: MetadataValues = {};
  for (const [field, { source, value }] of before) {
    if (source === 'nfo' && !isEmptyValue(value)) said[field] = value as MetadataValue;
  }
  if (Object.keys(said).length > 0) putNfoValues(db, ref, said);
}

/** What is there already is known from a provider now, where it was no more than a name's guess. */
function confirm(db: WriteDb, ref: ItemRef, { item, plan }: ItemMerge): void {
  const provenance =
    plan.confirmed.length === 0 ? new Map<string, { source: string }>() : provenanceOf(db, ref.type, ref.id);
  for (const { field, provider, language, value } of plan.confirmed) {
    if (field === 'actors') introducePeople(db, ref, value as CastCredit[]);
    const collection = field === 'set_id' ? (value as MovieSetRef).tmdbCollectionId : null;
    if (collection !== null && item.set_id !== null) identifySet(db, item.set_id, collection);
    const source = provenance.get(field)?.source ?? null;
    if (source === null || source === 'name') setProvenance(db, ref.type, ref.id, field, provider, false, language);
  }
}

/** One group of edits an item and run: undone as one, and by `enrich.undo` as far as nobody has changed it since. */
function note(db: WriteDb, ref: ItemRef, before: ReadonlyMap<FieldName, FieldSnapshot>, runId: number): void {
  const provenance = provenanceOf(db, ref.type, ref.id);
  const item = getItem(db, ref);
  for (const [field, snapshot] of before) {
    const known = provenance.get(field);
    insertEdit(db, {
      item: ref,
      field,
      before: snapshot,
      after: {
        // The value itself is at the item; casts of thousands of films twice would be the larger part of the database.
        value: null,
        source: known?.source ?? null,
        detail: known?.detail ?? null,
        ...(known === undefined ? {} : { setAt: known.setAt }),
        isReleased: false,
        isOwnLock: item?.[`${field}_locked`] === 1,
      },
      beforeLocked: false,
      afterLocked: false,
      groupId: runGroup(ref, runId),
      runId,
    });
  }
}

/** The group of what a run did to an item. */
export function runGroup({ type, id }: ItemRef, runId: number): string {
  return `run:${String(runId)}:${type}:${String(id)}`;
}
