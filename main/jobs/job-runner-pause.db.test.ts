import { describe, expect, it } from 'vitest';
import { DONE, useTestQueue } from '../__testing__/test-queue.ts';
import { getJob } from '../store/job.store.ts';

const queue = useTestQueue();
const { add, last, names, pass, row } = queue;

describe('pausing one job', () => {
  it('that waits lets others pass, until it is resumed', async () => {
    const first = add('a');
    add('b');
    expect(queue.runner.pause(first.id)).toMatchObject({ status: 'pending', isPaused: true });
    queue.runner.start();
    await pass(10_000);
    expect(names()).toEqual(['b']);
    last().end(DONE);
    await pass(10_000);
    expect(names()).toEqual(['b']);
    await queue.runner.whenIdle();
    expect(queue.runner.resume(first.id)).toMatchObject({ status: 'pending', isPaused: false });
    await pass();
    expect(names()).toEqual(['b', 'a']);
  });

  it('that runs stops it, keeps how far it was, and begins it again when it is resumed', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    last().context.progress(3, 7, 'third');
    queue.runner.pause(job.id);
    await pass();
    expect(last().context.signal.aborted).toBe(true);
    expect(getJob(queue.db, job.id)).toMatchObject({
      status: 'pending',
      isPaused: true,
      progressCurrent: 3,
      progressTotal: 7,
      retryCount: 0,
    });
    await pass(60_000);
    expect(names()).toEqual(['a']);
    queue.runner.resume(job.id);
    await pass();
    expect(names()).toEqual(['a', 'a']);
    last().end(DONE);
    await pass();
    expect(row(job.id)).toMatchObject({ status: 'completed', is_paused: 0 });
  });

  it('survives a restart', async () => {
    const job = add('a');
    queue.runner.start();
    await pass();
    queue.runner.pause(job.id);
    await pass();
    await queue.runner.stop();
    queue.renew();
    queue.runner.start();
    await pass(10_000);
    expect(names()).toEqual(['a']);
    expect(row(job.id)).toMatchObject({ status: 'pending', is_paused: 1 });
  });

  it('of one that does not listen ends with its work', async () => {
    const job = add('deaf', { type: 'deaf_work' });
    queue.runner.start();
    await pass();
    expect(queue.runner.pause(job.id)).toMatchObject({ status: 'processing', isPaused: true });
    last().end(DONE);
    await pass();
    expect(row(job.id)).toMatchObject({ status: 'completed', is_paused: 0 });
    expect(queue.runner.pause(job.id)).toMatchObject({ status: 'completed', isPaused: false });
  });

  it('does not keep it from being cancelled', async () => {
    const job = add('a');
    queue.runner.pause(job.id);
    expect(queue.runner.cancel(job.id)).toMatchObject({ status: 'cancelled', isPaused: false });
    expect(queue.runner.pause(9_999)).toBeNull();
    const running = add('b');
    queue.runner.start();
    await pass();
    queue.runner.cancel(running.id);
    expect(queue.runner.pause(running.id)).toMatchObject({ isPaused: false });
    await pass();
    expect(row(running.id)).toMatchObject({ status: 'cancelled' });
  });
});
