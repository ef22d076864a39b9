import type { MediaState } from '../../contract/primitives.ts';
import { CoreError } from './core-error.ts';

const ERRORS = ['error_provider', 'error_network', 'error_parse', 'error_publish'] as const;
const SETTLED = ['discovered', 'identified', 'enriched', 'selected', 'published', 'needs_identification'] as const;

/**
 * The legal transitions of an item's life. `enriching` is the one transient state: a crash leaves a row in it, and the
 * resumed job moves it back to `identified` first; whoever takes the id away meanwhile puts it back into the inbox at
 * once. A person may publish what is local at any settled stage, so
 * `published` can be reached from each of them.
 */
const TRANSITIONS: Record<MediaState, readonly MediaState[]> = {
  discovered: ['identified', 'needs_identification', 'published', 'error_parse', 'error_publish'],
  needs_identification: ['identified', 'discovered', 'published', 'error_parse', 'error_publish'],
  identified: ['enriching', 'needs_identification', 'selected', 'published', ...ERRORS],
  enriching: ['enriched', 'identified', 'needs_identification', 'error_provider', 'error_network'],
  enriched: ['selected', 'enriching', 'identified', 'needs_identification', 'published', 'error_publish'],
  selected: ['published', 'enriching', 'enriched', 'identified', 'needs_identification', 'error_publish'],
  published: ['enriching', 'selected', 'identified', 'needs_identification', 'error_parse', 'error_publish'],
  error_provider: ['identified', 'enriching', 'needs_identification', 'published', 'error_publish'],
  error_network: ['identified', 'enriching', 'needs_identification', 'published', 'error_publish'],
  error_parse: ['identified', 'needs_identification', 'discovered', 'published', 'error_publish'],
  error_publish: [...SETTLED],
};

/** True when an item may go from one state to the other. Staying where it is is always legal. */
export function canTransition(from: MediaState, to: MediaState): boolean {
  return from === to || TRANSITIONS[from].includes(to);
}

/** Answers `to`, or throws `conflict` when that step is not legal. */
export function transition(from: MediaState, to: MediaState): MediaState {
  if (!canTransition(from, to)) {
    throw new CoreError('conflict', `An item in state “${from}” cannot become “${to}”.`, { from, to });
  }
  return to;
}

/**
 * The state a scan leaves an item in, given what it knows. Scans never take an item back from a later stage; they settle
 * the early ones and clear a reading problem that is gone.
 */
export function stateAfterScan(
  current: MediaState | null,
  facts: { hasProviderId: boolean; nfoBroken: boolean },
): MediaState {
  const early: MediaState = facts.hasProviderId ? 'identified' : 'needs_identification';
  if (current === null) return facts.nfoBroken && !facts.hasProviderId ? 'error_parse' : early;
  switch (current) {
    case 'discovered':
    case 'needs_identification':
    case 'error_parse':
      return facts.nfoBroken && !facts.hasProviderId ? 'error_parse' : early;
    default:
      return current;
  }
}

/**
 * The state of a film or a show after its ids were changed by hand, or such a change was taken back: one that waits to be
 * identified is, once it has an id; one without any id waits.
 */
export function stateAfterIdEdit(current: MediaState, hasId: boolean): MediaState {
  const isWaiting = ['discovered', 'needs_identification', 'error_parse'].includes(current);
  if (hasId) return isWaiting ? transition(current, 'identified') : current;
  return canTransition(current, 'needs_identification') ? 'needs_identification' : current;
}
