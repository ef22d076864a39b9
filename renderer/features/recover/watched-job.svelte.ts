import type { Job } from '../../../contract/jobs.ts';
import { call } from '../../client/client.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { liveJobs } from '../../client/live-jobs.svelte.ts';

/** A job that somebody looks at from beginning to end. */
export class WatchedJob {
  #id = $state<number | null>(null);
  #last = $derived(this.#id === null ? null : (liveJobs.list.find((job) => job.id === this.#id) ?? null));
  isRunning = $derived(this.#id !== null);
  /** 0 to 1; null while the end is not known. */
  fraction = $derived.by(() => {
    const { progressCurrent, progressTotal } = this.#last ?? { progressCurrent: null, progressTotal: null };
    return progressTotal ? (progressCurrent ?? 0) / progressTotal : null;
  });
  message = $derived(this.#last?.progressMessage ?? null);

  /** Waits until the job that `start` queues has ended; answers it. Throws what `start` throws. */
  async run(start: () => Promise<{ jobId: number }>): Promise<Job> {
    const { jobId } = await start();
    this.#id = jobId;
    try {
      return await jobEnded(jobId);
    } finally {
      this.#id = null;
    }
  }

  async cancel(): Promise<void> {
    if (this.#id !== null) await call('jobs.cancel', { id: this.#id });
  }
}
