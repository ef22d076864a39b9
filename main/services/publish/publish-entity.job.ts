import { z } from 'zod';
import { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { PublishService } from './publish-service.ts';

export const PUBLISH_ENTITY = 'publish_entity';

/** @param includeBelow a show brings its seasons and episodes along, a season its episodes */
export function publishJob(items: readonly ItemRef[], includeBelow: boolean): NewJob {
  return {
    type: PUBLISH_ENTITY,
    label: labelOf(items, includeBelow),
    priority: PRIORITY.user,
    payload: { items, includeBelow },
  };
}

const WORDS = {
  movie: ['film', 'films'],
  series: ['show', 'shows'],
  season: ['season', 'seasons'],
  episode: ['episode', 'episodes'],
} as const;

function labelOf(items: readonly ItemRef[], includeBelow: boolean): string {
  const types = new Set(items.map((item) => item.type));
  const [type] = types;
  const [one, many] = type === undefined || types.size > 1 ? (['item', 'items'] as const) : WORDS[type];
  const below = includeBelow && (types.has('series') || types.has('season')) ? ' with all episodes' : '';
  return `Publish ${String(items.length)} ${items.length === 1 ? one : many}${below}`;
}

/** What publishing many came to. Failures are at the items; here they are counted. */
export interface PublishSums {
  published: number;
  unchanged: number;
  failed: number;
  files: string[];
}

/** Publishes items one after another. Repeating it after a crash writes only what is not yet written. */
export function createPublishKind(service: PublishService): JobKind {
  return jobKind({
    type: PUBLISH_ENTITY,
    payload: z.object({ items: z.array(ItemRef), includeBelow: z.boolean() }),
    concurrency: 1,
    maxRetries: 0,
    run: async (payload, context) => {
      const items = payload.includeBelow ? withAllBelow(service, payload.items) : payload.items;
      const sums: PublishSums = { published: 0, unchanged: 0, failed: 0, files: [] };
      for (const [index, item] of items.entries()) {
        context.signal.throwIfAborted();
        context.progress(index, items.length);
        await publishOne(service, item, sums);
      }
      context.progress(items.length, items.length);
      // Thousands of paths belong into the publish log, not into the queue's row.
      return { kind: 'done', result: { published: sums.published, unchanged: sums.unchanged, failed: sums.failed } };
    },
  });
}

/** Each item once, although one may be named and lie below another. An item that is gone stays, and is counted as failed. */
function withAllBelow(service: PublishService, items: readonly ItemRef[]): ItemRef[] {
  const all = new Map<string, ItemRef>();
  for (const item of items) {
    for (const { type, id } of scopeOf(service, item)) all.set(`${type}:${String(id)}`, { type, id });
  }
  return [...all.values()];
}

function scopeOf(service: PublishService, item: ItemRef): readonly ItemRef[] {
  try {
    return service.scope(item);
  } catch (error) {
    if (error instanceof CoreError) return [item];
    throw error;
  }
}

/** Publishes one item as its plan is now and adds to the sums. A refusal counts as failed; a fault of ours throws. */
export async function publishOne(
  service: PublishService,
  item: ItemRef,
  sums: PublishSums,
  onFailure: (error: CoreError) => void = () => undefined,
): Promise<void> {
  try {
    const { isUnchanged, paths } = await service.publish(item, null, 'manual');
    if (isUnchanged) sums.unchanged += 1;
    else sums.published += 1;
    sums.files.push(...paths);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    sums.failed += 1;
    onFailure(error);
  }
}
