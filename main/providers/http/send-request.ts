import type { ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import type { Clock } from '../../platform/ports.ts';
import { ProviderError } from '../provider.ts';
import type { Outcome } from './circuit-breaker.ts';
import { fetchOnce, MAX_BODY_BYTES, OversizeError, type RawAnswer, TimeoutError } from './fetch-once.ts';
import type { HttpTimers } from './http-timers.ts';
import type { ApiRequest, CallCounter } from './http-types.ts';
import { networkProblem, wasNeverSent } from './network-problem.ts';
import { ownTurn } from './own-turn.ts';
import { nextUtcMidnight, type ProviderLane, type Turn } from './provider-lane.ts';
import { type IsPlainAllowed, redirectTarget, requestHeaders, targetUrl } from './request-target.ts';
import { retryAfterMs } from './retry-after.ts';
import { timeoutOf } from './retry-delay.ts';
import { statusProblem } from './status-problem.ts';
import type { Flight } from './shared-flights.ts';

export interface SentAnswer extends RawAnswer {
  /** Parsed JSON; null for an empty answer. */
  body: unknown;
}

/** What became of one try. */
export type SendResult =
  | { kind: 'answer'; answer: SentAnswer }
  /** The provider wants to be left alone for a while: the lane knows how long. */
  | { kind: 'throttled'; error: ProviderError }
  | { kind: 'problem'; error: ProviderError; isRepeatable: boolean };

export interface SenderDependencies {
  clock: Clock;
  timers: HttpTimers;
  counter: CallCounter;
  fetch: typeof globalThis.fetch;
  laneOf: (provider: ProviderName) => ProviderLane;
  isPlainAllowed: IsPlainAllowed;
}

type Send = (request: ApiRequest, flight: Flight, conditions: Readonly<Record<string, string>>) => Promise<SendResult>;

const MOST_REDIRECTS = 3;
/** So long after an answer of any provider a name that has no address is that name's fault, not the network's. */
const RECENTLY_MS = 60_000;

/**
 * Makes the function that sends a request once, following redirects within its host: each hop waits for its turn. It throws
 * what the lane throws, ProviderErrors for an address that will not do, and the flight's reason; everything else is answered.
 */
export function createSender(deps: SenderDependencies): Send {
  const { clock, timers, counter, laneOf } = deps;
  let lastAnswer: { provider: ProviderName; at: number } | null = null;

  return async (request, flight, conditions) => {
    const { provider } = request;
    let url = targetUrl(request, deps.isPlainAllowed);
    const headers = requestHeaders(request, conditions);
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    for (let hop = 0; ; hop += 1) {
      const turn = await laneOf(provider).enter(flight);
      let raw: RawAnswer;
      try {
        raw = await fetchOnce(
          { url, method: request.method, headers, body, timeoutMs: timeoutOf(flight), signal: flight.signal },
          deps,
        );
      } catch (error) {
        if (!wasNeverSent(error)) counter.count(provider, 'error');
        return unanswered(request, flight, turn, error);
      }
      lastAnswer = { provider, at: timers.elapsed() };
      // Reading and storing an answer takes milliseconds, and several may come at once.
      await ownTurn();
      if (!isRedirect(raw.status)) return answered(request, turn, raw, conditions);
      counter.count(provider, 'ok');
      turn.leave('ok');
      if (hop >= MOST_REDIRECTS || request.method !== 'GET') {
        throw new ProviderError(
          provider,
          'redirected',
          `${PROVIDER_LABELS[provider]} sends us on without end. Check its address in the settings.`,
          { status: raw.status },
        );
      }
      url = redirectTarget(request, url, raw.headers['location']);
    }
  };

  function unanswered(request: ApiRequest, flight: Flight, turn: Turn, error: unknown): SendResult {
    const { provider } = request;
    const label = PROVIDER_LABELS[provider];
    if (flight.signal.aborted) {
      turn.leave('neither');
      throw flight.signal.reason;
    }
    if (error instanceof TimeoutError) {
      turn.leave('failed');
      const seconds = String(timeoutOf(flight) / 1000);
      const message = `${label} did not answer within ${seconds} seconds. Try again later.`;
      return { kind: 'problem', error: new ProviderError(provider, 'timeout', message), isRepeatable: true };
    }
    if (error instanceof OversizeError) {
      turn.leave('failed');
      const message = `The answer of ${label} is larger than ${String(MAX_BODY_BYTES / 1024 / 1024)} MB, so it is none.`;
      return { kind: 'problem', error: new ProviderError(provider, 'bad_answer', message), isRepeatable: false };
    }
    const isOtherReachable =
      lastAnswer !== null && lastAnswer.provider !== provider && timers.elapsed() - lastAnswer.at < RECENTLY_MS;
    const problem = networkProblem(provider, error, isOtherReachable);
    const isOffline = problem.code === 'offline';
    turn.leave(isOffline ? 'neither' : 'failed');
    // Without a network the next try is the queue's business: a person should learn of it at once.
    return { kind: 'problem', error: problem, isRepeatable: !isOffline };
  }

  function answered(
    request: ApiRequest,
    turn: Turn,
    raw: RawAnswer,
    conditions: Readonly<Record<string, string>>,
  ): SendResult {
    const { provider } = request;
    const leave = (outcome: Outcome, counted: Parameters<CallCounter['count']>[1]): void => {
      // Counted first: the lane looks at the day's count as soon as a place is free.
      counter.count(provider, counted);
      turn.leave(outcome);
    };
    const body = parse(raw.text);
    const told = request.problemOf?.(raw.status, body) ?? null;
    if (told !== null) {
      const retryAtMs = told.retryAtMs ?? (told.code === 'quota' ? nextUtcMidnight(clock.now()) : null);
      const fallback = statusProblem(provider, raw.status, retryAtMs);
      const error = new ProviderError(provider, told.code, told.message ?? fallback.message, {
        retryAtMs,
        status: raw.status,
      });
      if (told.code === 'rate_limited') return throttled(turn, raw, error, leave);
      leave(told.code === 'unavailable' || told.code === 'bad_answer' ? 'failed' : 'ok', 'error');
      if (told.code === 'quota' && retryAtMs !== null) laneOf(provider).exhaust(retryAtMs);
      return { kind: 'problem', error, isRepeatable: told.code === 'unavailable' };
    }
    if (raw.status === 304 && Object.keys(conditions).length > 0) {
      leave('ok', 'not_modified');
      return { kind: 'answer', answer: { ...raw, body: null } };
    }
    if ((raw.status >= 200 && raw.status < 300) || (request.acceptStatuses?.includes(raw.status) ?? false)) {
      if (body !== undefined) {
        leave('ok', 'ok');
        return { kind: 'answer', answer: { ...raw, body } };
      }
      leave('failed', 'error');
      const message = `${PROVIDER_LABELS[provider]} answered something that is not its data: a page, or half an answer. A sign-in page of the network, or a wrong address in the settings, may be why.`;
      const error = new ProviderError(provider, 'bad_answer', message, { status: raw.status });
      return { kind: 'problem', error, isRepeatable: true };
    }
    const error = statusProblem(provider, raw.status, null);
    if (raw.status === 429 || (raw.status === 503 && retryAfterMs(raw.headers, clock.now()) !== null)) {
      return throttled(turn, raw, error, leave);
    }
    const isTrouble = error.code === 'unavailable';
    leave(isTrouble ? 'failed' : 'ok', 'error');
    return { kind: 'problem', error, isRepeatable: isTrouble };
  }

  function throttled(
    turn: Turn,
    raw: RawAnswer,
    error: ProviderError,
    leave: (outcome: Outcome, counted: 'error') => void,
  ): SendResult {
    turn.throttle(retryAfterMs(raw.headers, clock.now()));
    leave('neither', 'error');
    const { provider, code, message, status } = error;
    const retryAtMs = laneOf(provider).retryAtMs;
    return { kind: 'throttled', error: new ProviderError(provider, code, message, { status, retryAtMs }) };
  }
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
