import { mayAutomationReplace } from '../../domain/field-guard.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { selectionOf } from '../../store/artwork.store.ts';
import { type Edit, hasLaterEdit } from '../../store/edit-history.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import { guardOf } from './item-guard.ts';
import { locksOf } from './lock-state.ts';

/** True when what a job wrote by itself still stands as it wrote it: nobody (a person, a file, a later answer) changed or locked it. */
export function isUntouched(db: ReadDb, edit: Edit): boolean {
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
