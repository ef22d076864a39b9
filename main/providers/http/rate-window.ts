import type { RateLimit } from './http-types.ts';

/**
 * Says when the next request may start so that a provider never sees more than its limit in any window, nor too many at
 * once. A request holds its place from its start until a window after its end: it reaches the provider somewhere between the
 * two, so this holds however long it is on its way.
 */
export class RateWindow {
  readonly #limit: RateLimit;
  #inFlight = 0;
  /** When those that ended lately did, oldest first. */
  #ends: number[] = [];

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** The moment from which one more may start; `now` when it may at once, Infinity when one has to end first. */
  freeAt(now: number): number {
    const { requests, windowMs, concurrency } = this.#limit;
    if (this.#inFlight >= concurrency) return Infinity;
    while (this.#ends[0] !== undefined && this.#ends[0] + windowMs < now) this.#ends.shift();
    const surplus = this.#inFlight + this.#ends.length - requests;
    if (surplus < 0) return now;
    const last = this.#ends[surplus];
    // A millisecond more: the next one must lie outside the window, not on its edge.
    return last === undefined ? Infinity : last + windowMs + 1;
  }

  start(): void {
    this.#inFlight += 1;
  }

  end(now: number): void {
    this.#inFlight -= 1;
    if (this.#limit.requests !== Infinity) this.#ends.push(now);
  }
}
