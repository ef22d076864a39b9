import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { collectCache, type CollectDependencies } from './collect-cache.ts';

export const COLLECT_GARBAGE = 'collect_garbage';

export function collectGarbageJob(): NewJob {
  return {
    type: COLLECT_GARBAGE,
    label: 'Delete unused files from the cache',
    priority: PRIORITY.collection,
    payload: {},
    dedupeKey: COLLECT_GARBAGE,
  };
}

/** Deletes cached files that nothing has referred to for the grace period. Its result: `{ files, bytes }`. */
export function createCollectGarbageKind(deps: CollectDependencies): JobKind {
  return jobKind({
    type: COLLECT_GARBAGE,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 3,
    run: async (_payload, context) => {
      const collected = await collectCache(deps, {
        signal: context.signal,
        onProgress: (files) => {
          context.progress(files, null);
        },
      });
      return { kind: 'done', result: { ...collected } };
    },
  });
}
