import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { itemTitle, titleInShow } from '../../domain/item-title.ts';
import type { ItemAnswer } from '../../domain/provider-answer.ts';
import { getItem, type ItemRecord } from '../../store/item.store.ts';
import { transaction } from '../../store/sql.ts';
import { readItemValue } from '../items/item-values.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { askOptions } from './ask-options.ts';
import { type Asked, askProviders } from './ask-providers.ts';
import { toBoundaryValue } from './boundary-value.ts';
import { askAboutShow, orderOf } from './enrich-show.ts';
import type { EnrichDependencies, EnrichOptions, EnrichTarget } from './enrich-types.ts';
import { inSlices } from './in-slices.ts';
import { idsOfItem } from './item-identity.ts';
import { forgetProviders, keepAnswers, keepOffers, staleProviders } from './keep-answers.ts';
import { planMerge } from './plan-merge.ts';
import { problemsOf } from './settle-enrichment.ts';
import { belowTargets } from './show-targets.ts';

/** Thrown to take back what was written to see what it would come to. */
class NotKept extends Error {
  readonly preview: EnrichPreview | null;
  constructor(preview: EnrichPreview | null) {
    super('Only looked at');
    this.preview = preview;
  }
}

/**
 * What enriching would change: of a show its own preview first, then those of its seasons and episodes that would change.
 * Answers are kept; nothing else is written.
 */
export async function previewItem(
  deps: EnrichDependencies,
  target: EnrichTarget,
  options: EnrichOptions,
): Promise<EnrichPreview[]> {
  const { db } = deps;
  const { ref, item } = target;
  if (ref.type === 'movie') {
    const request = {
      kind: 'movie',
      ids: idsOfItem(item),
      options: askOptions(db, options),
      down: options.down,
    } as const;
    const { asked } = await askProviders(deps.providers, request);
    if (!isNews(deps, ref, item)) await keepOffers(deps, ref, asked, options.signal);
    const preview = previewOne(deps, ref, asked, ref);
    return preview === null ? [] : [preview];
  }
  const answers = await askAboutShow(deps, target, options);
  const { seasons, episodes } = belowTargets(db, ref.id, answers, orderOf(item['episode_order']));
  const below: EnrichPreview[] = [];
  await inSlices(
    db,
    [...seasons, ...episodes],
    ({ ref: inner, asked }) => {
      const preview = previewOne(deps, inner, asked, ref);
      if (preview !== null && (preview.changes.length > 0 || preview.artwork.length > 0)) below.push(preview);
    },
    options.signal,
  );
  if (!isNews(deps, ref, item)) await keepOffers(deps, ref, answers.series, options.signal);
  const own = previewOne(deps, ref, answers.series, ref);
  return own === null ? below : [own, ...below];
}

/** Nothing can be asked about it yet. */
export function unidentifiedPreview(ref: ItemRef, item: ItemRecord): EnrichPreview {
  return {
    item: ref,
    title: itemTitle(item),
    changes: [],
    kept: [],
    artwork: [],
    problems: [],
    isUnidentified: true,
  };
}

/** Whether the item is said to be something else than what was asked about before. */
function isNews({ db }: EnrichDependencies, ref: ItemRef, item: ItemRecord): boolean {
  return staleProviders(db, ref, idsOfItem(item)).size > 0;
}

/**
 * Null when the item is gone. Answers about something else than before are looked at and not kept: that they are news has
 * to be seen when they are written.
 */
function previewOne(
  deps: EnrichDependencies,
  ref: ItemRef,
  asked: readonly Asked<ItemAnswer<unknown>>[],
  top: ItemRef,
): EnrichPreview | null {
  const { db, artwork } = deps;
  try {
    return transaction(db, () => {
      const item = getItem(db, ref);
      const topItem = getItem(db, top);
      if (item === null || topItem === null) return null;
      const stale = staleProviders(db, ref, idsOfItem(topItem), top);
      forgetProviders(db, ref, stale);
      keepAnswers(db, artwork, ref, asked);
      const merge = planMerge(db, ref, mergeRules(db), stale);
      if (merge === null) return null;
      const preview: EnrichPreview = {
        item: ref,
        title: item.series_id === null ? itemTitle(item) : titleInShow(item, topItem),
        changes: merge.plan.changes.map(({ field, value, provider, language }) => ({
          field,
          before: readItemValue(db, item, field),
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
      if (stale.size > 0) throw new NotKept(preview);
      return preview;
    });
  } catch (error) {
    if (error instanceof NotKept) return error.preview;
    throw error;
  }
}
