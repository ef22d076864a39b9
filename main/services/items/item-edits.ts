import { randomUUID } from 'node:crypto';
import { FIELD_VALUES } from '../../../contract/field-values.ts';
import type { EditEntry, LockTarget } from '../../../contract/items.ts';
import type { ImageType, ItemRef } from '../../../contract/primitives.ts';
import type { z } from 'zod';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isEmptyValue } from '../../domain/field-guard.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { stateAfterIdEdit } from '../../domain/media-state.ts';
import { setSelection } from '../../store/artwork.store.ts';
import {
  type Edit,
  editsOfGroup,
  getEdit,
  hasLaterEdit,
  insertEdit,
  markUndone,
  newestEdit,
  runEditsSince,
} from '../../store/edit-history.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import { setLockRules } from '../../store/lock-rule.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { takenInPaths } from '../../store/publish-choice.store.ts';
import { transaction } from '../../store/sql.ts';
import { toEditEntry } from './edit-entry.ts';
import { forgetDecisions } from './forget-decisions.ts';
import { applySnapshot, putSetBack, replacedOverview, takeSnapshot } from './edit-snapshot.ts';
import { type RulesOf, refreshItem } from './item-completeness.ts';
import { isTargetOf, setLockByHand } from './lock-edits.ts';
import { locksOf } from './lock-state.ts';
import { requireItem } from './require-item.ts';
import { requireFreeSetValue, settleSet } from './set-values.ts';
import { isUntouched } from './untouched-edit.ts';

/**
 * A person's edits: each is one transaction that changes the value, locks it, notes who set it, and keeps what was there
 * before, so that undo puts back value, lock and origin together.
 */
export interface ItemEdits {
  /** Sets a field and locks it. Answers the edit's id, or null when nothing would change. Throws `invalid_input`. */
  setField(item: ItemRef, field: string, value: unknown): number | null;
  /**
   * As setField, of several fields in one edit. Answers an edit by which all are undone, or null when nothing would change.
   */
  setFields(item: ItemRef, changes: readonly { field: string; value: unknown }[]): number | null;
  /** @see setLockByHand */
  setLock(item: ItemRef, target: LockTarget, isLocked: boolean): number | null;
  /** Chooses the images of a type, best first, and locks the type. */
  setArtwork(item: ItemRef, type: ImageType, candidateIds: readonly number[]): number | null;
  /**
   * Takes back one edit with those made together with it, or the newest. Of ids: also what jobs have fetched for the item
   * since, as far as nobody has touched it. Null when there is none; throws `conflict` when it was undone or a later edit
   * of the same field stands.
   */
  undo(request: { editId: number | null; item: ItemRef | null }): EditEntry | null;
}

const ID_COLUMNS: readonly string[] = ['tmdb_id', 'tvdb_id', 'imdb_id'];

/** @param onChanged `isBelowToo` when locks of what is below the item may have changed */
export function createItemEdits(
  db: WriteDb,
  rules: RulesOf,
  onChanged: (item: ItemRef, isBelowToo: boolean) => void,
): ItemEdits {
  const finish = (item: ItemRef, fields: readonly string[]): void => {
    updateItem(db, item, { has_unpublished_changes: 1 });
    refreshItem(db, item, rules);
    if (fields.some((field) => ID_COLUMNS.includes(field))) settleState(db, item);
    if (item.type === 'set') {
      for (const film of settleSet(db, item.id, fields)) onChanged(film, false);
    }
    // The name of a season stands in its show's NFO.
    const seriesId = item.type === 'season' && fields.includes('title') ? getItem(db, item)?.series_id : null;
    if (seriesId == null) return;
    const series = { type: 'series', id: seriesId } as const;
    updateItem(db, series, { has_unpublished_changes: 1 });
    onChanged(series, false);
  };
  const setOne = (item: ItemRef, field: string, value: unknown, groupId: string | null): number | null => {
    const next = parseValue(item, field, value);
    if (item.type === 'set') requireFreeSetValue(db, item.id, field, next);
    const before = takeSnapshot(db, item, field);
    if (before.isOwnLock === true && JSON.stringify(before.value) === JSON.stringify(next)) return null;
    const beforeLocked = locksOf(db, item).isLocked(field);
    const replaced = replacedOverview(db, field, next);
    applySnapshot(db, item, field, { value: next, source: 'user', isReleased: false, isOwnLock: true });
    return insertEdit(db, {
      item,
      field,
      before: { ...before, ...(replaced === null ? {} : { replaced }) },
      // Read back: names take the spelling they are known by.
      after: takeSnapshot(db, item, field),
      beforeLocked,
      afterLocked: true,
      groupId,
    });
  };
  return {
    setField: (item, field, value) =>
      transaction(db, () => {
        const editId = setOne(item, field, value, null);
        if (editId === null) return null;
        finish(item, [field]);
        onChanged(item, false);
        return editId;
      }),
    setFields: (item, changes) =>
      transaction(db, () => {
        const groupId = randomUUID();
        const editIds = changes.flatMap(({ field, value }) => setOne(item, field, value, groupId) ?? []);
        const last = editIds.at(-1);
        if (last === undefined) return null;
        finish(
          item,
          changes.map(({ field }) => field),
        );
        onChanged(item, false);
        return last;
      }),
    setLock: (item, target, isLocked) =>
      transaction(db, () => {
        const editId = setLockByHand(db, item, target, isLocked);
        if (editId !== null) onChanged(item, item.type === 'series' || item.type === 'season');
        return editId;
      }),
    setArtwork: (item, type, candidateIds) =>
      transaction(db, () => {
        requireItem(db, item);
        if (!imageTypesOf(item.type).includes(type)) {
          throw new CoreError('invalid_input', `There is no ${type} of such an item.`, { type });
        }
        const before = takeSnapshot(db, item, type);
        if (before.isOwnLock === true && JSON.stringify(before.value) === JSON.stringify(candidateIds)) return null;
        const beforeLocked = locksOf(db, item).isLocked(type);
        setSelection(db, item, type, candidateIds, 'manual');
        updateItem(db, item, { [`${type}_locked`]: 1 });
        const editId = insertEdit(db, {
          item,
          field: type,
          before,
          after: { value: candidateIds, source: 'user', isReleased: false, isOwnLock: true },
          beforeLocked,
          afterLocked: true,
          groupId: null,
        });
        finish(item, [type]);
        onChanged(item, false);
        return editId;
      }),
    undo: ({ editId, item }) =>
      transaction(db, () => {
        const edit = editId === null ? newestEdit(db, item) : getEdit(db, editId);
        if (edit === null) {
          if (editId === null) return null;
          throw new CoreError('not_found', 'This edit is not in the history any more.');
        }
        if (edit.undoneAt !== null) throw new CoreError('conflict', 'This edit has been undone already.');
        const group = edit.groupId === null ? [edit] : editsOfGroup(db, edit.groupId);
        const fetched = group.some(isOfId) ? takeBackFetched(db, group) : [];
        if (group.some((member) => hasLaterEdit(db, member))) {
          throw new CoreError('conflict', 'This field was edited again since. Undo the later edit first.');
        }
        const changed = [...fetched, ...group.filter((member) => takeBack(db, member)).map((member) => member.field)];
        if (changed.length > 0) finish(edit.item, changed);
        // Without what was taken in of them, what others wrote is in conflict again.
        forgetDecisions(db, [edit.item], takenInPaths(db, edit.item));
        onChanged(
          edit.item,
          group.some((member) => member.before.rules !== undefined),
        );
        return { ...toEditEntry(edit), isUndone: true };
      }),
  };
}

function isOfId({ item, field }: Edit): boolean {
  return (item.type === 'movie' || item.type === 'series') && ID_COLUMNS.includes(field);
}

/**
 * Puts back what was fetched since an edit said what the item is: it is of a title that this is not. An id that was only
 * added to others says nothing new. Answers the fields that were put back.
 */
function takeBackFetched(db: WriteDb, group: readonly Edit[]): string[] {
  const [first] = group;
  const item = first && getItem(db, first.item);
  if (!first || !item) return [];
  const since = runEditsSince(db, first.item, Math.min(...group.map(({ id }) => id)));
  const hadId = ID_COLUMNS.some((column) => {
    // The oldest comes last.
    const changed = [...since, ...group].findLast(({ field }) => field === column);
    return isFieldOf(item.type, column) && (changed ? changed.before.value : item[column]) !== null;
  });
  if (hadId && !group.some(saysOtherTitle)) return [];
  return since.filter((edit) => isUntouched(db, edit) && takeBack(db, edit)).map(({ field }) => field);
}

function saysOtherTitle(edit: Edit): boolean {
  const [before, after] = [edit.before.value, edit.after.value];
  return isOfId(edit) && before !== null && after !== null && before !== after;
}

/** A film or a show with an id is identified; without one it waits for somebody to say what it is. */
function settleState(db: WriteDb, ref: ItemRef): void {
  const item = ref.type === 'movie' || ref.type === 'series' ? getItem(db, ref) : null;
  if (item === null) return;
  const hasId = ID_COLUMNS.some((column) => isFieldOf(item.type, column) && item[column] !== null);
  const state = stateAfterIdEdit(item.state, hasId);
  if (state !== item.state) updateItem(db, ref, { state });
}

/** Puts back what was before one edit. True when that changed a value. */
export function takeBack(db: WriteDb, edit: Edit): boolean {
  markUndone(db, edit.id);
  const { item, field, before } = edit;
  if (!isTargetOf(item.type, field)) {
    setLockRules(db, item, field, before.rules ?? []);
    return false;
  }
  const now = JSON.stringify(takeSnapshot(db, item, field).value);
  // Edits of before locks could come from above say only whether it was locked.
  if (item.type === 'set') requireFreeSetValue(db, item.id, field, before.value);
  applySnapshot(db, item, field, { ...before, isOwnLock: before.isOwnLock ?? edit.beforeLocked });
  putSetBack(db, item, before);
  return now !== JSON.stringify(before.value);
}

function parseValue(item: ItemRef, field: string, value: unknown): unknown {
  const schemas: Readonly<Record<string, z.ZodType>> = FIELD_VALUES[item.type];
  const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined;
  if (schema === undefined) throw new CoreError('invalid_input', `“${field}” is no field here.`, { field });
  const parsed = schema.safeParse(value);
  if (parsed.success) return normalise(parsed.data);
  const message = parsed.error.issues[0]?.message ?? 'This value does not fit the field.';
  throw new CoreError('invalid_input', message, { field });
}

/** Empty text is no text: it clears the field. Lists lose repeats. */
function normalise(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.trim();
    return text === '' ? null : text;
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return [...new Set(value)];
  return isEmptyValue(value) && !Array.isArray(value) ? null : value;
}
