import type { Job } from '../../contract/jobs.ts';
import { call, on, onResync } from './client.ts';
import { mergeJobs } from './merge-jobs.ts';

/** The queue as the window sees it: what waits, what runs, the newest that ended. */
class LiveJobs {
  list = $state.raw<Job[]>([]);
  isPaused = $state(false);
  active = $derived(this.list.filter((job) => job.status === 'processing' || job.status === 'pending'));
  finished = $derived(this.list.filter((job) => job.status !== 'processing' && job.status !== 'pending'));

  start(): void {
    on('jobs.changed', ({ jobs }) => {
      this.list = mergeJobs(this.list, jobs);
    });
    onResync(() => void this.refresh());
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      const [list, state] = await Promise.all([call('jobs.list', { finishedLimit: 30 }), call('jobs.state', {})]);
      this.list = mergeJobs([], list);
      this.isPaused = state.isPaused;
    } catch {
      // The connection banner says so already; the next event or reconnection fills the list.
    }
  }

  async cancel(id: number): Promise<void> {
    this.list = mergeJobs(this.list, [await call('jobs.cancel', { id })]);
  }

  /** Stops one job until it is resumed. */
  async pause(id: number): Promise<void> {
    this.list = mergeJobs(this.list, [await call('jobs.pause', { id })]);
  }

  async resume(id: number): Promise<void> {
    this.list = mergeJobs(this.list, [await call('jobs.resume', { id })]);
  }

  async retry(id: number): Promise<void> {
    this.list = mergeJobs(this.list, [await call('jobs.retry', { id })]);
  }

  async setPaused(isPaused: boolean): Promise<void> {
    this.isPaused = (await call(isPaused ? 'jobs.pauseAll' : 'jobs.resumeAll', {})).isPaused;
  }
}

export const liveJobs = new LiveJobs();
