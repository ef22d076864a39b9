import { CoreError } from '../../domain/core-error.ts';
import { forgetCheck } from '../../store/publish-check.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { forgetDecisions } from '../items/forget-decisions.ts';
import type { ItemEdits } from '../items/item-edits.ts';
import type { PublishUnit } from './publish-unit.ts';

/** Opens conflicts again that were settled, and undoes what was taken in by that; see PublishService.reconsider. */
export function reconsider(
  { db, edits }: { db: WriteDb; edits: ItemEdits },
  { owner, members }: PublishUnit,
  paths: readonly string[],
  editIds: readonly number[],
): void {
  transaction(db, () => {
    for (const editId of editIds) undoIfPossible(edits, editId);
    forgetDecisions(db, members, paths);
    forgetCheck(db, owner);
  });
}

function undoIfPossible(edits: ItemEdits, editId: number): void {
  try {
    edits.undo({ editId, item: null });
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
  }
}
