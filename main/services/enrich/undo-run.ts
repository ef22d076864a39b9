import type { ItemRef } from '../../../contract/primitives.ts';
import { editsOfRun } from '../../store/edit-history.store.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { takeBack } from '../items/item-edits.ts';
import { refreshItem, type RulesOf } from '../items/item-completeness.ts';
import { isUntouched } from '../items/untouched-edit.ts';
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

function announce(db: ReadDb, events: EventSink, item: ItemRef): void {
  events.itemChanged(item);
  const seriesId = getItem(db, item)?.series_id ?? null;
  if (seriesId !== null) events.itemChanged({ type: 'series', id: seriesId });
}
