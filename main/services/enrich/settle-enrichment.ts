import type { ItemAnswer } from '../../domain/provider-answer.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { Asked } from './ask-providers.ts';
import type { AskProblem, EnrichResult } from './enrich-types.ts';
import { endEnriched, endFailed, endUnchanged } from './enrichment-state.ts';

/** Brings an item's state up to date with what came of asking about it, inside the caller's transaction. */
export function settle(
  db: WriteDb,
  previous: ItemRecord,
  asked: readonly Asked<ItemAnswer<unknown>>[],
): Pick<EnrichResult, 'outcome' | 'problems'> {
  const problems = problemsOf(asked);
  if (asked.some(({ answer }) => answer !== null)) {
    endEnriched(db, previous);
    return { outcome: 'enriched', problems };
  }
  if (problems.length > 0 || asked.length === 0) {
    endFailed(
      db,
      previous,
      problems.map(({ error }) => error),
    );
    return { outcome: 'failed', problems };
  }
  endUnchanged(db, previous);
  return { outcome: 'unknown', problems };
}

export function problemsOf(asked: readonly Asked<unknown>[]): AskProblem[] {
  return asked.flatMap(({ provider, error }) => (error === null ? [] : [{ provider, error }]));
}
