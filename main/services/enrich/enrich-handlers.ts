import type { Handlers } from '../../../contract/contract.ts';
import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { PRIORITY } from '../../jobs/job-kind.ts';
import { addPreview, hasPreview, previewCounts, previewPage } from '../../store/enrich-preview.store.ts';
import { setWaiver, waiversOf } from '../../store/enrichment.store.ts';
import { getItem } from '../../store/item.store.ts';
import { libraryName } from '../../store/library.store.ts';
import { asksOf } from '../../store/provider-record.store.ts';
import { transaction } from '../../store/sql.ts';
import { itemCompleteness, refreshItem } from '../items/item-completeness.ts';
import { itemDetail } from '../items/item-detail.ts';
import { createItemEdits } from '../items/item-edits.ts';
import { requireItem } from '../items/require-item.ts';
import { requireLibrary } from '../libraries/library-service.ts';
import { enrichJob } from './enrich-job.ts';
import type { EnrichDependencies } from './enrich-types.ts';
import type { Enricher } from './enricher.ts';
import { itemAlternatives, takeAlternative } from './item-alternatives.ts';
import { undoRun } from './undo-run.ts';

type EnrichMethod = Extract<keyof Handlers, `enrich.${string}` | `completeness.${string}`>;

/** The contract's methods of enriching. */
export function createEnrichHandlers(deps: EnrichDependencies, enricher: Enricher): Pick<Handlers, EnrichMethod> {
  const { db, events, rules, enqueue } = deps;
  const announce = (item: ItemRef): void => {
    events.itemChanged(item);
    const seriesId = getItem(db, item)?.series_id ?? null;
    if (seriesId !== null) events.itemChanged({ type: 'series', id: seriesId });
  };
  const edits = createItemEdits(db, rules, announce);
  return {
    'enrich.alternatives': ({ item, field }) => itemAlternatives(db, item, field),
    'enrich.take': ({ item, field, provider, language }) => ({
      editId: takeAlternative(db, edits, item, field, { provider, language }),
      item: itemDetail(db, item, rules),
    }),
    'enrich.records': ({ item }) => {
      requireItem(db, item);
      return asksOf(db, item).map(({ provider, answeredAt, askedAt, isKnown, problem, message }) => ({
        provider,
        fetchedAt: answeredAt ?? askedAt,
        isKnown,
        problem,
        message,
      }));
    },
    'enrich.preview': async ({ items, isFresh }, { signal }) => {
      await requireProvider(deps);
      const down = new Map();
      const options = {
        isFresh,
        isInteractive: true,
        isSelecting: false,
        signal,
        jobId: null,
        down,
        sets: new Set<number>(),
      };
      const previews: EnrichPreview[] = [];
      for (const item of topItems(deps, items)) previews.push(...(await enricher.preview(item, options)));
      return previews;
    },
    'enrich.previewRun': async ({ items, isFresh }) => {
      await requireProvider(deps);
      const previewId = addPreview(db);
      return { previewId, jobId: enqueue(enrichJob({ items, isFresh, previewId, priority: PRIORITY.user })).id };
    },
    'enrich.previewPage': ({ previewId, after, limit }) => {
      requirePreview(deps, previewId);
      return { ...previewPage(db, previewId, after, limit), ...previewCounts(db, previewId) };
    },
    'enrich.apply': ({ previewId, exceptFields, exceptItems }) => {
      requirePreview(deps, previewId);
      const apply = { previewId, exceptFields, exceptItems };
      return { jobId: enqueue(enrichJob({ isFresh: false, apply, priority: PRIORITY.user })).id };
    },
    'enrich.run': async ({ items, libraryId, isFresh }) => {
      await requireProvider(deps);
      if (libraryId !== null) requireLibrary(db, libraryId);
      const isLibrary = items.length === 0 && libraryId !== null;
      const label = isLibrary ? { label: `Get metadata of ${libraryName(db, libraryId)}` } : {};
      return { jobId: enqueue(enrichJob({ items, libraryId, isFresh, priority: PRIORITY.user, ...label })).id };
    },
    'enrich.undo': ({ jobId }, { signal }) => undoRun(deps, jobId, signal),
    'completeness.waive': ({ item, requirement, reason }) =>
      transaction(db, () => {
        const record = requireItem(db, item);
        requireRequirement(item, requirement);
        setWaiver(db, item, requirement, reason);
        refreshItem(db, item, rules);
        announce(item);
        const { percent, missing } = itemCompleteness(db, record, rules(item.type));
        return { completeness: percent, missing, waived: [...waiversOf(db, item)] };
      }),
  };
}

/** Throws `provider_no_key` when there is nobody to ask. */
async function requireProvider({ providers }: EnrichDependencies): Promise<void> {
  for (const provider of providers.all()) {
    if (provider.name !== 'local' && (await provider.isConfigured())) return;
  }
  throw new CoreError('provider_no_key', 'There is no provider to ask. Enter a key of one in the settings.');
}

function requirePreview({ db }: EnrichDependencies, previewId: number): void {
  if (hasPreview(db, previewId)) return;
  throw new CoreError('not_found', 'This preview is gone: previews are kept for a week. Make a new one.');
}

function requireRequirement({ type }: ItemRef, requirement: string): void {
  const assets: readonly string[] = [...imageTypesOf(type), 'trailer', 'subtitle', 'theme'];
  if (isFieldOf(type, requirement) || assets.includes(requirement)) return;
  throw new CoreError('invalid_input', `“${requirement}” is nothing that such an item can have.`, { requirement });
}

/** A season or an episode is asked about with its show. */
function topItems({ db }: EnrichDependencies, items: readonly ItemRef[]): ItemRef[] {
  const all = new Map<string, ItemRef>();
  for (const item of items) {
    const seriesId = requireItem(db, item).series_id;
    const top: ItemRef = seriesId === null ? item : { type: 'series', id: seriesId };
    all.set(`${top.type}:${String(top.id)}`, top);
  }
  return [...all.values()];
}
