import type { FieldValue } from '../../../contract/field-values.ts';
import { type ItemRef, ValueSource } from '../../../contract/primitives.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { selectionOf, setSelection } from '../../store/artwork.store.ts';
import { hasManualSelection } from '../../store/candidate.store.ts';
import type { FieldSnapshot } from '../../store/edit-history.store.ts';
import { updateItem } from '../../store/item.store.ts';
import { setLockRules } from '../../store/lock-rule.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { findSet, getSet, type SetRecord, setSetOverview } from '../../store/set.store.ts';
import { clearProvenance, provenanceOf, setProvenance } from '../../store/provenance.store.ts';
import { readItemValue, writeItemValue } from './item-values.ts';
import { requireItem } from './require-item.ts';

/** What a field or an artwork type of an item is at present: value, origin, and the item's own lock. */
export function takeSnapshot(db: WriteDb, ref: ItemRef, target: string): FieldSnapshot {
  const item = requireItem(db, ref);
  const isOwnLock = item[`${target}_locked`] === 1;
  if (!isFieldOf(ref.type, target)) {
    const value = selectionOf(db, ref, target);
    const isHandPicked = hasManualSelection(db, ref, target);
    return { value, source: null, isReleased: false, isOwnLock, ...(isHandPicked ? { isHandPicked } : {}) };
  }
  const known = provenanceOf(db, ref.type, ref.id).get(target);
  return {
    value: readItemValue(db, item, target),
    source: known?.source ?? null,
    ...(known?.detail == null ? {} : { detail: known.detail }),
    isReleased: known?.isReleased ?? false,
    isOwnLock,
    ...(target === 'set_id' ? { setId: item.set_id } : {}),
  };
}

/** Makes a field or an artwork type what a snapshot says: value, origin, the item's own lock, and rules that it names. */
export function applySnapshot(db: WriteDb, ref: ItemRef, target: string, state: FieldSnapshot): void {
  const isOwnLock = state.isOwnLock === true;
  const columns: Record<string, string | number | null> = { [`${target}_locked`]: Number(isOwnLock) };
  if (isFieldOf(ref.type, target)) {
    // Putting a film back into a set says nothing about the set's text, which other films share.
    const value = state.setId == null ? state.value : { ...(state.value as SetRecord), overview: null };
    writeItemValue(db, ref, target, value as FieldValue, columns, true);
    if (state.source === null) clearProvenance(db, ref.type, ref.id, target);
    else {
      const source = ValueSource.parse(state.source);
      setProvenance(db, ref.type, ref.id, target, source, state.isReleased, state.detail ?? null);
    }
  } else {
    setSelection(
      db,
      ref,
      target,
      state.value as number[],
      isOwnLock || state.isHandPicked === true ? 'manual' : 'local',
    );
  }
  updateItem(db, ref, columns);
  if (state.rules !== undefined) setLockRules(db, ref, target, state.rules);
}

/** The text of a set that an edit is about to replace; null when it replaces none. */
export function replacedOverview(
  db: WriteDb,
  field: string,
  next: unknown,
): NonNullable<FieldSnapshot['replaced']> | null {
  const set = field === 'set_id' ? (next as { name: string; overview: string | null } | null) : null;
  const setId = set?.overview == null ? null : findSet(db, { name: set.name, tmdbCollectionId: null });
  return setId === null ? null : { setId, overview: getSet(db, setId)?.overview ?? null };
}

/** After a film's snapshot: the very set it was in, and the text that the edit replaced. */
export function putSetBack(db: WriteDb, ref: ItemRef, before: FieldSnapshot): void {
  if (before.replaced !== undefined) setSetOverview(db, before.replaced.setId, before.replaced.overview);
  if (before.setId != null && getSet(db, before.setId) !== null) updateItem(db, ref, { set_id: before.setId });
}
