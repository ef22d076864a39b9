import { PORTRAIT_FOLDER } from '../../domain/portrait-name.ts';
import path from 'node:path';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { forgetCheck, recordCheck } from '../../store/publish-check.store.ts';
import { recordOutsideChange } from '../../store/publish-choice.store.ts';
import { transaction } from '../../store/sql.ts';
import { checkContext } from './check-context.ts';
import type { BuiltPlan } from './build-plan.ts';

/**
 * Keeps what a plan found out: that an item is as it should be, so that nobody has to open its files until something
 * changes, and who else writes its NFO.
 */
export function noteFindings(db: WriteDb, plan: BuiltPlan): void {
  transaction(db, () => {
    if (plan.outside !== null && plan.outside.seen.libraryId > 0) recordOutsideChange(db, plan.outside.seen);
    const { owner, members } = plan.unit;
    if (plan.folderPath === null) return;
    const isSame = members.every((member) => getItem(db, member)?.updated_at === member.updated_at);
    if (!plan.isUnchanged || !isSame || plan.problems.length > 0) forgetCheck(db, owner);
    else record(db, plan, members);
  });
}

function record(db: WriteDb, plan: BuiltPlan, members: readonly ItemRecord[]): void {
  const { owner } = plan.unit;
  recordCheck(db, {
    item: { type: owner.type, id: owner.id },
    context: checkContext(db, owner.library_id, owner.type),
    members: members.map(({ id, updated_at }) => [id, updated_at]),
    files: plan.found.filter(([file, sizeBytes]) => sizeBytes !== null || !isPortraitName(file)),
  });
}

/** One of the many names under which a portrait does not lie there: not worth a look each time. */
function isPortraitName(file: string): boolean {
  return path.basename(path.dirname(file)) === PORTRAIT_FOLDER;
}
