import { ownTurn } from '../../providers/http/own-turn.ts';
import { getItem } from '../../store/item.store.ts';
import { transaction } from '../../store/sql.ts';
import { reviewAsked } from '../identify/review-answers.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { applyMerge } from './apply-merge.ts';
import { type Asked, askProviders } from './ask-providers.ts';
import { problemsOf, settle } from './settle-enrichment.ts';
import type { EnrichDependencies, EnrichOptions, EnrichResult, EnrichTarget } from './enrich-types.ts';
import { askOptions } from './ask-options.ts';
import { enrichSet } from './enrich-set.ts';
import { idsOfItem, isSameIdentity } from './item-identity.ts';
import { forgetProviders, keepDenials, keepOffers, keepRecords, staleProviders } from './keep-answers.ts';
import { planMerge } from './plan-merge.ts';
import type { ItemAnswer, ProviderIds } from '../../domain/provider-answer.ts';

/**
 * Asks about a film and writes what the merge rules say, in one transaction. Null when somebody said meanwhile that it is
 * another film: then the answers are about the wrong one, and it has to be asked about again.
 */
export async function enrichFilm(
  deps: EnrichDependencies,
  { ref, item: previous }: EnrichTarget,
  options: EnrichOptions,
): Promise<EnrichResult | null> {
  const { db } = deps;
  const ids = idsOfItem(previous);
  const request = { kind: 'movie', ids, options: askOptions(db, options), down: options.down } as const;
  const { asked } = await askProviders(deps.providers, request);
  await ownTurn();
  const written = transaction(db, () => writeFilm(deps, { ref, item: previous }, asked, options));
  if (written === null || 'outcome' in written) return written;
  await keepOffers(deps, ref, asked, options.signal);
  const result = transaction(db, () => {
    const now = getItem(db, ref);
    const isStill = now !== null && isSameIdentity(idsOfItem(now), written.ids);
    return isStill ? { ...settle(db, previous, asked), changed: written.changed, kept: written.kept } : null;
  });
  const setId = getItem(db, ref)?.set_id ?? null;
  if (result?.outcome === 'enriched' && setId !== null) await enrichSet(deps, setId, options);
  return result;
}

interface WrittenFilm {
  /** The film's ids now: answers complete them. */
  ids: ProviderIds;
  changed: number;
  kept: EnrichResult['kept'];
}

function writeFilm(
  deps: EnrichDependencies,
  { ref, item: previous }: EnrichTarget,
  asked: readonly Asked<ItemAnswer<unknown>>[],
  options: EnrichOptions,
): EnrichResult | WrittenFilm | null {
  const { db, artwork, rules } = deps;
  const now = getItem(db, ref);
  if (now === null || now.deleted_on !== null) return { outcome: 'gone', changed: 0, kept: [], problems: [] };
  if (!isSameIdentity(idsOfItem(now), idsOfItem(previous))) return null;
  if (reviewAsked(db, ref, asked) !== 'ok') {
    keepDenials(db, artwork, ref, asked);
    return { outcome: 'unknown', changed: 0, kept: [], problems: problemsOf(asked) };
  }
  const stale = staleProviders(db, ref, idsOfItem(now));
  forgetProviders(db, ref, stale);
  keepRecords(db, ref, asked);
  const merge = planMerge(db, ref, mergeRules(db), stale);
  const changed = merge === null ? 0 : applyMerge(db, ref, merge, rules, options.jobId);
  return { ids: idsOfItem(getItem(db, ref) ?? now), changed, kept: merge?.plan.kept ?? [] };
}
