import type { Job } from '../../../contract/jobs.ts';
import { undoEnrich } from '../../client/enrich-commands.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

/** How many items a job of applying changed, as it says itself; null while it does not say. */
function itemsOf({ result }: Job): number | null {
  const items = typeof result === 'object' && result !== null && !Array.isArray(result) ? result['items'] : null;
  return typeof items === 'number' ? items : null;
}

/**
 * Tells when applied changes have arrived, and offers to take all of them back. `title` names the one item that they were
 * for; null for several.
 */
export async function tellWhenApplied(jobId: number, title: string | null): Promise<void> {
  const job = await jobEnded(jobId);
  // A job that failed is told of for all kinds of jobs alike.
  if (job.status === 'failed') return;
  toasts.show({
    message: messageOf(job, title),
    tone: job.status === 'cancelled' ? 'plain' : 'ok',
    isUndo: true,
    action: { label: t.app.undo, run: () => undoEnrich(jobId) },
    timeoutMs: 15_000,
  });
}

function messageOf(job: Job, title: string | null): string {
  if (job.status === 'cancelled') return t.enrich.appliedPartly;
  return title === null ? t.enrich.applied(itemsOf(job) ?? 0) : t.enrich.appliedOne(title);
}
