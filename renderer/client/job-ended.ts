import type { Job } from '../../contract/jobs.ts';
import { call, on, onResync } from './client.ts';

/** Resolves with a job once it has ended: completed, failed for good, or cancelled. */
export function jobEnded(id: number): Promise<Job> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const settle = (jobs: readonly Job[]): void => {
      const job = jobs.find((candidate) => candidate.id === id);
      if (!job || job.status === 'pending' || job.status === 'processing') return;
      for (const stop of stops) stop();
      resolve(job);
    };
    // A quick job may have ended before anybody listened, and an event may have been missed.
    const look = (): void => void call('jobs.list', { finishedLimit: 200 }).then(settle, () => undefined);
    stops.push(
      on('jobs.changed', ({ jobs }) => settle(jobs)),
      onResync(look),
    );
    look();
  });
}
