import type { IdentifiableRef } from '../../../contract/identification.ts';
import { canTransition, transition } from '../../domain/media-state.ts';
import { getItem, updateItem } from '../../store/item.store.ts';
import {
  identificationOf,
  keepIdentification,
  WAITING_STATES,
  type WaitingResult,
} from '../../store/identification.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';

/** True when nobody has said yet what the item is. */
export function isWaiting(db: ReadDb, item: IdentifiableRef): boolean {
  const state = getItem(db, item)?.state;
  return WAITING_STATES.some((waiting) => waiting === state);
}

/**
 * Puts an item into the inbox, or keeps there what a new search found, inside the caller's transaction. Its ids and values
 * stay as they are. What an earlier search found stays when this one was not answered.
 */
export function keepWaiting(db: WriteDb, item: IdentifiableRef, result: WaitingResult): void {
  const record = getItem(db, item);
  if (record === null) return;
  if (!WAITING_STATES.some((waiting) => waiting === record.state)) {
    const from = canTransition(record.state, 'needs_identification')
      ? record.state
      : transition(record.state, 'identified');
    updateItem(db, item, { state: transition(from, 'needs_identification') });
  }
  const guesses =
    result.reason === 'provider_error' && result.guesses.length === 0
      ? (identificationOf(db, item)?.guesses ?? [])
      : result.guesses;
  keepIdentification(db, item, record.library_id, { ...result, guesses });
}
