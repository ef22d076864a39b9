import { undoEnrich } from '../../client/enrich-commands.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

/** Tells when applied changes have arrived, and offers to take all of them back. `done` is what to say. */
export async function tellWhenApplied(jobId: number, done: string): Promise<void> {
  const job = await jobEnded(jobId);
  // A job that failed is told of for all kinds of jobs alike.
  if (job.status === 'failed') return;
  toasts.show({
    message: job.status === 'cancelled' ? t.enrich.appliedPartly : done,
    tone: job.status === 'cancelled' ? 'plain' : 'ok',
    isUndo: true,
    action: { label: t.app.undo, run: () => undoEnrich(jobId) },
    timeoutMs: 15_000,
  });
}
