import { z } from 'zod';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';

export const EXPIRE_ANSWERS = 'expire_answers';

export function expireAnswersJob(): NewJob {
  return {
    type: EXPIRE_ANSWERS,
    label: 'Forget old answers of providers',
    priority: PRIORITY.collection,
    payload: {},
    dedupeKey: EXPIRE_ANSWERS,
  };
}

/** @param expire forgets answers of providers that are too old or too many, and answers how many it were */
export function createExpireAnswersKind(expire: () => Promise<number>): JobKind {
  return jobKind({
    type: EXPIRE_ANSWERS,
    payload: z.object({}),
    concurrency: 1,
    maxRetries: 3,
    run: async () => ({ kind: 'done', result: { forgotten: await expire() } }),
  });
}
