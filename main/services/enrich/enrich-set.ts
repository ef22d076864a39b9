import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { SetAnswer } from '../../domain/provider-answer.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { putParts } from '../../store/set-members.store.ts';
import { transaction } from '../../store/sql.ts';
import { readItemValue } from '../items/item-values.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { applyMerge } from './apply-merge.ts';
import { askOptions } from './ask-options.ts';
import { type Asked, attempt } from './ask-providers.ts';
import { toBoundaryValue } from './boundary-value.ts';
import type { EnrichDependencies, EnrichOptions, EnrichResult } from './enrich-types.ts';
import { settleBelow } from './enrichment-state.ts';
import { keepOffers, keepRecords } from './keep-answers.ts';
import { planMerge } from './plan-merge.ts';
import { selectForItem } from './select-for-item.ts';
import { problemsOf } from './settle-enrichment.ts';

const NO_IDS = { tmdbId: null, tvdbId: null, imdbId: null };
const NONE: ReadonlySet<never> = new Set();

/**
 * Asks about a set, once a run: its name, its text, its films and its images, and writes what the merge rules say. What
 * keeps a provider from answering is noted at the set; of a film that was asked about it is no failure.
 */
export async function enrichSet(
  deps: EnrichDependencies,
  setId: number,
  options: EnrichOptions,
): Promise<EnrichResult> {
  const { db } = deps;
  const ref: ItemRef = { type: 'set', id: setId };
  const set = getItem(db, ref);
  if (set === null || set.deleted_on !== null) return { outcome: 'gone', changed: 0, kept: [], problems: [] };
  if (collectionOf(set) === null) return { outcome: 'unidentified', changed: 0, kept: [], problems: [] };
  if (options.sets.has(setId)) return { outcome: 'unknown', changed: 0, kept: [], problems: [] };
  // Before anything is awaited: the next film of the set is on its way.
  options.sets.add(setId);
  const asked = await askAboutSet(deps, set, options);
  const isKnown = asked.some(({ answer }) => answer !== null);
  const merge = transaction(db, () => {
    keepSaid(db, ref, asked);
    const planned = planMerge(db, ref, mergeRules(db), NONE);
    const changed = planned === null ? 0 : applyMerge(db, ref, planned, deps.rules, options.jobId);
    if (isKnown) settleBelow(db, ref);
    return { changed, kept: planned?.plan.kept ?? [] };
  });
  await keepOffers(deps, ref, asked, options.signal);
  const selected = isKnown && options.isSelecting ? await selectForItem(deps, ref, options) : 0;
  deps.events.itemChanged(ref);
  const problems = problemsOf(asked);
  const outcome = isKnown ? 'enriched' : problems.length > 0 || asked.length === 0 ? 'failed' : 'unknown';
  return { outcome, changed: merge.changed + selected, kept: merge.kept, problems };
}

/** Asks about a set, keeps the answers, and says what `enrichSet` would change. Null when it is gone. */
export async function previewSet(
  deps: EnrichDependencies,
  set: ItemRecord,
  options: EnrichOptions,
): Promise<EnrichPreview | null> {
  const { db, artwork } = deps;
  const ref: ItemRef = { type: 'set', id: set.id };
  const asked = await askAboutSet(deps, set, options);
  transaction(db, () => {
    keepSaid(db, ref, asked);
  });
  await keepOffers(deps, ref, asked, options.signal);
  const merge = planMerge(db, ref, mergeRules(db), NONE);
  if (merge === null) return null;
  return {
    item: ref,
    title: set.title ?? '',
    changes: merge.plan.changes.map(({ field, value, provider, language }) => ({
      field,
      before: readItemValue(db, merge.item, field),
      after: toBoundaryValue(field, value),
      provider,
      language,
    })),
    kept: merge.plan.kept,
    artwork: artwork.preview(ref),
    problems: problemsOf(asked).map(({ provider, error }) => ({
      provider,
      problem: error.code,
      message: error.message,
    })),
    isUnidentified: false,
  };
}

/** The collection at TMDB that a set is; null when nobody has said. */
export function collectionOf(set: ItemRecord): number | null {
  const id = set['tmdb_collection_id'];
  return typeof id === 'number' ? id : null;
}

async function askAboutSet(
  deps: EnrichDependencies,
  set: ItemRecord,
  options: EnrichOptions,
): Promise<Asked<SetAnswer>[]> {
  const collectionId = collectionOf(set);
  const asked: Asked<SetAnswer>[] = [];
  if (collectionId === null) return asked;
  for (const provider of deps.providers.all()) {
    if (!provider.abilities.has('set') || !(await provider.isConfigured())) continue;
    const ask = async (): Promise<SetAnswer | null> =>
      (await provider.set?.(collectionId, askOptions(deps.db, options))) ?? null;
    const result = await attempt(provider, 'movie', NO_IDS, options.down, ask);
    asked.push({ ...result, askedWith: String(collectionId) });
  }
  return asked;
}

function keepSaid(db: WriteDb, ref: ItemRef, asked: readonly Asked<SetAnswer>[]): void {
  if (getItem(db, ref) === null) return;
  keepRecords(db, ref, asked);
  for (const { provider, answer, error } of asked) {
    if (error === null) putParts(db, ref.id, provider, answer?.members ?? []);
  }
}
