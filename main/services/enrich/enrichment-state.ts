import type { ItemRef, MediaState } from '../../../contract/primitives.ts';
import { canTransition, transition } from '../../domain/media-state.ts';
import type { ProviderError } from '../../providers/provider.ts';
import { WAITING_STATES } from '../../store/identification.store.ts';
import { getItem, type ItemRecord, updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { asksOf } from '../../store/provider-record.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';

const NETWORK = ['offline', 'unreachable', 'timeout'];

/** Marks an item as being asked about. An item that had ids all the time was identified on the way. */
export function beginEnriching(db: WriteDb, item: ItemRecord): void {
  if (item.state === 'enriching') return;
  const from = canTransition(item.state, 'enriching') ? item.state : transition(item.state, 'identified');
  updateItem(db, item, { state: transition(from, 'enriching') });
}

/**
 * The state an enrichment leaves an item in: enriched, and published again when it was and nothing changed.
 * @param previous the item before it was begun
 */
export function endEnriched(db: WriteDb, previous: ItemRecord): void {
  const now = beingEnriched(db, previous);
  if (now === null) return;
  updateItem(db, now, {
    state: settledState(now, previous),
    error_message: null,
    ...(now.type === 'season' ? {} : { enriched_at: nowTimestamp() }),
  });
}

/** Nobody answered. What was enriched before is still that; at its records stands who did not answer. */
export function endFailed(db: WriteDb, previous: ItemRecord, errors: readonly ProviderError[]): void {
  const now = beingEnriched(db, previous);
  if (now === null) return;
  const [error] = errors;
  if (error === undefined || asksOf(db, now).some(({ isKnown }) => isKnown)) {
    endUnchanged(db, previous);
    return;
  }
  const isNetwork = errors.every(({ code }) => NETWORK.includes(code));
  updateItem(db, now, {
    state: transition(now.state, isNetwork ? 'error_network' : 'error_provider'),
    error_message: error.message,
  });
}

/**
 * The item as it is at the end of its enrichment, in the state that it may leave: somebody may have taken its id back and
 * given the same one again. Null when it is gone, or put into the inbox meanwhile, where it stays.
 */
function beingEnriched(db: WriteDb, { type, id }: ItemRecord): ItemRecord | null {
  const now = getItem(db, { type, id });
  if (now === null || WAITING_STATES.some((waiting) => waiting === now.state)) return null;
  beginEnriching(db, now);
  return getItem(db, { type, id });
}

/** Back to where it was: it was cancelled, or there was nobody to ask. */
export function endUnchanged(db: WriteDb, previous: ItemRecord): void {
  const { type, id } = previous;
  const now = getItem(db, { type, id });
  if (now?.state !== 'enriching') return;
  const wasEnriched = ['enriched', 'selected', 'published'].includes(previous.state);
  updateItem(db, now, { state: wasEnriched ? settledState(now, previous) : transition(now.state, 'identified') });
}

/** What is below a show is enriched with it. */
export function settleBelow(db: WriteDb, ref: ItemRef): void {
  const item = getItem(db, ref);
  if (item === null || ['enriched', 'selected', 'published'].includes(item.state)) return;
  beginEnriching(db, item);
  endEnriched(db, item);
}

/** Artwork was chosen. */
export function markSelected(db: WriteDb, ref: ItemRef): void {
  const item = getItem(db, ref);
  if (item !== null && item.state === 'enriched') updateItem(db, ref, { state: transition(item.state, 'selected') });
}

function settledState(now: ItemRecord, previous: ItemRecord): MediaState {
  const enriched = transition(now.state, 'enriched');
  const isPublished = previous.last_published_at !== null && now.has_unpublished_changes === 0;
  if (previous.state === 'published' && isPublished) return transition(enriched, 'published');
  return previous.state === 'selected' ? transition(enriched, 'selected') : enriched;
}
