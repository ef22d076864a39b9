import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../platform/ports.ts';
import type { HttpTimers } from '../http-timers.ts';

/** Time that passes only when a test says so. Wall clock and timers go together. */
export class FakeTimers implements HttpTimers, Clock {
  #now: number;
  #due: { at: number; run: () => void }[] = [];
  /** Real requests under way: while there are any, time stands still in `runUntil`. */
  #underWay = 0;

  constructor(startMs = Date.parse('2026-05-01T12:00:00.000Z')) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const entry = { at: this.#now + delayMs, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }

  /** Lets time pass, calling what is due on the way. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== null; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#due = this.#due.filter((other) => other !== next);
      next.run();
    }
    this.#now = end;
  }

  /** `fetch` as it is, but `runUntil` knows that it is under way, up to the end of the body. */
  readonly fetch: typeof globalThis.fetch = async (...args) => {
    this.#underWay += 1;
    try {
      const response = await globalThis.fetch(...args);
      const body = response.body === null ? null : await response.arrayBuffer();
      const isNull = response.status === 304 || response.status === 204;
      return new Response(isNull ? null : body, { status: response.status, headers: response.headers });
    } finally {
      this.#underWay -= 1;
    }
  };

  /**
   * Waits for a promise, and whenever nothing is left to do but wait, jumps to what is due next. Answers what the promise
   * does, and how much time passed.
   */
  async runUntil<T>(promise: Promise<T>): Promise<{ value: T; tookMs: number }> {
    const start = this.#now;
    let hasSettled = false;
    const isSettled = (): boolean => hasSettled;
    const settled = promise.finally(() => {
      hasSettled = true;
    });
    settled.catch(() => undefined);
    while (!isSettled()) {
      // Promises and sockets get their turn before time moves on; answers that came together take one turn each.
      for (let turn = 0; turn < 40; turn += 1) await nextTurn();
      if (isSettled() || this.#underWay > 0) continue;
      const next = this.#next(Infinity);
      if (next !== null) this.advance(next.at - this.#now);
    }
    return { value: await settled, tookMs: this.#now - start };
  }

  #next(end: number): { at: number; run: () => void } | null {
    const due = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    return due[0] ?? null;
  }
}
