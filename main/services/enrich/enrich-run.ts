import type { ItemRef } from '../../../contract/primitives.ts';
import type { JobContext } from '../../jobs/job-kind.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import type { ProviderError } from '../../providers/provider.ts';
import { getItem } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { asksOf } from '../../store/provider-record.store.ts';
import { boundedTasks } from '../scan/bounded-tasks.ts';
import type { EnrichPayload } from './enrich-job.ts';
import type { Enricher } from './enricher.ts';
import type { EnrichOptions, EnrichResult } from './enrich-types.ts';

/** Most of the time of an item is waiting for providers and downloads; they limit themselves. */
const AT_ONCE = 8;

/** What enriching many came to. */
export interface EnrichCounts {
  enriched: number;
  /** Fields and artwork types that changed. */
  changed: number;
  /** Nobody answered about them. */
  failed: number;
  /** Those who were asked do not know them. */
  unknown: number;
  /** No id to ask with: they wait in the inbox. */
  unidentified: number;
  /** Somebody answered, somebody else did not: that part is asked for again later. */
  incomplete: number;
}

export interface RunResult {
  counts: EnrichCounts;
  /** Items that are asked about again: a provider may answer later by itself. */
  left: ItemRef[];
  /** Those who could not answer any more, and until when. */
  down: Map<ProviderName, ProviderError>;
  /** Whether anybody has answered at all. */
  isAnyAnswered: boolean;
  /** The first fault of ours, of the disk or the database. */
  fault: unknown;
}

/**
 * Enriches items side by side. One that fails by a fault of ours does not keep the others from theirs.
 * @param since items that were enriched after this moment by an earlier try of the same job are passed over
 */
export async function runEnrichment(
  db: ReadDb,
  enricher: Enricher,
  items: readonly ItemRef[],
  payload: Pick<EnrichPayload, 'isFresh' | 'isSelecting'>,
  context: JobContext,
  since: string,
): Promise<RunResult> {
  const counts = { enriched: 0, changed: 0, failed: 0, unknown: 0, unidentified: 0, incomplete: 0 };
  const result: RunResult = { counts, left: [], down: new Map(), isAnyAnswered: false, fault: null };
  const options: EnrichOptions = {
    ...payload,
    isInteractive: false,
    signal: context.signal,
    jobId: context.jobId,
    down: result.down,
    sets: new Set(),
  };
  let next = 0;
  let done = 0;
  const nextTask = (): (() => Promise<void>) | null => {
    const item = items[next++];
    if (item === undefined) return null;
    return async () => {
      if (isDone(db, item, payload.isSelecting, since)) {
        counts.enriched += 1;
        result.isAnyAnswered = true;
        return;
      }
      try {
        take(result, item, await enricher.enrich(item, options));
      } catch (error) {
        if (context.signal.aborted) return;
        counts.failed += 1;
        result.fault ??= error;
      }
    };
  };
  context.progress(0, items.length);
  const report = (): void => {
    done += 1;
    context.progress(done, items.length);
  };
  for await (const _ of boundedTasks(nextTask, report, AT_ONCE, context.signal)) {
    // Everything is done in `take`.
  }
  context.signal.throwIfAborted();
  return result;
}

function isDone(db: ReadDb, ref: ItemRef, isSelecting: boolean, since: string): boolean {
  const item = getItem(db, ref);
  const enrichedAt = item?.['enriched_at'];
  if (typeof enrichedAt !== 'string' || enrichedAt < since || item === null) return false;
  if (isSelecting && item.state === 'enriched') return false;
  return asksOf(db, ref).every(({ problem }) => problem === null);
}

function take(result: RunResult, item: ItemRef, { outcome, changed, problems }: EnrichResult): void {
  const { counts } = result;
  counts.changed += changed;
  if (outcome !== 'gone') counts[outcome] += 1;
  if (outcome === 'enriched' || outcome === 'unknown') result.isAnyAnswered = true;
  if (outcome === 'enriched' && problems.length > 0) counts.incomplete += 1;
  if (problems.some(({ error }) => error.isTransient)) result.left.push(item);
}
