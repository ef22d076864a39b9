import type { NewJob } from '../../store/job.store.ts';

/** Upkeep that runs by the clock, shown and set in the settings under its name. */
export interface ScheduledJob {
  /** Its key in the table of schedules and among the words of the window. */
  readonly name: string;
  /** The job kind that does it. */
  readonly kind: string;
  /** Minutes between two runs until somebody says otherwise; null for "only when it is asked for". */
  readonly defaultIntervalMinutes: number | null;
  /** The job to put into the queue; its type must be `kind`. */
  readonly job: () => NewJob;
}

/** What can run by the clock. Features register theirs in the composition root, before the core starts. */
export class ScheduledJobs {
  readonly #jobs = new Map<string, ScheduledJob>();

  /** Throws when the name is taken: two features would share one row of settings. */
  register(job: ScheduledJob): void {
    if (this.#jobs.has(job.name)) throw new Error(`Two scheduled jobs are called “${job.name}”.`);
    this.#jobs.set(job.name, job);
  }

  get(name: string): ScheduledJob | null {
    return this.#jobs.get(name) ?? null;
  }

  /** In the order they were registered. */
  all(): ScheduledJob[] {
    return [...this.#jobs.values()];
  }
}
