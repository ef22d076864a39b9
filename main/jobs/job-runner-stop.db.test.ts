import { describe, expect, it } from 'vitest';
import type { JobOutcome } from './job-kind.ts';
import { DONE, useTestQueue } from '../__testing__/test-queue.ts';

const queue = useTestQueue();
const { add, endAll, last, names, pass, row } = queue;

describe('cancelling', () => {
  it('ends at once what waits', async () => {
    const job = add('a');
    const ended = queue.runner.waitFor(job.id);
    expect(queue.runner.cancel(job.id)).toMatchObject({ status: 'cancelled' });
    expect(await ended).toMatchObject({ status: 'cancelled' });
    queue.runner.start();
    await pass(5_000);
    expect(names()).toEqual([]);
  });

  it('asks what runs to stop, and it ends when it has', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    expect(queue.runner.cancel(job.id)).toMatchObject({ status: 'processing' });
    expect(last().context.signal.aborted).toBe(true);
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'cancelled' });
    expect(queue.failed).toEqual([]);
    await pass(60_000);
    expect(names()).toEqual(['a']);
  });

  it.each<JobOutcome>([
    { kind: 'retry', reason: 'later' },
    { kind: 'rateLimited', untilMs: 0 },
  ])('is not undone by work that asks for another try ($kind)', async (outcome) => {
    const job = add('a', { type: 'deaf_work' });
    queue.runner.start();
    await pass();
    queue.runner.cancel(job.id);
    last().end(outcome);
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'cancelled' });
  });

  it('leaves work that was done all the same done', async () => {
    const job = add('a', { type: 'deaf_work' });
    queue.runner.start();
    await pass();
    queue.runner.cancel(job.id);
    last().end({ kind: 'done', result: 'all' });
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'completed', result: 'all' });
  });

  it('changes nothing about what has ended, and does not report it again', async () => {
    const job = add('a', { type: 'once_only' });
    queue.runner.start();
    await pass();
    last().fail(new Error('no'));
    await pass();
    expect(queue.failed).toHaveLength(1);
    expect(queue.runner.cancel(job.id)).toMatchObject({ status: 'failed' });
    expect(queue.failed).toHaveLength(1);
  });

  it('knows nothing of a job that is not there', () => {
    expect(queue.runner.cancel(999)).toBeNull();
    expect(queue.runner.retry(999)).toBeNull();
  });
});

describe('trying again by hand', () => {
  it.each(['failed', 'cancelled'])('puts a %s job back, with its tries restored', async (how) => {
    const job = add('a', { type: 'once_only' });
    queue.runner.start();
    await pass();
    if (how === 'failed') last().fail(new Error('no'));
    else queue.runner.cancel(job.id);
    await pass();
    expect(row(job.id)['status']).toBe(how);
    expect(queue.runner.retry(job.id)).toMatchObject({ status: 'pending', retryCount: 0, errorMessage: null });
    await pass();
    expect(names()).toEqual(['a', 'a']);
    last().end(DONE);
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'completed' });
  });

  it('does not wait for the backoff', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    last().fail(new Error('no'));
    await pass();
    queue.runner.retry(job.id);
    await pass();
    expect(names()).toEqual(['a', 'a']);
  });

  it('does not double work that is there already', () => {
    const job = add('a', { dedupeKey: 'k' });
    queue.runner.cancel(job.id);
    add('a', { dedupeKey: 'k' });
    expect(queue.runner.retry(job.id)).toMatchObject({ status: 'cancelled' });
  });
});

describe('stopping and crashing', () => {
  it('puts interrupted work back, and the next start goes on with it', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    await queue.runner.stop();
    expect(row(job.id)).toMatchObject({ status: 'pending', retry_count: 0 });
    queue.renew();
    queue.runner.start();
    await pass();
    expect(names()).toEqual(['a', 'a']);
  });

  it('does not bring back what a person had cancelled', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    queue.runner.cancel(job.id);
    await queue.runner.stop();
    expect(row(job.id)['status']).toBe('cancelled');
  });

  it('recovers from a crash: what ran waits again, what was cancelled is cancelled, the rest is as it was', async () => {
    const jobs = ['ran', 'cancelled', 'waiting'].map((name) => add(name, { type: 'wide_work' }));
    const [ran, cancelled, waiting] = jobs.map((job) => job.id) as [number, number, number];
    queue.db.prepare(`UPDATE job_queue SET status = 'processing' WHERE id IN (?, ?)`).run(ran, cancelled);
    queue.db.prepare('UPDATE job_queue SET cancel_requested = 1 WHERE id = ?').run(cancelled);
    queue.runner.start();
    await pass();
    expect(row(cancelled)['status']).toBe('cancelled');
    expect(names().sort()).toEqual(['ran', 'waiting']);
    expect(row(waiting)['status']).toBe('processing');
  });

  it('fails work whose payload it cannot read, in words, without running it', async () => {
    const job = add('a');
    queue.db.prepare(`UPDATE job_queue SET payload = '{"nom":"a"}' WHERE id = ?`).run(job.id);
    queue.runner.start();
    await pass();
    expect(await queue.runner.waitFor(job.id)).toMatchObject({
      status: 'failed',
      retryCount: 0,
      errorMessage: expect.stringContaining('cannot read') as string,
    });
    expect(names()).toEqual([]);
  });

  it('fails work of a kind that another version knew', async () => {
    const job = add('a');
    queue.db.prepare(`UPDATE job_queue SET job_type = 'future_work' WHERE id = ?`).run(job.id);
    queue.runner.start();
    await pass();
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'failed' });
    expect(queue.failed).toHaveLength(1);
  });
});

describe('pausing', () => {
  it('lets run what runs, begins nothing, and goes on when told to', async () => {
    add('a');
    queue.runner.start();
    await pass();
    queue.runner.setPaused(true);
    add('b', { type: 'wide_work' });
    await pass(60_000);
    expect(names()).toEqual(['a']);
    last().end(DONE);
    await pass(60_000);
    expect(names()).toEqual(['a']);
    queue.runner.setPaused(false);
    await pass();
    expect(names()).toEqual(['a', 'b']);
  });
});

describe('progress', () => {
  it('is written and announced at most four times a second, and its last word is not lost', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    queue.changed.length = 0;
    for (let i = 1; i <= 1_000; i++) {
      last().context.progress(i, 1_000, `film ${String(i)}`);
      await pass(1);
    }
    last().end(DONE);
    await queue.runner.waitFor(job.id);
    const told = queue.changed.filter((entry) => entry.status === 'processing');
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(queue.changed.at(-1)).toMatchObject({ status: 'completed', progressCurrent: 1_000, progressTotal: 1_000 });
  });

  it('tells of each step in a job’s life', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    last().end(DONE);
    await pass();
    expect(queue.changed.filter((entry) => entry.id === job.id).map((entry) => entry.status)).toEqual([
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
    queue.runner.start();
    let isIdle = false;
    const idle = queue.runner.whenIdle().then(() => (isIdle = true));
    await pass();
    expect(isIdle).toBe(false);
    await endAll();
    await idle;
    expect(names()).toEqual(['a', 'b']);
  });

  it('does not wait for what has to wait for its time, or is put off until then', async () => {
    add('a');
    add('later', { runAfterMs: Date.now() + 60_000 });
    queue.runner.start();
    await pass();
    const idle = queue.runner.whenIdle();
    last().end({ kind: 'rateLimited', untilMs: Date.now() + 30_000 });
    await idle;
    expect(names()).toEqual(['a']);
    await pass(32_000);
    last().end(DONE);
    await pass(32_000);
    expect(names()).toEqual(['a', 'a', 'later']);
  });
});
