import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { debounced } from './debounced.ts';
import { throttled } from './throttled.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('debounced', () => {
  it('runs once things are quiet, and not when it was called off', () => {
    const run = vi.fn();
    const ask = debounced(run, 100);
    ask();
    vi.advanceTimersByTime(60);
    ask();
    vi.advanceTimersByTime(60);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(40);
    expect(run).toHaveBeenCalledTimes(1);
    ask();
    ask.cancel();
    vi.advanceTimersByTime(200);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('throttled', () => {
  it('runs at once, then at most once an interval, and never loses the last request', () => {
    const run = vi.fn();
    const ask = throttled(run, 100);
    ask();
    expect(run).toHaveBeenCalledTimes(1);
    ask();
    ask();
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(500);
    expect(run).toHaveBeenCalledTimes(2);
    ask();
    expect(run).toHaveBeenCalledTimes(3);
  });
});
