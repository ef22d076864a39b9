import { describe, expect, it } from 'vitest';
import { PRIORITY } from './job-kind.ts';
import { DONE, useTestQueue } from '../__testing__/test-queue.ts';

const queue = useTestQueue();
const { add, age, endAll, last, names, pass, row } = queue;

describe('the order of work', () => {
  it('follows priority, then age', async () => {
    add('collect', { priority: PRIORITY.collection });
    add('scan', { priority: PRIORITY.scan });
    add('hook', { priority: PRIORITY.webhook });
    add('first', { priority: PRIORITY.user });
    add('second', { priority: PRIORITY.user });
    queue.runner.start();
    await endAll();
    expect(names()).toEqual(['hook', 'first', 'second', 'scan', 'collect']);
  });

  it('lets nothing starve: ten minutes of waiting are worth one step', async () => {
    const old = add('collect', { priority: PRIORITY.collection });
    age(old.id, 91);
    const scan = add('scan', { priority: PRIORITY.scan });
    age(scan.id, 15);
    add('user', { priority: PRIORITY.user });
    queue.runner.start();
    await endAll();
    expect(names()).toEqual(['collect', 'user', 'scan']);
  });

  it('keeps to each kind’s limit and to its own, and lets another kind pass', async () => {
    add('a');
    add('b');
    for (const name of ['w1', 'w2', 'w3', 'w4']) add(name, { type: 'wide_work' });
    queue.runner.start();
    await pass();
    expect(names()).toEqual(['a', 'w1', 'w2', 'w3']);
    queue.started[0]?.end(DONE);
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
    queue.runner.start();
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
    queue.db.exec('CREATE TABLE effects (job INTEGER)');
    const job = add('a');
    queue.runner.start();
    await pass();
    last().end({
      kind: 'done',
      result: { films: 3 },
      apply: (write) => write.prepare('INSERT INTO effects VALUES (?)').run(job.id),
    });
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'completed', result: { films: 3 } });
    await queue.runner.stop();
    queue.renew();
    queue.runner.start();
    await pass(60_000);
    expect(queue.db.prepare('SELECT count(*) AS n FROM effects').get()).toEqual({ n: 1 });
    expect(names()).toEqual(['a']);
  });

  it('does not happen by half: an effect that cannot be written is taken back and tried again', async () => {
    queue.db.exec('CREATE TABLE effects (job INTEGER)');
    const job = add('a');
    queue.runner.start();
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
    expect(queue.db.prepare('SELECT count(*) AS n FROM effects').get()).toEqual({ n: 0 });
  });
});

describe('an end that is bad', () => {
  it('is tried again after a while, and given up after the last try', async () => {
    const job = add('a');
    queue.runner.start();
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
      expect(queue.started).toHaveLength(retry);
      await pass(3_000);
      expect(queue.started).toHaveLength(retry + 1);
    }
    last().fail(new Error('no more'));
    await pass(3_600_000);
    expect(queue.started).toHaveLength(3);
    expect(row(job.id)).toMatchObject({ status: 'failed', error_message: 'no more' });
    expect(queue.failed.map((entry) => entry.id)).toEqual([job.id]);
  });

  it('is tried again when the work asks for it', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    last().end({ kind: 'retry', reason: 'not yet' });
    await pass();
    expect(row(job.id)).toMatchObject({ status: 'pending', retry_count: 1, error_message: 'not yet' });
  });

  it('of a kind without tries is final', async () => {
    const job = add('a', { type: 'once_only' });
    queue.runner.start();
    await pass();
    last().fail(new Error('no'));
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'failed', errorMessage: 'no' });
  });

  it('does not hold other work up while it waits for its next try', async () => {
    add('a');
    queue.runner.start();
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
    queue.runner.start();
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
      expect(queue.started).toHaveLength(i);
      await pass(4_000);
      expect(queue.started).toHaveLength(i + 1);
    }
    last().end(DONE);
    expect(await queue.runner.waitFor(job.id)).toMatchObject({ status: 'completed', retryCount: 0 });
  });
});
