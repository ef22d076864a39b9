import type { ProviderName } from '../../../domain/provider-answer.ts';
import type { Logger } from '../../../platform/ports.ts';
import { ProviderError } from '../../provider.ts';
import { createApiClient } from '../api-client.ts';
import { NO_LIMITS } from '../default-limits.ts';
import type { AnswerCache, ApiAnswer, ApiRequest, CallCounter, KeptAnswer, RateLimit } from '../http-types.ts';
import { FakeTimers } from './fake-timers.ts';

export interface TestClient {
  readonly timers: FakeTimers;
  readonly kept: Map<string, KeptAnswer>;
  readonly counts: string[];
  /** All that was logged, as JSON. */
  readonly log: string[];
  readonly problems: [ProviderName, ProviderError | null][];
  /** Asks and lets time pass until it is answered. */
  ask(request: Partial<ApiRequest> & { url: string }): Promise<ApiAnswer & { tookMs: number }>;
  /** Asks without letting time pass. */
  send(request: Partial<ApiRequest> & { url: string }): Promise<ApiAnswer>;
  /** The problem that a request ends with. */
  failure(request: Partial<ApiRequest> & { url: string }): Promise<ProviderError>;
  giveAnotherChance(provider: ProviderName): void;
}

/** A client whose time is driven by the test, with a cache and a counter in memory. */
export function testClient(
  options: {
    limits?: Partial<Record<ProviderName, RateLimit>>;
    isPlainAllowed?: () => boolean;
    random?: () => number;
  } = {},
): TestClient {
  const timers = new FakeTimers();
  const kept = new Map<string, KeptAnswer>();
  const cache: AnswerCache = {
    get: (key) => kept.get(key) ?? null,
    put: (answer) => kept.set(answer.key, answer),
    renew: (key, fetchedAtMs, expiresAtMs) => {
      const answer = kept.get(key);
      if (answer !== undefined) kept.set(key, { ...answer, fetchedAtMs, expiresAtMs });
    },
  };
  const counts: string[] = [];
  const counter: CallCounter = {
    count: (provider, outcome) => counts.push(`${provider} ${outcome}`),
    today: (provider) => counts.filter((count) => count.startsWith(`${provider} `)).length,
  };
  const log: string[] = [];
  const write = (fields: Record<string, unknown>, message: string): void => {
    log.push(JSON.stringify({ ...fields, message }));
  };
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const problems: [ProviderName, ProviderError | null][] = [];
  const client = createApiClient({
    clock: timers,
    timers,
    cache,
    counter,
    limits: { ...NO_LIMITS, ...options.limits },
    logger,
    fetch: timers.fetch,
    random: options.random ?? (() => 1),
    onProblem: (provider, problem) => problems.push([provider, problem]),
    ...(options.isPlainAllowed === undefined ? {} : { isPlainAllowed: options.isPlainAllowed }),
  });
  const send = (request: Partial<ApiRequest> & { url: string }): Promise<ApiAnswer> =>
    client.request({
      provider: 'tmdb',
      method: 'GET',
      signal: new AbortController().signal,
      isFresh: false,
      isInteractive: true,
      keepForMs: 0,
      ...request,
    });
  return {
    timers,
    kept,
    counts,
    log,
    problems,
    send,
    ask: async (request) => {
      const { value, tookMs } = await timers.runUntil(send(request));
      return { ...value, tookMs };
    },
    failure: async (request) => {
      try {
        await timers.runUntil(send(request));
      } catch (error) {
        if (error instanceof ProviderError) return error;
        throw error;
      }
      throw new Error('It was answered.');
    },
    giveAnotherChance: (provider) => {
      client.giveAnotherChance(provider);
    },
  };
}
