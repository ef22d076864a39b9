import { expect, test } from 'vitest';
import { CircuitBreaker, type Outcome } from './circuit-breaker.ts';

const MINUTES = 60_000;

function run(breaker: CircuitBreaker, now: number, ...outcomes: Outcome[]): void {
  for (const outcome of outcomes) breaker.start()(outcome, now);
}

test('five failures in a row open it for five minutes', () => {
  const breaker = new CircuitBreaker();
  run(breaker, 0, 'failed', 'failed', 'failed', 'failed');
  expect(breaker.openUntil(0)).toBeNull();
  run(breaker, 7, 'failed');
  expect(breaker.openUntil(7)).toBe(5 * MINUTES + 7);
  expect(breaker.openUntil(5 * MINUTES + 6)).toBe(5 * MINUTES + 7);
  expect(breaker.openUntil(5 * MINUTES + 7)).toBeNull();
});

test('an answer in between starts the count anew; what says nothing does not', () => {
  const breaker = new CircuitBreaker();
  run(breaker, 0, 'failed', 'failed', 'failed', 'failed', 'ok', 'failed', 'failed', 'failed', 'failed', 'neither');
  expect(breaker.openUntil(0)).toBeNull();
  run(breaker, 0, 'failed');
  expect(breaker.openUntil(0)).not.toBeNull();
});

test('half open it takes one at a time: two answers close it, a failure opens it again', () => {
  const breaker = new CircuitBreaker();
  run(breaker, 0, 'failed', 'failed', 'failed', 'failed', 'failed');
  expect(breaker.openUntil(5 * MINUTES)).toBeNull();
  const probe = breaker.start();
  expect(breaker.isProbing).toBe(true);
  probe('ok', 5 * MINUTES);
  expect(breaker.isProbing).toBe(false);
  run(breaker, 5 * MINUTES, 'failed');
  expect(breaker.openUntil(5 * MINUTES)).toBe(10 * MINUTES);
  expect(breaker.openUntil(10 * MINUTES)).toBeNull();
  run(breaker, 10 * MINUTES, 'neither', 'ok', 'ok', 'failed', 'failed', 'failed', 'failed');
  expect(breaker.openUntil(10 * MINUTES)).toBeNull();
});

test('what was under way before does not speak for what is now', () => {
  const breaker = new CircuitBreaker();
  const early = breaker.start();
  const late = breaker.start();
  run(breaker, 0, 'failed', 'failed', 'failed', 'failed', 'failed');
  early('ok', 1);
  expect(breaker.openUntil(1)).toBe(5 * MINUTES);
  breaker.halfOpen();
  const probe = breaker.start();
  late('failed', 2);
  expect(breaker.openUntil(2)).toBeNull();
  expect(breaker.isProbing).toBe(true);
  probe('ok', 3);
  expect(breaker.openUntil(3)).toBeNull();
});
