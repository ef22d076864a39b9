import type { ItemRef } from '../../../contract/primitives.ts';
import { type JobContext, type JobKind, jobKind, type JobOutcome, PRIORITY } from '../../jobs/job-kind.ts';
import { logActivity } from '../../store/activity.store.ts';
import { enrichableItems, unpublishedOf } from '../../store/enrichment.store.ts';
import { hasPreview, putPreviewItem } from '../../store/enrich-preview.store.ts';
import { getItem } from '../../store/item.store.ts';
import { getJob } from '../../store/job.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { startPublishRun } from '../publish/start-run.ts';
import { boundedTasks } from '../scan/bounded-tasks.ts';
import { applyPreview } from './apply-preview.ts';
import { ENRICH_METADATA, enrichJob, EnrichPayload } from './enrich-job.ts';
import { type EnrichCounts, runEnrichment, type RunResult } from './enrich-run.ts';
import type { EnrichDependencies } from './enrich-types.ts';
import type { Enricher } from './enricher.ts';

/** How long what a provider owes is left alone, by how often it has been tried. After the last it waits for a person. */
const AGAIN_AFTER_MINUTES = [5, 30, 120, 720, 1440];
const PREVIEWS_AT_ONCE = 4;
/** A show's preview is followed by those of what is below it. */
const PER_ITEM = 100_000;
const DEFAULT_PAUSE_MS = 3_600_000;

/**
 * Asks about items, writes what the rules say, and asks again later for what a provider still owes; or keeps a preview of
 * it; or writes a preview. Two at once, so that one item of a person's need not wait for a library.
 */
export function createEnrichKind(deps: EnrichDependencies, enricher: Enricher): JobKind {
  return jobKind({
    type: ENRICH_METADATA,
    payload: EnrichPayload,
    concurrency: 2,
    maxRetries: 3,
    run: async (payload, context) => {
      if (payload.apply !== null) return applyPreview(deps, payload.apply, payload.isSelecting, context);
      const since = getJob(deps.db, context.jobId)?.createdAt ?? '';
      const items = itemsOf(deps.db, payload, since);
      if (payload.previewId !== null) return previewAll(deps, enricher, items, payload, payload.previewId, context);
      return enrichAll(deps, enricher, items, payload, context, since);
    },
  });
}

/** Films, shows and sets; a season or an episode stands for its show. Each once, in the order they were given. */
function itemsOf(db: ReadDb, { items, libraryId, isFresh }: EnrichPayload, since: string): ItemRef[] {
  if (items.length === 0) return enrichableItems(db, libraryId, isFresh, since);
  const all = new Map<string, ItemRef>();
  for (const item of items) {
    const seriesId = item.type === 'season' || item.type === 'episode' ? (getItem(db, item)?.series_id ?? null) : null;
    const top: ItemRef = seriesId === null ? item : { type: 'series', id: seriesId };
    if (top.type === 'movie' || top.type === 'series' || top.type === 'set')
      all.set(`${top.type}:${String(top.id)}`, top);
  }
  return [...all.values()];
}

async function enrichAll(
  deps: EnrichDependencies,
  enricher: Enricher,
  items: readonly ItemRef[],
  payload: EnrichPayload,
  context: JobContext,
  since: string,
): Promise<JobOutcome> {
  const { db, enqueue } = deps;
  const result = await runEnrichment(db, enricher, items, payload, context, since);
  deps.events.flush();
  const pauseUntilMs = pauseOf(result);
  // Nobody can be asked at all any more: the whole of it waits, without counting as a try.
  if (pauseUntilMs !== null && !result.isAnyAnswered) return { kind: 'rateLimited', untilMs: pauseUntilMs };
  askAgainLater(deps, result, payload, pauseUntilMs);
  if (payload.isPublishing) {
    const unpublished = unpublishedOf(db, items);
    if (unpublished.length > 0) startPublishRun({ db, enqueue }, unpublished, { includeBelow: true, by: 'auto' });
  }
  if (payload.libraryId !== null || payload.items.length === 0) report(deps, payload, result.counts);
  if (result.fault !== null && result.fault !== undefined) throw asError(result.fault);
  return { kind: 'done', result: { ...result.counts } };
}

/** Until when whoever has no requests left today is to be left alone; null when all have. */
function pauseOf({ down }: RunResult): number | null {
  const limited = [...down.values()].filter(({ code }) => code === 'quota' || code === 'rate_limited');
  const until = limited.map(({ retryAtMs }) => retryAtMs ?? Date.now() + DEFAULT_PAUSE_MS);
  return until.length === 0 ? null : Math.min(...until);
}

function askAgainLater(
  { enqueue }: EnrichDependencies,
  { left }: RunResult,
  payload: EnrichPayload,
  pauseUntilMs: number | null,
): void {
  const minutes = AGAIN_AFTER_MINUTES[payload.attempt];
  if (left.length === 0 || minutes === undefined) return;
  const runAfterMs = Math.max(Date.now() + minutes * 60_000, pauseUntilMs ?? 0);
  const { isSelecting, isPublishing, libraryId } = payload;
  const request = { items: left, isFresh: false, isSelecting, isPublishing, attempt: payload.attempt + 1 };
  const label = left.length === 1 ? 'Ask again about 1 item' : `Ask again about ${String(left.length)} items`;
  enqueue({ ...enrichJob({ ...request, libraryId, label, priority: PRIORITY.enrichment }), runAfterMs });
}

async function previewAll(
  { db }: EnrichDependencies,
  enricher: Enricher,
  items: readonly ItemRef[],
  { isFresh }: EnrichPayload,
  previewId: number,
  context: JobContext,
): Promise<JobOutcome> {
  if (!hasPreview(db, previewId)) return { kind: 'done', result: { items: 0 } };
  const options = {
    isFresh,
    isInteractive: false,
    isSelecting: false,
    signal: context.signal,
    jobId: null,
    down: new Map(),
    sets: new Set<number>(),
  };
  let next = 0;
  let done = 0;
  const nextTask = (): (() => Promise<void>) | null => {
    const index = next++;
    const item = items[index];
    if (item === undefined) return null;
    return async () => {
      if (context.signal.aborted) return;
      const previews = await enricher.preview(item, options);
      previews.forEach((preview, i) => {
        putPreviewItem(db, previewId, index * PER_ITEM + i, preview);
      });
    };
  };
  context.progress(0, items.length);
  const took = (): void => {
    done += 1;
    context.progress(done, items.length);
  };
  for await (const _ of boundedTasks(nextTask, took, PREVIEWS_AT_ONCE, context.signal)) {
    // The preview is written by the task itself.
  }
  context.signal.throwIfAborted();
  return { kind: 'done', result: { items: items.length } };
}

function report({ db, events }: EnrichDependencies, payload: EnrichPayload, counts: EnrichCounts): void {
  const { enriched, changed, failed, unknown, incomplete } = counts;
  if (enriched + failed + unknown === 0) return;
  const parts = [
    `${String(enriched)} ${enriched === 1 ? 'item' : 'items'} with ${String(changed)} changes`,
    incomplete > 0 ? `${String(incomplete)} of them not by everybody` : '',
    failed > 0 ? `${String(failed)} without an answer` : '',
    unknown > 0 ? `${String(unknown)} that nobody knows` : '',
  ].filter((part) => part !== '');
  const id = logActivity(db, {
    eventType: 'enrich.completed',
    severity: failed + incomplete > 0 ? 'warning' : 'success',
    ...(payload.libraryId === null ? {} : { entityType: 'library', entityId: payload.libraryId }),
    description: `Metadata: ${parts.join(', ')}.`,
    metadata: { ...counts },
  });
  events.publish({ name: 'activity.logged', payload: { id } });
}

function asError(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}
