import type { ItemRef } from '../../../contract/primitives.ts';
import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { selectionOf } from '../../store/artwork.store.ts';
import { type Edit, editsOfRun, hasLaterEdit } from '../../store/edit-history.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { takeBack } from '../items/item-edits.ts';
import { refreshItem, type RulesOf } from '../items/item-completeness.ts';
import { guardOf } from '../items/item-guard.ts';
import { locksOf } from '../items/lock-state.ts';
import type { EventSink } from '../event-sink.ts';
import { inSlices } from './in-slices.ts';

/**
 * Takes back what a job wrote by itself: every value and every choice of artwork that nobody (a person, a file, a later
 * answer) has changed or locked since. Answers how many were taken back and how many stay.
 */
export async function undoRun(
  deps: { db: WriteDb; rules: RulesOf; events: EventSink },
  runId: number,
  signal: AbortSignal,
): Promise<{ undone: number; kept: number }> {
  const { db, rules, events } = deps;
  const edits = editsOfRun(db, runId);
  let undone = 0;
  await inSlices(
    db,
    edits,
    (edit) => {
      if (!isUntouched(db, edit)) return;
      takeBack(db, edit);
      updateItem(db, edit.item, { has_unpublished_changes: 1 });
      refreshItem(db, edit.item, rules);
      announce(db, events, edit.item);
      undone += 1;
    },
    signal,
  );
  events.flush();
  return { undone, kept: edits.length - undone };
}

function isUntouched(db: ReadDb, edit: Edit): boolean {
  const { item, field, after } = edit;
  if (getItem(db, item) === null || hasLaterEdit(db, edit)) return false;
  if (!isFieldOf(item.type, field)) {
    const isSame = JSON.stringify(selectionOf(db, item, field)) === JSON.stringify(after.value);
    return isSame && !locksOf(db, item).isLocked(field);
  }
  if (!mayAutomationReplace(guardOf(db, item)(field))) return false;
  const known = provenanceOf(db, item.type, item.id).get(field);
  return (known?.source ?? null) === after.source && known?.setAt === after.setAt;
}

function announce(db: ReadDb, events: EventSink, item: ItemRef): void {
  events.itemChanged(item);
  const seriesId = getItem(db, item)?.series_id ?? null;
  if (seriesId !== null) events.itemChanged({ type: 'series', id: seriesId });
}
