import type { Job } from '../../contract/jobs.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import * as jobs from '../store/job.store.ts';
import type { WriteDb } from '../store/open-database.ts';
import { backoffMs } from './backoff.ts';
import type { JobKind, JobOutcome } from './job-kind.ts';

const MAX_RUNNING = 4;
const PROGRESS_EVERY_MS = 250;
const IDLE_POLL_MS = 1_000;

interface RunningJob {
  controller: AbortController;
  type: string;
  finished: Promise<void>;
}

export interface JobRunnerOptions {
  db: WriteDb;
  kinds: readonly JobKind[];
  clock: Clock;
  logger: Logger;
  onChanged: (changed: Job[]) => void;
  onFailed: (job: Job) => void;
}

/**
 * Works the persisted queue: claims by priority (with ageing), runs kinds within their limits, retries with backoff,
 * reports progress, cancels cooperatively, and on start returns what a crash left running to the queue.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #running = new Map<number, RunningJob>();
  readonly #waiters = new Map<number, ((job: Job) => void)[]>();
  /** Told when a job ends or goes back to the queue. */
  readonly #leavers = new Map<number, (() => void)[]>();
  #timer: NodeJS.Timeout | null = null;
  #isStarted = false;
  #isPaused = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.type, kind]));
    if (this.#kinds.size !== options.kinds.length) throw new Error('Two job kinds share a name.');
  }

  /** Returns jobs that a crash interrupted to the queue and starts working. */
  start(): void {
    jobs.recoverInterrupted(this.#options.db);
    this.#isStarted = true;
    this.#wake();
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Paused: what runs goes on, nothing new begins. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#wake();
  }

  /** Adds a job, or answers the waiting or running one with the same dedupe key. */
  enqueue(job: jobs.NewJob): Job {
    if (!this.#kinds.has(job.type)) throw new Error(`No handler for job kind “${job.type}”.`);
    const { job: added, wasAdded } = jobs.enqueue(this.#options.db, job);
    if (wasAdded) this.#options.onChanged([added]);
    this.#wake();
    return added;
  }

  /** A waiting job ends at once; a running one is asked to stop and ends when it has. */
  cancel(id: number): Job | null {
    const before = jobs.getJob(this.#options.db, id);
    if (before === null || isEnded(before)) return before;
    const job = jobs.requestCancel(this.#options.db, id);
    this.#running.get(id)?.controller.abort();
    if (job !== null) this.#settled(job);
    return job;
  }

  /** Stops a job until it is resumed: a waiting one stays in the queue, a running one goes back to it when it has stopped. */
  pause(id: number): Job | null {
    const before = jobs.getJob(this.#options.db, id);
    if (before === null || before.isPaused) return before;
    const job = jobs.setJobPaused(this.#options.db, id, true);
    if (job === null || !job.isPaused) return job;
    this.#running.get(id)?.controller.abort();
    this.#options.onChanged([job]);
    if (job.status === 'pending') this.#tellLeavers(id);
    return job;
  }

  resume(id: number): Job | null {
    const job = jobs.setJobPaused(this.#options.db, id, false);
    if (job !== null) this.#options.onChanged([job]);
    this.#wake();
    return job;
  }

  retry(id: number): Job | null {
    const job = jobs.retryNow(this.#options.db, id);
    if (job !== null) this.#options.onChanged([job]);
    this.#wake();
    return job;
  }

  /** Resolves when the job has ended, however it did. */
  waitFor(id: number): Promise<Job> {
    const job = jobs.getJob(this.#options.db, id);
    if (job === null) return Promise.reject(new Error(`There is no job ${String(id)}.`));
    if (isEnded(job)) return Promise.resolve(job);
    return new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), resolve]);
    });
  }

  /** Resolves when nothing waits that could run now and nothing runs. */
  async whenIdle(): Promise<void> {
    for (;;) {
      const next = jobs.nextRunnable(this.#options.db, this.#options.clock.now());
      if (next === null) return;
      await new Promise<void>((resolve) => {
        this.#leavers.set(next.id, [...(this.#leavers.get(next.id) ?? []), resolve]);
      });
    }
  }

  /** Asks everything to stop; interrupted jobs stay in the queue and go on at the next start. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const finished = [...this.#running.values()].map((job) => {
      job.controller.abort();
      return job.finished;
    });
    await Promise.all(finished);
  }

  #wake(delayMs = 0): void {
    if (!this.#isStarted) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#pump();
    }, delayMs);
  }

  #pump(): void {
    this.#timer = null;
    while (this.#isStarted && !this.#isPaused && this.#running.size < MAX_RUNNING) {
      const job = jobs.claim(this.#options.db, this.#fullKinds(), this.#options.clock.now());
      if (job === null) break;
      this.#begin(job);
    }
    if (this.#isStarted && !this.#isPaused && jobs.hasWaiting(this.#options.db)) this.#wake(IDLE_POLL_MS);
  }

  #fullKinds(): string[] {
    const counts = new Map<string, number>();
    for (const { type } of this.#running.values()) counts.set(type, (counts.get(type) ?? 0) + 1);
    return [...counts].filter(([type, count]) => count >= (this.#kinds.get(type)?.concurrency ?? 1)).map(([t]) => t);
  }

  #begin(job: jobs.ClaimedJob): void {
    const controller = new AbortController();
    this.#options.onChanged([job.view]);
    const finished = this.#run(job, controller).finally(() => {
      this.#running.delete(job.id);
      this.#wake();
    });
    this.#running.set(job.id, { controller, type: job.view.type, finished });
  }

  async #run(job: jobs.ClaimedJob, controller: AbortController): Promise<void> {
    const { db, clock, logger } = this.#options;
    const report = this.#reporter(job.id);
    try {
      const kind = this.#kinds.get(job.view.type);
      if (kind === undefined) {
        this.#settled(jobs.fail(db, job.id, `This version of Metarr cannot do “${job.view.type}”.`));
        return;
      }
      const payload = kind.payload.safeParse(job.payload);
      if (!payload.success) {
        this.#settled(
          jobs.fail(db, job.id, 'The job was stored in a form that this version cannot read. Start it again.'),
        );
        return;
      }
      const context = { jobId: job.id, signal: controller.signal, progress: report.update };
      const outcome = await kind.run(payload.data, context);
      report.flush();
      // Who was told to stop does not decide any more whether to try again.
      if (controller.signal.aborted && outcome.kind !== 'done') this.#settled(jobs.interrupted(db, job.id));
      else this.#finish(job, kind, outcome);
    } catch (error) {
      report.flush();
      if (controller.signal.aborted) {
        this.#settled(jobs.interrupted(db, job.id));
        return;
      }
      logger.error({ jobId: job.id, type: job.view.type, error }, 'A job failed');
      const message = error instanceof Error ? error.message : String(error);
      const max = this.#kinds.get(job.view.type)?.maxRetries ?? 0;
      this.#retryOrFail(job, max, message, clock.now());
    }
  }

  #finish(job: jobs.ClaimedJob, kind: JobKind, outcome: JobOutcome): void {
    const { db, clock } = this.#options;
    switch (outcome.kind) {
      case 'done':
        this.#settled(jobs.complete(db, job.id, outcome.result ?? null, outcome.apply));
        return;
      case 'retry':
        this.#retryOrFail(job, kind.maxRetries, outcome.reason, clock.now());
        return;
      case 'rateLimited':
        this.#settled(jobs.postpone(db, job.id, outcome.untilMs));
        return;
    }
  }

  #retryOrFail(job: jobs.ClaimedJob, maxRetries: number, message: string, nowMs: number): void {
    const { db } = this.#options;
    const next = job.view.retryCount + 1;
    const settled =
      next > maxRetries
        ? jobs.fail(db, job.id, message)
        : jobs.scheduleRetry(db, job.id, message, nowMs + backoffMs(next, Math.random()));
    this.#settled(settled);
  }

  #settled(job: Job): void {
    this.#options.onChanged([job]);
    if (job.status === 'failed') this.#options.onFailed(job);
    this.#tellLeavers(job.id);
    if (!isEnded(job)) return;
    for (const resolve of this.#waiters.get(job.id) ?? []) resolve(job);
    this.#waiters.delete(job.id);
  }

  #tellLeavers(id: number): void {
    for (const resolve of this.#leavers.get(id) ?? []) resolve();
    this.#leavers.delete(id);
  }

  /** Writes and announces progress at most four times a second. */
  #reporter(id: number): {
    update: (current: number, total: number | null, message?: string) => void;
    flush: () => void;
  } {
    let last: { current: number; total: number | null; message: string | null } | null = null;
    let timer: NodeJS.Timeout | null = null;
    const flush = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (last === null) return;
      const job = jobs.setProgress(this.#options.db, id, last);
      last = null;
      if (job !== null) this.#options.onChanged([job]);
    };
    const update = (current: number, total: number | null, message?: string): void => {
      last = { current, total, message: message ?? null };
      timer ??= setTimeout(flush, PROGRESS_EVERY_MS);
    };
    return { update, flush };
  }
}

function isEnded(job: Job): boolean {
  return job.status === 'completed' || job.status === 'failed' || job.status === 'cancelled';
}
