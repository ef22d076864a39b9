import { z } from 'zod';
import { CoreError } from '../../domain/core-error.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { PublishService } from './publish-service.ts';

export const PUBLISH_ENTITY = 'publish_entity';

export function publishJob(movieIds: readonly number[]): NewJob {
  return {
    type: PUBLISH_ENTITY,
    label: movieIds.length === 1 ? 'Publish 1 film' : `Publish ${String(movieIds.length)} films`,
    priority: PRIORITY.user,
    payload: { movieIds },
  };
}

/** What publishing many came to. Failures are at the films; here they are counted. */
export interface PublishSums {
  published: number;
  unchanged: number;
  failed: number;
  files: string[];
}

/** Publishes films one after another. Repeating it after a crash writes only what is not yet written. */
export function createPublishKind(service: PublishService): JobKind {
  return jobKind({
    type: PUBLISH_ENTITY,
    payload: z.object({ movieIds: z.array(z.int()) }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ movieIds }, context) => {
      const sums: PublishSums = { published: 0, unchanged: 0, failed: 0, files: [] };
      for (const [index, id] of movieIds.entries()) {
        context.signal.throwIfAborted();
        context.progress(index, movieIds.length);
        await publishOne(service, id, sums);
      }
      context.progress(movieIds.length, movieIds.length);
      // Thousands of paths belong into the publish log, not into the queue's row.
      return { kind: 'done', result: { published: sums.published, unchanged: sums.unchanged, failed: sums.failed } };
    },
  });
}

/** Publishes one film as its plan is now and adds to the sums. A refusal counts as failed; a fault of ours throws. */
export async function publishOne(
  service: PublishService,
  movieId: number,
  sums: PublishSums,
  onFailure: (error: CoreError) => void = () => undefined,
): Promise<void> {
  try {
    const { isUnchanged, paths } = await service.publish(movieId, null, 'manual');
    if (isUnchanged) sums.unchanged += 1;
    else sums.published += 1;
    sums.files.push(...paths);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    sums.failed += 1;
    onFailure(error);
  }
}
