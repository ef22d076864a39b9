import { z } from 'zod';
import { CoreError } from '../../domain/core-error.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { BackupService } from './backup-service.ts';

export const BACK_UP_DATABASE = 'back_up_database';

export function backUpJob(kind: 'automatic' | 'manual'): NewJob {
  return {
    type: BACK_UP_DATABASE,
    label: 'Back up the database',
    priority: kind === 'manual' ? PRIORITY.user : PRIORITY.collection,
    payload: { kind },
    dedupeKey: `${BACK_UP_DATABASE}:${kind}`,
  };
}

/**
 * Makes a backup. Its result: `{ name }`.
 * @param onDamaged told when the copy shows that the database is damaged
 */
export function createBackUpKind(backups: BackupService, onDamaged: (message: string) => void): JobKind {
  return jobKind({
    type: BACK_UP_DATABASE,
    payload: z.object({ kind: z.enum(['automatic', 'manual']).default('automatic') }),
    concurrency: 1,
    // A disk that is full now may have room later; a damaged database stays so.
    maxRetries: 2,
    run: async ({ kind }, context) => {
      try {
        const name = await backups.create(kind, {
          signal: context.signal,
          onProgress: (done, total) => {
            context.progress(done, total);
          },
        });
        return { kind: 'done', result: { name } };
      } catch (error) {
        if (error instanceof CoreError && error.code === 'database_damaged') onDamaged(error.message);
        throw error;
      }
    },
  });
}
