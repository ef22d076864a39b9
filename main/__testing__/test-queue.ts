import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { z } from 'zod';
import type { Job } from '../../contract/jobs.ts';
import { type JobContext, type JobKind, jobKind, type JobOutcome, PRIORITY } from '../jobs/job-kind.ts';
import { JobRunner } from '../jobs/job-runner.ts';
import type { NewJob } from '../store/job.store.ts';
import { openDatabase, type WriteDb } from '../store/open-database.ts';
import { placeNewDatabase } from './new-database.ts';

export const DONE: JobOutcome = { kind: 'done' };

export interface StartedJob {
  name: string;
  context: JobContext;
  /** Ends the job the way it is told to. */
  end: (outcome: JobOutcome) => void;
  fail: (error: Error) => void;
}

/** A job runner on a database of its own, with a clock that stands still until the test moves it. */
export interface TestQueue {
  readonly db: WriteDb;
  readonly runner: JobRunner;
  /** Work that was begun, in that order. */
  readonly started: readonly StartedJob[];
  readonly changed: Job[];
  readonly failed: readonly Job[];
  add(name: string, change?: Partial<NewJob>): Job;
  /** Lets everything happen that is due within the time. */
  pass(ms?: number): Promise<unknown>;
  names(): string[];
  last(): StartedJob;
  row(id: number): Record<string, unknown>;
  /** Makes a job as old as that. */
  age(id: number, minutes: number): void;
  /** Ends everything well, in the order in which it begins. */
  endAll(): Promise<void>;
  /** Another runner on the same database, as after a restart. */
  renew(): void;
}

/** Sets a queue up before each test of the file and takes it down after it. */
export function useTestQueue(): TestQueue {
  let folder: string;
  let db: WriteDb;
  let runner: JobRunner;
  let started: StartedJob[];
  let changed: Job[];
  let failed: Job[];

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.now(), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    folder = mkdtempSync(path.join(tmpdir(), 'metarr-jobs-'));
    const file = path.join(folder, 'metarr.sqlite');
    placeNewDatabase(file);
    db = openDatabase(file, { appVersion: '0.0.0' });
    [started, changed, failed] = [[], [], []];
    runner = newRunner();
  });

  afterEach(async () => {
    for (const job of started) job.end(DONE);
    await runner.stop();
    db.close();
    rmSync(folder, { recursive: true, force: true });
    vi.useRealTimers();
  });

  /** Work that goes on until the test ends it, or its signal does. */
  function kind(type: string, limits: Partial<Pick<JobKind, 'concurrency' | 'maxRetries'>> = {}): JobKind {
    return jobKind({
      type,
      payload: z.object({ name: z.string() }),
      concurrency: 1,
      maxRetries: 2,
      ...limits,
      run: ({ name }, context) =>
        new Promise<JobOutcome>((resolve, reject) => {
          started.push({ name, context, end: resolve, fail: reject });
          context.signal.addEventListener('abort', () => {
            if (type !== 'deaf_work') reject(new DOMException('stop', 'AbortError'));
          });
        }),
    });
  }

  function newRunner(): JobRunner {
    return new JobRunner({
      db,
      kinds: [
        kind('test_work'),
        kind('wide_work', { concurrency: 10 }),
        kind('once_only', { maxRetries: 0 }),
        kind('deaf_work'),
      ],
      clock: { now: () => Date.now() },
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      onChanged: (jobs) => changed.push(...jobs),
      onFailed: (job) => failed.push(job),
    });
  }

  function add(name: string, change: Partial<NewJob> = {}): Job {
    return runner.enqueue({ type: 'test_work', label: name, priority: PRIORITY.user, payload: { name }, ...change });
  }

  const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const names = (): string[] => started.map((job) => job.name);
  const last = (): StartedJob => started.at(-1) as StartedJob;
  const row = (id: number): Record<string, unknown> =>
    db.prepare('SELECT * FROM job_queue WHERE id = ?').get(id) as Record<string, unknown>;
  const age = (id: number, minutes: number): void => {
    const at = new Date(Date.now() - minutes * 60_000).toISOString();
    db.prepare('UPDATE job_queue SET created_at = ? WHERE id = ?').run(at, id);
  };

  async function endAll(): Promise<void> {
    for (let i = 0; i < 50; i++) {
      await pass();
      started[i]?.end(DONE);
    }
    await pass();
  }

  return {
    get db() {
      return db;
    },
    get runner() {
      return runner;
    },
    get started() {
      return started;
    },
    get changed() {
      return changed;
    },
    get failed() {
      return failed;
    },
    add,
    pass,
    names,
    last,
    row,
    age,
    endAll,
    renew: () => {
      runner = newRunner();
    },
  };
}
