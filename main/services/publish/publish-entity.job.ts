import { z } from 'zod';
import { Id, type ItemRef } from '../../../contract/primitives.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { RunWorker } from './run-worker.ts';

export const PUBLISH_ENTITY = 'publish_entity';

const WORDS = {
  movie: ['film', 'films'],
  series: ['show', 'shows'],
  season: ['season', 'seasons'],
  episode: ['episode', 'episodes'],
  set: ['set', 'sets'],
} as const;

/** What to call a publication of these: "Publish 3 films". @param includeBelow shows and seasons bring their episodes along */
export function publishLabel(items: readonly ItemRef[], includeBelow: boolean): string {
  const types = new Set(items.map((item) => item.type));
  const [type] = types;
  const [one, many] = type === undefined || types.size > 1 ? (['item', 'items'] as const) : WORDS[type];
  const below = includeBelow && (types.has('series') || types.has('season')) ? ' with all episodes' : '';
  return `Publish ${String(items.length)} ${items.length === 1 ? one : many}${below}`;
}

export const RUN_PRIORITY = PRIORITY.user;

/** The job of a run. Going on after a crash or a pause, it takes up what nothing has come of yet. */
export function createPublishKind(worker: RunWorker): JobKind {
  return jobKind({
    type: PUBLISH_ENTITY,
    payload: z.object({ runId: Id }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ runId }, context) => ({ kind: 'done', result: await worker.run(runId, context) }),
  });
}
