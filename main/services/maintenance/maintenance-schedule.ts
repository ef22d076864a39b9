import type { Job } from '../../../contract/jobs.ts';
import type { Schedule } from '../../../contract/maintenance.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isRunDue, nextRunMs, type RunFacts } from '../../domain/retention/next-run.ts';
import type { Clock } from '../../platform/ports.ts';
import { getJob, type NewJob } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import {
  addSchedule,
  getSchedule,
  noteScheduledRun,
  type ScheduleRow,
  setScheduleInterval,
} from '../../store/schedule.store.ts';
import { transaction } from '../../store/sql.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import type { ScheduledJob, ScheduledJobs } from './scheduled-jobs.ts';

const LOOK_EVERY_MS = 30_000;

export interface MaintenanceScheduleDependencies {
  db: WriteDb;
  clock: Clock;
  jobs: ScheduledJobs;
  enqueue: (job: NewJob) => Job;
  /** Told when a run began or an interval changed. */
  onChanged: () => void;
}

/** Runs upkeep by the clock. What was due while Metarr was closed is made up for at the start, once. */
export class MaintenanceSchedule {
  readonly #deps: MaintenanceScheduleDependencies;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: MaintenanceScheduleDependencies) {
    this.#deps = deps;
  }

  start(): void {
    this.look();
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Asks for what is due. */
  look(): void {
    const nowMs = this.#deps.clock.now();
    for (const job of this.#deps.jobs.all()) {
      const row = this.#row(job);
      // A run that has not ended yet is not asked for again: the queue would answer the same one, and call it a new run.
      if (isRunDue(factsOf(row), nowMs) && !this.#isRunning(row)) this.#ask(job);
    }
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  list(): Schedule[] {
    return this.#deps.jobs.all().map((job) => this.#view(job));
  }

  /** Throws `not_found` for a name that nothing is registered under. */
  setInterval(name: string, intervalMinutes: number | null): Schedule {
    const job = this.#require(name);
    transaction(this.#deps.db, () => {
      this.#row(job);
      setScheduleInterval(this.#deps.db, name, intervalMinutes);
    });
    this.#deps.onChanged();
    return this.#view(job);
  }

  /** Answers the job, which may be one that waits or runs already. Throws `not_found`. */
  runNow(name: string): Job {
    return this.#ask(this.#require(name));
  }

  #ask(job: ScheduledJob): Job {
    const { db, clock, enqueue } = this.#deps;
    this.#row(job);
    // One transaction: a crash between the two would run it again at the next start.
    const asked = transaction(db, () => {
      const added = enqueue(job.job());
      noteScheduledRun(db, job.name, added.id, clock.now());
      return added;
    });
    this.#deps.onChanged();
    return asked;
  }

  #require(name: string): ScheduledJob {
    const job = this.#deps.jobs.get(name);
    if (job === null) throw new CoreError('not_found', `Nothing runs by the clock under the name “${name}”.`);
    return job;
  }

  #row(job: ScheduledJob): ScheduleRow {
    const { db, clock } = this.#deps;
    const known = getSchedule(db, job.name);
    if (known !== null) return known;
    addSchedule(db, job.name, job.defaultIntervalMinutes, clock.now());
    const added = getSchedule(db, job.name);
    if (added === null) throw new Error(`The schedule of “${job.name}” could not be stored.`);
    return added;
  }

  #isRunning(row: ScheduleRow): boolean {
    const status = row.lastJobId === null ? null : (getJob(this.#deps.db, row.lastJobId)?.status ?? null);
    return status === 'pending' || status === 'processing';
  }

  #view(job: ScheduledJob): Schedule {
    const row = getSchedule(this.#deps.db, job.name) ?? unknown(job, this.#deps.clock.now());
    const next = nextRunMs(factsOf(row));
    return {
      name: job.name,
      intervalMinutes: row.intervalMinutes,
      defaultIntervalMinutes: job.defaultIntervalMinutes,
      lastRunAt: row.lastRunAt,
      nextRunAt: next === null ? null : toTimestamp(next),
      lastJob: row.lastJobId === null ? null : getJob(this.#deps.db, row.lastJobId),
    };
  }
}

function factsOf(row: ScheduleRow): RunFacts {
  return {
    intervalMinutes: row.intervalMinutes,
    lastRunMs: row.lastRunAt === null ? null : Date.parse(row.lastRunAt),
    knownSinceMs: Date.parse(row.createdAt),
  };
}

function unknown(job: ScheduledJob, nowMs: number): ScheduleRow {
  return {
    name: job.name,
    intervalMinutes: job.defaultIntervalMinutes,
    lastRunAt: null,
    lastJobId: null,
    createdAt: toTimestamp(nowMs),
  };
}
