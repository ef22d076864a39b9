import type { Clock } from '../../platform/ports.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import { ProviderError } from '../provider.ts';
import { CircuitBreaker, type Outcome } from './circuit-breaker.ts';
import type { CallCounter, RateLimit } from './http-types.ts';
import type { HttpTimers } from './http-timers.ts';
import { RateWindow } from './rate-window.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Somebody waits for an interactive request; a job is better put off than kept waiting for minutes. */
const INTERACTIVE_PATIENCE_MS = 10_000;
const BACKGROUND_PATIENCE_MS = 60_000;

export interface LaneRequest {
  readonly signal: AbortSignal;
  /** Read whenever it matters: somebody may come to wait for a request that is already queued. */
  readonly isInteractive: boolean;
}

/** The right to send one request. Call `leave` once, as soon as it has come to something. */
export interface Turn {
  leave(outcome: Outcome): void;
  /** The provider asked to be left alone; null when it did not say for how long. */
  throttle(delayMs: number | null): void;
}

interface Waiting {
  request: LaneRequest;
  grant: (turn: Turn) => void;
  refuse: (error: unknown) => void;
}

export interface LaneDependencies {
  provider: ProviderName;
  limit: RateLimit;
  counter: CallCounter;
  clock: Clock;
  timers: HttpTimers;
  random: () => number;
}

/**
 * The queue in front of one provider: interactive requests first, never more than the limit allows, none while the provider
 * wants to be left alone, none past the day's quota, none while its circuit is open. Everybody who asks this provider waits
 * here, so what one request learns holds for all.
 */
export class ProviderLane {
  readonly #deps: LaneDependencies;
  readonly #window: RateWindow;
  readonly #breaker = new CircuitBreaker();
  readonly #waiting: Waiting[] = [];
  #cancelTimer: (() => void) | null = null;
  /** By the timers' clock. */
  #closedUntil = 0;
  #throttles = 0;
  /** By the wall clock: days are counted by it. */
  #exhaustedUntilMs = 0;

  constructor(deps: LaneDependencies) {
    this.#deps = deps;
    this.#window = new RateWindow(deps.limit);
  }

  /** When the provider may be asked again, by the wall clock; null when it may be at once. */
  get retryAtMs(): number | null {
    const now = this.#deps.timers.elapsed();
    const until = Math.max(this.#breaker.openUntil(now) ?? 0, this.#closedUntil);
    const exhausted = this.#exhaustedUntilMs > this.#deps.clock.now() ? this.#exhaustedUntilMs : 0;
    const latest = Math.max(exhausted, until > now ? this.#wall(until) : 0);
    return latest === 0 ? null : latest;
  }

  /**
   * Waits for a turn. Throws a ProviderError when there will be none soon (`unavailable`, `rate_limited`, `quota`, with
   * `retryAtMs`), or the signal's reason.
   */
  enter(request: LaneRequest): Promise<Turn> {
    return new Promise((resolve, reject) => {
      request.signal.throwIfAborted();
      const onAbort = (): void => {
        const at = this.#waiting.indexOf(waiting);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(request.signal.reason as Error);
      };
      const settle = <T>(then: (value: T) => void): ((value: T) => void) => {
        return (value) => {
          request.signal.removeEventListener('abort', onAbort);
          then(value);
        };
      };
      const waiting: Waiting = { request, grant: settle(resolve), refuse: settle(reject) };
      request.signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
      this.#pump();
    });
  }

  /** Nothing is asked before that moment of the wall clock: the quota is used up. */
  exhaust(untilMs: number): void {
    this.#exhaustedUntilMs = Math.max(this.#exhaustedUntilMs, untilMs);
    this.#pump();
  }

  /** Forgets a used-up quota, and tries a provider that failed again at once. What it asked for by Retry-After still holds. */
  giveAnotherChance(): void {
    this.#exhaustedUntilMs = 0;
    this.#breaker.halfOpen();
    this.#pump();
  }

  /** Looks again who may go; for when a queued request has become an interactive one. */
  lookAgain(): void {
    this.#pump();
  }

  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    while (this.#waiting.length > 0) {
      const now = this.#deps.timers.elapsed();
      const refusal = this.#refusal(now);
      if (refusal !== null) {
        for (const { refuse } of this.#waiting.splice(0)) refuse(refusal);
        return;
      }
      if (this.#closedUntil > now) this.#sendImpatientAway(this.#closedUntil - now);
      if (this.#breaker.isProbing) return;
      const freeAt = Math.max(this.#window.freeAt(now), this.#closedUntil);
      if (freeAt > now) {
        if (freeAt !== Infinity && this.#waiting.length > 0) this.#pumpAfter(freeAt - now);
        return;
      }
      const next = this.#waiting.findIndex(({ request }) => request.isInteractive);
      const [chosen] = this.#waiting.splice(Math.max(0, next), 1);
      chosen?.grant(this.#startTurn(now));
    }
  }

  #pumpAfter(delayMs: number): void {
    this.#cancelTimer = this.#deps.timers.after(delayMs, () => {
      this.#pump();
    });
  }

  #startTurn(startedAt: number): Turn {
    this.#window.start();
    const report = this.#breaker.start();
    let hasLeft = false;
    return {
      leave: (outcome) => {
        if (hasLeft) return;
        hasLeft = true;
        const now = this.#deps.timers.elapsed();
        this.#window.end(now);
        report(outcome, now);
        if (outcome === 'ok' && startedAt >= this.#closedUntil) this.#throttles = 0;
        this.#pump();
      },
      throttle: (delayMs) => {
        const now = this.#deps.timers.elapsed();
        // Those that were under way together are told off together: that counts once.
        if (startedAt >= this.#closedUntil) this.#throttles += 1;
        const delay = delayMs ?? retryDelayMs(this.#throttles - 1, this.#deps.random());
        this.#closedUntil = Math.max(this.#closedUntil, now + delay);
      },
    };
  }

  /** Why nobody has a turn, whoever asks; null when that is not so. */
  #refusal(now: number): ProviderError | null {
    const { provider, limit, counter, clock } = this.#deps;
    const label = PROVIDER_LABELS[provider];
    const openUntil = this.#breaker.openUntil(now);
    if (openUntil !== null) {
      return new ProviderError(
        provider,
        'unavailable',
        `${label} failed several times in a row and is left alone for a few minutes.`,
        { retryAtMs: this.#wall(openUntil) },
      );
    }
    const wall = clock.now();
    const isSpent = limit.perDay !== null && counter.today(provider) + this.#window.inFlight >= limit.perDay;
    // Requests under way may turn out not to have counted, but then they were no answer either.
    if (!isSpent && this.#exhaustedUntilMs <= wall) return null;
    return new ProviderError(
      provider,
      'quota',
      `Today’s requests to ${label} are used up. They begin anew at midnight UTC.`,
      {
        retryAtMs: Math.max(this.#exhaustedUntilMs, isSpent ? nextUtcMidnight(wall) : 0),
      },
    );
  }

  #sendImpatientAway(delayMs: number): void {
    const { provider } = this.#deps;
    const stays = this.#waiting.filter(({ request, refuse }) => {
      const patienceMs = request.isInteractive ? INTERACTIVE_PATIENCE_MS : BACKGROUND_PATIENCE_MS;
      if (delayMs <= patienceMs) return true;
      refuse(
        new ProviderError(
          provider,
          'rate_limited',
          `${PROVIDER_LABELS[provider]} wants to be left alone for a while.`,
          { retryAtMs: this.#wall(this.#closedUntil) },
        ),
      );
      return false;
    });
    this.#waiting.splice(0, Infinity, ...stays);
  }

  #wall(elapsed: number): number {
    return Math.ceil(this.#deps.clock.now() + elapsed - this.#deps.timers.elapsed());
  }
}

const DAY_MS = 86_400_000;

/** When the next day begins in UTC. */
export function nextUtcMidnight(nowMs: number): number {
  return (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
}
