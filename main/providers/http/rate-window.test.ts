import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateWindow } from './rate-window.ts';

const limit = { requests: 3, windowMs: 1_000, concurrency: 2, perDay: null };

test('so many may start at once, and no more until one has ended', () => {
  const window = new RateWindow(limit);
  window.start();
  window.start();
  expect(window.freeAt(0)).toBe(Infinity);
  window.end(10);
  expect(window.freeAt(10)).toBe(10);
});

test('a place is free again a window after its request ended, however long that took', () => {
  const window = new RateWindow(limit);
  for (const end of [100, 700, 900]) {
    window.start();
    window.end(end);
  }
  expect(window.freeAt(900)).toBe(1_101);
  expect(window.freeAt(1_101)).toBe(1_101);
  window.start();
  expect(window.freeAt(1_101)).toBe(1_701);
});

test('without a limit nothing is remembered', () => {
  const window = new RateWindow({ ...limit, requests: Infinity });
  for (let i = 0; i < 1_000; i += 1) {
    window.start();
    window.end(0);
  }
  expect(window.freeAt(0)).toBe(0);
});

test('no window ever sees more than the limit, wherever between its start and end a request arrives', () => {
  const steps = fc.array(fc.record({ takesMs: fc.nat(1_500), arrivesAt: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 10,
    maxLength: 60,
  });
  fc.assert(
    fc.property(steps, (requests) => {
      const window = new RateWindow(limit);
      const running: number[] = [];
      const arrivals: number[] = [];
      let now = 0;
      const endBefore = (time: number): void => {
        for (const end of running.sort((a, b) => a - b).filter((end) => end <= time)) window.end(end);
        running.splice(0, Infinity, ...running.filter((end) => end > time));
      };
      for (const { takesMs, arrivesAt } of requests) {
        for (let free = window.freeAt(now); free > now; free = window.freeAt(now)) {
          now = Math.min(free, ...running);
          endBefore(now);
        }
        window.start();
        running.push(now + takesMs);
        arrivals.push(now + takesMs * arrivesAt);
      }
      arrivals.sort((a, b) => a - b);
      for (let i = limit.requests; i < arrivals.length; i += 1) {
        expect(arrivals[i]! - arrivals[i - limit.requests]!).toBeGreaterThan(limit.windowMs);
      }
    }),
  );
});
