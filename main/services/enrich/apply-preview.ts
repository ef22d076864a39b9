import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { JobContext, JobOutcome } from '../../jobs/job-kind.ts';
import { previewPage } from '../../store/enrich-preview.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { EnrichPayload } from './enrich-job.ts';
import { mergeRules } from '../providers/merge-rules.ts';
import { applyMerge } from './apply-merge.ts';
import { toBoundaryValue } from './boundary-value.ts';
import type { EnrichDependencies } from './enrich-types.ts';
import { settleBelow } from './enrichment-state.ts';
import { inSlices } from './in-slices.ts';
import { planMerge } from './plan-merge.ts';
import { selectForItem } from './select-for-item.ts';

const PAGE = 200;

/**
 * Writes what a preview showed, but for what is excepted, from the kept answers: exactly the values that were shown, and
 * none over what somebody has locked or typed meanwhile.
 */
export async function applyPreview(
  deps: EnrichDependencies,
  request: NonNullable<EnrichPayload['apply']>,
  isSelecting: boolean,
  context: JobContext,
): Promise<JobOutcome> {
  const { db } = deps;
  const previews = allPreviews(deps, request).filter(({ item }) => !isExcepted(item, request.exceptItems));
  const withArtwork = previews.filter(({ artwork }) => isSelecting && artwork.length > 0);
  let changed = 0;
  let items = 0;
  const total = previews.length + withArtwork.length;
  await inSlices(
    db,
    previews,
    (preview, index) => {
      const count = applyOne(deps, preview, request.exceptFields, context.jobId);
      if (count > 0) items += 1;
      changed += count;
      context.progress(index + 1, total);
    },
    context.signal,
  );
  for (const [index, { item }] of withArtwork.entries()) {
    changed += await selectForItem(deps, item, { signal: context.signal, jobId: context.jobId });
    context.progress(previews.length + index + 1, total);
  }
  deps.events.flush();
  return { kind: 'done', result: { items, changed } };
}

function allPreviews({ db }: EnrichDependencies, { previewId }: { previewId: number }): EnrichPreview[] {
  const previews: EnrichPreview[] = [];
  let after: number | null = null;
  do {
    const page: ReturnType<typeof previewPage> = previewPage(db, previewId, after, PAGE);
    previews.push(...page.previews.filter(({ changes, artwork }) => changes.length + artwork.length > 0));
    after = page.nextAfter;
  } while (after !== null);
  return previews;
}

function isExcepted({ type, id }: ItemRef, except: readonly ItemRef[]): boolean {
  return except.some((item) => item.type === type && item.id === id);
}

function applyOne(
  { db, rules, events }: EnrichDependencies,
  { item, changes }: EnrichPreview,
  exceptFields: readonly string[],
  jobId: number,
): number {
  const merge = planMerge(db, item, mergeRules(db), new Set());
  if (merge === null || getItem(db, item) === null) return 0;
  const shown = new Map(changes.map(({ field, after }) => [field as string, JSON.stringify(after)]));
  const wanted = merge.plan.changes.filter(
    ({ field, value }) =>
      !exceptFields.includes(field) && shown.get(field) === JSON.stringify(toBoundaryValue(field, value)),
  );
  const plan = { ...merge.plan, changes: wanted };
  const count = applyMerge(db, item, { ...merge, plan }, rules, jobId);
  settleBelow(db, item);
  events.itemChanged(item);
  return count;
}
