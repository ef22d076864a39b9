import type { ItemAnswer, ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { Asked } from './ask-providers.ts';
import type { AskProblem, EnrichResult } from './enrich-types.ts';
import { endEnriched, endFailed, endGone, endUnchanged } from './enrichment-state.ts';

/** Whoever keeps films and shows rather than images or ratings of them: what they do not know is not there. */
const CATALOGUES: readonly ProviderName[] = ['tmdb', 'tvdb'];

/** Brings an item's state up to date with what came of asking about it, inside the caller's transaction. */
export function settle(
  db: WriteDb,
  previous: ItemRecord,
  asked: readonly Asked<ItemAnswer<unknown>>[],
): Pick<EnrichResult, 'outcome' | 'problems'> {
  const problems = problemsOf(asked);
  const strangers = asked.filter(({ answer, error }) => answer === null && error === null);
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
  const catalogues = strangers.filter(({ provider }) => CATALOGUES.includes(provider));
  if (catalogues.length > 0) endGone(db, previous, goneMessage(catalogues.map(({ provider }) => provider)));
  else endUnchanged(db, previous);
  return { outcome: 'unknown', problems };
}

export function problemsOf(asked: readonly Asked<unknown>[]): AskProblem[] {
  return asked.flatMap(({ provider, error }) => (error === null ? [] : [{ provider, error }]));
}

function goneMessage(providers: readonly ProviderName[]): string {
  const names = providers.map((provider) => PROVIDER_LABELS[provider]).join(' and ');
  const verb = providers.length === 1 ? 'does' : 'do';
  return `${names} ${verb} not know this id. It may have been removed or merged there: choose the right title.`;
}
