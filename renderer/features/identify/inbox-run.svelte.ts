import type { IdentifiableRef } from '../../../contract/identification.ts';
import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { liveJobs } from '../../client/live-jobs.svelte.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

/** Searching for everything that waits, as a job: where it was started shows how far it is. */
class InboxRun {
  jobId = $state<number | null>(null);
  job = $derived(liveJobs.list.find((job) => job.id === this.jobId) ?? null);

  get isRunning(): boolean {
    return this.jobId !== null;
  }

  /** Searches for all of a library (null for every one), or for some items; tells how it went. */
  async start(libraryId: number | null, items: readonly IdentifiableRef[] = []): Promise<void> {
    try {
      const { jobId } = await call('identify.run', { libraryId, items: [...items] });
      this.jobId = jobId;
      const job = await jobEnded(jobId);
      if (this.jobId === jobId) this.jobId = null;
      // A job that failed is told of for all kinds of jobs alike.
      if (job.status !== 'completed') return;
      const { total } = await call('inbox.count', { libraryId });
      toasts.show({ message: t.identify.runDone(total), tone: total === 0 ? 'ok' : 'plain' });
    } catch (error) {
      this.jobId = null;
      toasts.show({ message: errorText(error), tone: 'danger' });
    }
  }

  async cancel(): Promise<void> {
    if (this.jobId !== null) await liveJobs.cancel(this.jobId).catch(() => undefined);
  }
}

export const inboxRun = new InboxRun();
