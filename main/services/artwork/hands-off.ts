import { ItemRef } from '../../../contract/primitives.ts';
import { type ArtEntity, hasManualSelection, isSetArtLocked } from '../../store/candidate.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { locksOf } from '../items/lock-state.ts';

/**
 * Whether automation has to leave an image type of an item alone: it is locked, here or from above, or a person has chosen
 * one of its images by hand. Ask it in the transaction that writes: a person may have chosen meanwhile.
 */
export function isHandsOff(db: ReadDb, entity: ArtEntity, type: string): boolean {
  if (hasManualSelection(db, entity, type)) return true;
  if (entity.type === 'set') return isSetArtLocked(db, entity.id, type);
  const item = ItemRef.safeParse(entity);
  return item.success && locksOf(db, item.data).isLocked(type);
}
