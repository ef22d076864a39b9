import type { ProviderName } from '../../domain/provider-answer.ts';
import type { Clock, Logger } from '../../platform/ports.ts';
import { ProviderError } from '../provider.ts';
import { type HttpTimers, sleep, systemTimers } from './http-timers.ts';
import type {
  AnswerCache,
  ApiAnswer,
  ApiClient,
  ApiRequest,
  CallCounter,
  KeptAnswer,
  RateLimit,
} from './http-types.ts';
import { answerFrom, conditionsOf, expiryOf } from './kept-answer.ts';
import { type OnProblem, watchProblems } from './problem-watch.ts';
import { ProviderLane } from './provider-lane.ts';
import { answerKey, flightKey, type IsPlainAllowed } from './request-target.ts';
import { retriesOf, retryDelayMs } from './retry-delay.ts';
import { createSender, type SentAnswer } from './send-request.ts';
import { type Flight, SharedFlights } from './shared-flights.ts';

export interface ApiClientOptions {
  clock: Clock;
  cache: AnswerCache;
  counter: CallCounter;
  limits: Readonly<Record<ProviderName, RateLimit>>;
  logger: Logger;
  fetch?: typeof globalThis.fetch;
  /** 0–1, for the chance in waiting times. */
  random?: () => number;
  onProblem?: OnProblem;
  /** Waiting; tests drive their own. */
  timers?: HttpTimers;
  /** Which addresses without encryption are asked besides those on this computer; by default none. */
  isPlainAllowed?: IsPlainAllowed;
}

/** So often a provider may put a request off before it is given up. */
const MOST_THROTTLES = 20;

/**
 * The one way to the providers' APIs; see ApiClient. What is kept answers while it is fresh, and in place of a provider that
 * does not answer. Identical requests at the same time are one. Errors, logs and the names of kept answers hold no secrets.
 */
export function createApiClient(options: ApiClientOptions): ApiClient & {
  /** Asks again a provider that is left alone because it failed or its quota was used up: its key or address is another. */
  giveAnotherChance(provider: ProviderName): void;
} {
  const { clock, cache } = options;
  const timers = options.timers ?? systemTimers;
  const random = options.random ?? Math.random;
  const report = watchProblems(options.logger, options.onProblem);
  const lanes = new Map<ProviderName, ProviderLane>();
  const flights = new SharedFlights<ApiAnswer>(() => {
    for (const lane of lanes.values()) lane.lookAgain();
  });
  const laneOf = (provider: ProviderName): ProviderLane => {
    let lane = lanes.get(provider);
    if (lane === undefined) {
      const { counter, limits } = options;
      lane = new ProviderLane({ provider, limit: limits[provider], counter, clock, timers, random });
      lanes.set(provider, lane);
    }
    return lane;
  };
  const send = createSender({
    clock,
    timers,
    counter: options.counter,
    fetch: options.fetch ?? globalThis.fetch,
    laneOf,
    isPlainAllowed: options.isPlainAllowed ?? (() => false),
  });

  async function ask(request: ApiRequest, flight: Flight, kept: KeptAnswer | null): Promise<ApiAnswer> {
    try {
      const sent = await persist(request, flight, kept);
      report(request.provider, null);
      return keep(request, sent, kept);
    } catch (error) {
      if (!(error instanceof ProviderError) || flight.signal.aborted) throw error;
      report(request.provider, error);
      const stale = kept !== null && isStandIn(error, flight) ? answerFrom(kept) : null;
      if (stale === null) throw error;
      return stale;
    }
  }

  /** Sends a request until it is answered, or nothing speaks for one more try. */
  async function persist(request: ApiRequest, flight: Flight, kept: KeptAnswer | null): Promise<SentAnswer> {
    let retries = 0;
    let throttles = 0;
    for (;;) {
      const result = await send(request, flight, conditionsOf(kept));
      if (result.kind === 'answer') return result.answer;
      if (result.kind === 'throttled') {
        // The lane waits; it also says when that takes too long.
        throttles += 1;
        if (throttles > MOST_THROTTLES) throw result.error;
        continue;
      }
      if (!result.isRepeatable || retries >= retriesOf(flight)) throw result.error;
      await sleep(timers, retryDelayMs(retries, random()), flight.signal);
      retries += 1;
    }
  }

  function keep(request: ApiRequest, sent: SentAnswer, kept: KeptAnswer | null): ApiAnswer {
    const now = clock.now();
    const key = answerKey(request);
    if (sent.status === 304 && kept !== null) {
      const held = answerFrom(kept);
      if (held !== null) {
        cache.renew(key, now, expiryOf(request, { status: kept.status, headers: sent.headers }, now));
        return { ...held, headers: sent.headers, fetchedAtMs: now };
      }
    }
    if (request.keepForMs > 0) {
      cache.put({
        key,
        provider: request.provider,
        status: sent.status,
        body: sent.text,
        etag: sent.headers['etag'] ?? null,
        lastModified: sent.headers['last-modified'] ?? null,
        fetchedAtMs: now,
        expiresAtMs: expiryOf(request, sent, now),
      });
    }
    return { status: sent.status, body: sent.body, headers: sent.headers, fetchedAtMs: now, fromCache: false };
  }

  return {
    request: async (request) => {
      request.signal.throwIfAborted();
      const found = request.keepForMs > 0 ? await cache.get(answerKey(request)) : null;
      const held = found === null ? null : answerFrom(found);
      if (held !== null && found !== null && !request.isFresh && found.expiresAtMs > clock.now()) return held;
      // A damaged one is as good as none: nothing could stand in for the answer that a 304 refers to.
      const kept = held === null ? null : found;
      return flights.join(flightKey(request), request, (flight) => ask(request, flight, kept));
    },
    giveAnotherChance: (provider) => {
      lanes.get(provider)?.giveAnotherChance();
    },
  };
}

/** True when what is kept is better than the error. A job that was sent too early is better put off. */
function isStandIn(error: ProviderError, flight: Flight): boolean {
  return error.isTransient && (error.code !== 'rate_limited' || flight.isInteractive);
}
