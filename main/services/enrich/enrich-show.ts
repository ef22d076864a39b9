import type { EpisodeOrder } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { ItemAnswer, ProviderIds, ProviderName } from '../../domain/provider-answer.ts';
import { dropUnknownEpisodes, episodesOf } from '../../store/episode.store.ts';
import { ownTurn } from '../../providers/http/own-turn.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { noteProblem } from '../../store/provider-record.store.ts';
import { seasonsOf } from '../../store/season.store.ts';
import { transaction } from '../../store/sql.ts';
import { addDays } from '../../store/timestamps.ts';
import { TRASH_DAYS } from '../items/item-trash.ts';
import { reviewAsked } from '../identify/review-answers.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { applyMerge } from './apply-merge.ts';
import { askOptions } from './ask-options.ts';
import type { Asked } from './ask-providers.ts';
import { askShow, type ShowAnswers } from './ask-show.ts';
import type { EnrichDependencies, EnrichOptions, EnrichResult, EnrichTarget } from './enrich-types.ts';
import { settleBelow } from './enrichment-state.ts';
import { inSlices } from './in-slices.ts';
import { idsOfItem, isSameIdentity } from './item-identity.ts';
import { forgetProviders, keepAnswers, keepDenials, keepOffers, keepRecords, staleProviders } from './keep-answers.ts';
import { planMerge } from './plan-merge.ts';
import { problemsOf, settle } from './settle-enrichment.ts';
import { addMissing, belowTargets } from './show-targets.ts';

/**
 * Asks about a show with its seasons and episodes and writes what the merge rules say: the show in one transaction, what
 * is below it in slices. Episodes that the leading provider knows and the library does not have are added without a file.
 * Null when somebody said meanwhile that it is another show.
 */
export async function enrichShow(
  deps: EnrichDependencies,
  target: EnrichTarget,
  options: EnrichOptions,
): Promise<EnrichResult | null> {
  const { db } = deps;
  const { ref, item: previous } = target;
  const answers = await askAboutShow(deps, target, options);
  const now = getItem(db, ref);
  if (now === null || now.deleted_on !== null) return { outcome: 'gone', changed: 0, kept: [], problems: [] };
  if (!isSameIdentity(idsOfItem(now), idsOfItem(previous))) return null;
  await ownTurn();
  const isRight = transaction(db, () => {
    if (reviewAsked(db, ref, answers.series) === 'ok') return true;
    keepDenials(db, deps.artwork, ref, answers.series);
    return false;
  });
  if (!isRight) return { outcome: 'unknown', changed: 0, kept: [], problems: problemsOf(answers.series) };
  // An id that was merged into another has been followed.
  const ids = idsOfItem(getItem(db, ref) ?? now);
  const order = orderOf(previous['episode_order']);
  const isKnown = answers.series.some(({ answer }) => answer !== null);
  if (isKnown) await addMissing(db, ref.id, answers, order, options.signal);
  let changed = 0;
  const below = belowTargets(db, ref.id, answers, order);
  await inSlices(
    db,
    [...below.seasons, ...below.episodes],
    ({ ref: item, asked }) => {
      // What was asked with an id that has been merged since is about the same show.
      const stale = staleProviders(db, item, idsOfItem(now), ref);
      changed += writeAnswers(deps, item, asked, stale, options, (to, of, said) => {
        keepAnswers(to, deps.artwork, of, said);
      }).changed;
      if (asked.some(({ answer }) => answer !== null)) settleBelow(db, item);
      deps.events.itemChanged(item);
    },
    options.signal,
  );
  const isStill = (known: ProviderIds): boolean => {
    const present = getItem(db, ref);
    return present !== null && isSameIdentity(idsOfItem(present), known);
  };
  // The show comes last: whoever sees it enriched sees it with all of its episodes.
  await ownTurn();
  const written = transaction(db, () => {
    if (!isStill(ids)) return null;
    const stale = staleProviders(db, ref, idsOfItem(now));
    const merge = writeAnswers(deps, ref, answers.series, stale, options, keepRecords);
    noteSeasonProblems(db, ref, answers);
    const isComplete = answers.seasons.length > 0 && answers.seasons.every(({ error }) => error === null);
    if (isComplete) dropUnknownEpisodes(db, ref.id, addDays(Date.now(), TRASH_DAYS));
    return { changed: changed + merge.changed, kept: merge.kept, ids: idsOfItem(getItem(db, ref) ?? now) };
  });
  if (written === null) return null;
  await keepOffers(deps, ref, answers.series, options.signal);
  return transaction(db, () => {
    if (!isStill(written.ids)) return null;
    const settled = settle(db, previous, answers.series);
    const problems = [...settled.problems, ...problemsOf(seasonProblems(answers))];
    return { ...settled, changed: written.changed, kept: written.kept, problems };
  });
}

/** Asks about a show as it is numbered in the library. */
export async function askAboutShow(
  deps: EnrichDependencies,
  { ref, item }: EnrichTarget,
  options: EnrichOptions,
): Promise<ShowAnswers> {
  const { db } = deps;
  const own = [...seasonsOf(db, ref.id), ...episodesOf(db, ref.id)].map(({ season_number }) => season_number);
  return askShow(deps.providers, {
    ids: idsOfItem(item),
    order: orderOf(item['episode_order']),
    seasonNumbers: [...new Set(own)],
    rules: mergeRules(db),
    options: askOptions(db, options),
    down: options.down,
  });
}

export function orderOf(value: string | number | null | undefined): EpisodeOrder {
  return value === 'dvd' || value === 'absolute' ? value : 'aired';
}

function writeAnswers(
  { db, rules }: EnrichDependencies,
  item: ItemRef,
  asked: readonly Asked<ItemAnswer<unknown>>[],
  stale: ReadonlySet<ProviderName>,
  { jobId }: EnrichOptions,
  keep: typeof keepRecords,
): { changed: number; kept: EnrichResult['kept'] } {
  forgetProviders(db, item, stale);
  keep(db, item, asked);
  const merge = planMerge(db, item, mergeRules(db), stale);
  if (merge === null) return { changed: 0, kept: [] };
  return { changed: applyMerge(db, item, merge, rules, jobId), kept: merge.plan.kept };
}

/** A show whose seasons did not all come is asked about again. */
function noteSeasonProblems(db: WriteDb, ref: ItemRef, answers: ShowAnswers): void {
  for (const { provider, askedWith, error } of seasonProblems(answers)) {
    noteProblem(db, ref, provider, askedWith, error.code, error.message);
  }
}

function seasonProblems(answers: ShowAnswers): (Asked<never> & { error: NonNullable<Asked<never>['error']> })[] {
  return answers.seasons.flatMap(({ provider, askedWith, error }) =>
    error === null ? [] : [{ provider, askedWith, answer: null, error }],
  );
}
