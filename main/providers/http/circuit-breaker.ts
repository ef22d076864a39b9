export interface BreakerOptions {
  /** This many failures in a row open it. */
  failures: number;
  openMs: number;
  /** This many successes, one request at a time, close it again. */
  successes: number;
}

export const DEFAULT_BREAKER: BreakerOptions = { failures: 5, openMs: 5 * 60_000, successes: 2 };

/** What a request came to, for the breaker: `neither` says nothing of the provider's health. */
export type Outcome = 'ok' | 'failed' | 'neither';

/**
 * Leaves a provider alone that fails again and again: closed → (failures in a row) open → (openMs) half open, one request
 * at a time → (successes) closed, or open again with the first failure.
 */
export class CircuitBreaker {
  readonly #options: BreakerOptions;
  #state: 'closed' | 'open' | 'half-open' = 'closed';
  #count = 0;
  #openUntil = 0;
  /** Changes with the state, so that what was under way before does not speak for what is now. */
  #era = 0;
  #isProbing = false;

  constructor(options: BreakerOptions = DEFAULT_BREAKER) {
    this.#options = options;
  }

  /** Until when nothing is asked; null when something may be. */
  openUntil(now: number): number | null {
    if (this.#state === 'open' && now >= this.#openUntil) this.#enter('half-open');
    return this.#state === 'open' ? this.#openUntil : null;
  }

  /** True when the one request that tries a half-open provider is under way: others wait for what it comes to. */
  get isProbing(): boolean {
    return this.#state === 'half-open' && this.#isProbing;
  }

  /** An open one lets a request through at once, without waiting for its time. */
  halfOpen(): void {
    if (this.#state === 'open') this.#enter('half-open');
  }

  /** Begins a request; call the answered function once with what it came to. */
  start(): (outcome: Outcome, now: number) => void {
    const era = this.#era;
    if (this.#state === 'half-open') this.#isProbing = true;
    return (outcome, now) => {
      if (era !== this.#era) return;
      this.#isProbing = false;
      if (outcome === 'ok') this.#succeeded();
      else if (outcome === 'failed') this.#failed(now);
    };
  }

  #succeeded(): void {
    if (this.#state === 'closed') {
      this.#count = 0;
    } else {
      this.#count += 1;
      if (this.#count >= this.#options.successes) this.#enter('closed');
    }
  }

  #failed(now: number): void {
    this.#count = this.#state === 'closed' ? this.#count + 1 : this.#options.failures;
    if (this.#count < this.#options.failures) return;
    this.#openUntil = now + this.#options.openMs;
    this.#enter('open');
  }

  #enter(state: 'closed' | 'open' | 'half-open'): void {
    this.#state = state;
    this.#count = 0;
    this.#isProbing = false;
    this.#era += 1;
  }
}
