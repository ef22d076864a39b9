import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Job } from '../../contract/jobs.ts';
import { type NewJob } from '../store/job.store.ts';
import { openDatabase, type WriteDb } from '../store/open-database.ts';
import { type JobContext, type JobKind, jobKind, type JobOutcome, PRIORITY } from './job-kind.ts';
import { JobRunner } from './job-runner.ts';

const DONE: JobOutcome = { kind: 'done' };

interface Started {
  name: string;
  context: JobContext;
  /** Ends the job the way it is told to. */
  end: (outcome: JobOutcome) => void;
  fail: (error: Error) => void;
}

let folder: string;
let db: WriteDb;
let runner: JobRunner;
let started: Started[];
let changed: Job[];
let failed: Job[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.now(), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-jobs-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '0.0.0' });
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

/** Lets everything happen that is due within the time. */
const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const names = (): string[] => started.map((job) => job.name);
const last = (): Started => started.at(-1) as Started;
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

describe('the order of work', () => {
  it('follows priority, then age', async () => {
    add('collect', { priority: PRIORITY.collection });
    add('scan', { priority: PRIORITY.scan });
    add('hook', { priority: PRIORITY.webhook });
    add('first', { priority: PRIORITY.user });
    add('second', { priority: PRIORITY.user });
    runner.start();
    await endAll();
    expect(names()).toEqual(['hook', 'first', 'second', 'scan', 'collect']);
  });

  it('lets nothing starve: ten minutes of waiting are worth one step', async () => {
    const old = add('collect', { priority: PRIORITY.collection });
    age(old.id, 91);
    const scan = add('scan', { priority: PRIORITY.scan });
    age(scan.id, 15);
    add('user', { priority: PRIORITY.user });
    runner.start();
    await endAll();
    expect(names()).toEqual(['collect', 'user', 'scan']);
  });

  it('keeps to each kind’s limit and to its own, and lets another kind pass', async () => {
    add('a');
    add('b');
    for (const name of ['w1', 'w2', 'w3', 'w4']) add(name, { type: 'wide_work' });
    runner.start();
    await pass();
    expect(names()).toEqual(['a', 'w1', 'w2', 'w3']);
    started[0]?.end(DONE);
    await pass();
    expect(names()).toEqual(['a', 'w1', 'w2', 'w3', 'b']);
  });

  it('refuses a kind that nobody handles', () => {
    expect(() => add('x', { type: 'unheard_of' })).toThrow('unheard_of');
  });

  it('does nothing before it is started', async () => {
    add('a');
    await pass(10_000);
    expect(names()).toEqual([]);
  });
});

describe('the same work twice', () => {
  it('is one job while it waits or runs, and another one afterwards', async () => {
    const first = add('a', { dedupeKey: 'k' });
    expect(add('a', { dedupeKey: 'k' }).id).toBe(first.id);
    runner.start();
    await pass();
    expect(add('a', { dedupeKey: 'k' }).id).toBe(first.id);
    last().end(DONE);
    await pass();
    expect(add('a', { dedupeKey: 'k' }).id).not.toBe(first.id);
    expect(add('a').id).not.toBe(add('a').id);
  });
});

describe('an end that is good', () => {
  it('writes the effect and the completion together, exactly once', async () => {
    db.exec('CREATE TABLE effects (job INTEGER)');
    const job = add('a');
    runner.start();
    await pass();
    last().end({
      kind: 'done',
      result: { films: 3 },
      apply: (write) => write.prepare('INSERT INTO effects VALUES (?)').run(job.id),
    });
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'completed', result: { films: 3 } });
    await runner.stop();
    runner = newRunner();
    runner.start();
    await pass(60_000);
    expect(db.prepare('SELECT count(*) AS n FROM effects').get()).toEqual({ n: 1 });
    expect(names()).toEqual(['a']);
  });

  it('does not happen by half: an effect that cannot be written is taken back and tried again', async () => {
    db.exec('CREATE TABLE effects (job INTEGER)');
    const job = add('a');
    runner.start();
    await pass();
    last().end({
      kind: 'done',
      apply: (write) => {
        write.prepare('INSERT INTO effects VALUES (1)').run();
        throw new Error('the disk is full');
      },
    });
    await pass();
    expect(row(job.id)).toMatchObject({ status: 'pending', retry_count: 1, error_message: 'the disk is full' });
    expect(db.prepare('SELECT count(*) AS n FROM effects').get()).toEqual({ n: 0 });
  });
});

describe('an end that is bad', () => {
  it('is tried again after a while, and given up after the last try', async () => {
    const job = add('a');
    runner.start();
    await pass();
    for (const [retry, longestMs] of [
      [1, 5_000],
      [2, 10_000],
    ] as const) {
      const from = Date.now();
      last().fail(new Error(`no ${String(retry)}`));
      await pass();
      expect(row(job.id)).toMatchObject({
        status: 'pending',
        retry_count: retry,
        error_message: `no ${String(retry)}`,
      });
      const waitMs = Date.parse(String(row(job.id)['run_after'])) - from;
      expect(waitMs).toBeGreaterThanOrEqual(longestMs / 2);
      expect(waitMs).toBeLessThanOrEqual(longestMs);
      await pass(waitMs - 1_500);
      expect(started).toHaveLength(retry);
      await pass(3_000);
      expect(started).toHaveLength(retry + 1);
    }
    last().fail(new Error('no more'));
    await pass(3_600_000);
    expect(started).toHaveLength(3);
    expect(row(job.id)).toMatchObject({ status: 'failed', error_message: 'no more' });
    expect(failed.map((entry) => entry.id)).toEqual([job.id]);
  });

  it('is tried again when the work asks for it', async () => {
    const job = add('a');
    runner.start();
    await pass();
    last().end({ kind: 'retry', reason: 'not yet' });
    await pass();
    expect(row(job.id)).toMatchObject({ status: 'pending', retry_count: 1, error_message: 'not yet' });
  });

  it('of a kind without tries is final', async () => {
    const job = add('a', { type: 'once_only' });
    runner.start();
    await pass();
    last().fail(new Error('no'));
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'failed', errorMessage: 'no' });
  });

  it('does not hold other work up while it waits for its next try', async () => {
    add('a');
    runner.start();
    await pass();
    last().fail(new Error('no'));
    add('b');
    await pass();
    expect(names()).toEqual(['a', 'b']);
  });
});

describe('a rate limit', () => {
  it('postpones without counting as a try, however often', async () => {
    const job = add('a', { type: 'once_only' });
    runner.start();
    await pass();
    for (let i = 1; i <= 5; i++) {
      const untilMs = Date.now() + 30_000;
      last().end({ kind: 'rateLimited', untilMs });
      await pass();
      expect(row(job.id)).toMatchObject({
        status: 'pending',
        retry_count: 0,
        run_after: new Date(untilMs).toISOString(),
      });
      await pass(28_000);
      expect(started).toHaveLength(i);
      await pass(4_000);
      expect(started).toHaveLength(i + 1);
    }
    last().end(DONE);
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'completed', retryCount: 0 });
  });
});

describe('cancelling', () => {
  it('ends at once what waits', async () => {
    const job = add('a');
    const ended = runner.waitFor(job.id);
    expect(runner.cancel(job.id)).toMatchObject({ status: 'cancelled' });
    expect(await ended).toMatchObject({ status: 'cancelled' });
    runner.start();
    await pass(5_000);
    expect(names()).toEqual([]);
  });

  it('asks what runs to stop, and it ends when it has', async () => {
    const job = add('a');
    runner.start();
    await pass();
    expect(runner.cancel(job.id)).toMatchObject({ status: 'processing' });
    expect(last().context.signal.aborted).toBe(true);
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'cancelled' });
    expect(failed).toEqual([]);
    await pass(60_000);
    expect(names()).toEqual(['a']);
  });

  it.each<JobOutcome>([
    { kind: 'retry', reason: 'later' },
    { kind: 'rateLimited', untilMs: 0 },
  ])('is not undone by work that asks for another try ($kind)', async (outcome) => {
    const job = add('a', { type: 'deaf_work' });
    runner.start();
    await pass();
    runner.cancel(job.id);
    last().end(outcome);
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'cancelled' });
  });

  it('leaves work that was done all the same done', async () => {
    const job = add('a', { type: 'deaf_work' });
    runner.start();
    await pass();
    runner.cancel(job.id);
    last().end({ kind: 'done', result: 'all' });
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'completed', result: 'all' });
  });

  it('changes nothing about what has ended, and does not report it again', async () => {
    const job = add('a', { type: 'once_only' });
    runner.start();
    await pass();
    last().fail(new Error('no'));
    await pass();
    expect(failed).toHaveLength(1);
    expect(runner.cancel(job.id)).toMatchObject({ status: 'failed' });
    expect(failed).toHaveLength(1);
  });

  it('knows nothing of a job that is not there', () => {
    expect(runner.cancel(999)).toBeNull();
    expect(runner.retry(999)).toBeNull();
  });
});

describe('trying again by hand', () => {
  it.each(['failed', 'cancelled'])('puts a %s job back, with its tries restored', async (how) => {
    const job = add('a', { type: 'once_only' });
    runner.start();
    await pass();
    if (how === 'failed') last().fail(new Error('no'));
    else runner.cancel(job.id);
    await pass();
    expect(row(job.id)['status']).toBe(how);
    expect(runner.retry(job.id)).toMatchObject({ status: 'pending', retryCount: 0, errorMessage: null });
    await pass();
    expect(names()).toEqual(['a', 'a']);
    last().end(DONE);
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'completed' });
  });

  it('does not wait for the backoff', async () => {
    const job = add('a');
    runner.start();
    await pass();
    last().fail(new Error('no'));
    await pass();
    runner.retry(job.id);
    await pass();
    expect(names()).toEqual(['a', 'a']);
  });

  it('does not double work that is there already', async () => {
    const job = add('a', { dedupeKey: 'k' });
    runner.cancel(job.id);
    add('a', { dedupeKey: 'k' });
    expect(runner.retry(job.id)).toMatchObject({ status: 'cancelled' });
  });
});

describe('stopping and crashing', () => {
  it('puts interrupted work back, and the next start goes on with it', async () => {
    const job = add('a');
    runner.start();
    await pass();
    await runner.stop();
    expect(row(job.id)).toMatchObject({ status: 'pending', retry_count: 0 });
    runner = newRunner();
    runner.start();
    await pass();
    expect(names()).toEqual(['a', 'a']);
  });

  it('does not bring back what a person had cancelled', async () => {
    const job = add('a');
    runner.start();
    await pass();
    runner.cancel(job.id);
    await runner.stop();
    expect(row(job.id)['status']).toBe('cancelled');
  });

  it('recovers from a crash: what ran waits again, what was cancelled is cancelled, the rest is as it was', async () => {
    const jobs = ['ran', 'cancelled', 'waiting'].map((name) => add(name, { type: 'wide_work' }));
    const [ran, cancelled, waiting] = jobs.map((job) => job.id) as [number, number, number];
    db.prepare(`UPDATE job_queue SET status = 'processing' WHERE id IN (?, ?)`).run(ran, cancelled);
    db.prepare('UPDATE job_queue SET cancel_requested = 1 WHERE id = ?').run(cancelled);
    runner.start();
    await pass();
    expect(row(cancelled)['status']).toBe('cancelled');
    expect(names().sort()).toEqual(['ran', 'waiting']);
    expect(row(waiting)['status']).toBe('processing');
  });

  it('fails work whose payload it cannot read, in words, without running it', async () => {
    const job = add('a');
    db.prepare(`UPDATE job_queue SET payload = '{"nom":"a"}' WHERE id = ?`).run(job.id);
    runner.start();
    await pass();
    expect(await runner.waitFor(job.id)).toMatchObject({
      status: 'failed',
      retryCount: 0,
      errorMessage: expect.stringContaining('cannot read') as string,
    });
    expect(names()).toEqual([]);
  });

  it('fails work of a kind that another version knew', async () => {
    const job = add('a');
    db.prepare(`UPDATE job_queue SET job_type = 'future_work' WHERE id = ?`).run(job.id);
    runner.start();
    await pass();
    expect(await runner.waitFor(job.id)).toMatchObject({ status: 'failed' });
    expect(failed).toHaveLength(1);
  });
});

describe('pausing', () => {
  it('lets run what runs, begins nothing, and goes on when told to', async () => {
    add('a');
    runner.start();
    await pass();
    runner.setPaused(true);
    add('b', { type: 'wide_work' });
    await pass(60_000);
    expect(names()).toEqual(['a']);
    last().end(DONE);
    await pass(60_000);
    expect(names()).toEqual(['a']);
    runner.setPaused(false);
    await pass();
    expect(names()).toEqual(['a', 'b']);
  });
});

describe('progress', () => {
  it('is written and announced at most four times a second, and its last word is not lost', async () => {
    const job = add('a');
    runner.start();
    await pass();
    changed.length = 0;
    for (let i = 1; i <= 1_000; i++) {
      last().context.progress(i, 1_000, `film ${String(i)}`);
      await pass(1);
    }
    last().end(DONE);
    await runner.waitFor(job.id);
    const told = changed.filter((entry) => entry.status === 'processing');
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(changed.at(-1)).toMatchObject({ status: 'completed', progressCurrent: 1_000, progressTotal: 1_000 });
  });

  it('tells of each step in a job’s life', async () => {
    const job = add('a');
    runner.start();
    await pass();
    last().end(DONE);
    await pass();
    expect(changed.filter((entry) => entry.id === job.id).map((entry) => entry.status)).toEqual([
      'pending',
      'processing',
      'completed',
    ]);
  });
});

describe('waiting for the queue', () => {
  it('resolves when nothing is left', async () => {
    add('a');
    add('b');
    runner.start();
    let isIdle = false;
    const idle = runner.whenIdle().then(() => (isIdle = true));
    await pass();
    expect(isIdle).toBe(false);
    await endAll();
    await idle;
    expect(names()).toEqual(['a', 'b']);
  });
});
