import type { ProviderName } from '../../domain/provider-answer.ts';
import { createApiClient } from '../http/api-client.ts';
import { systemTimers } from '../http/http-timers.ts';
import { NO_LIMITS } from '../http/default-limits.ts';
import type { ApiClient, KeptAnswer } from '../http/http-types.ts';
import type { AskOptions, ProviderAccess, ProviderError } from '../provider.ts';

export interface MemoryClient {
  client: ApiClient;
  /** Milliseconds since the epoch, for the client and whoever takes its time from here. */
  now(): number;
  advance(ms: number): void;
  kept: Map<string, KeptAnswer>;
  problems: [ProviderName, ProviderError][];
}

/** The real client over real sockets, with a cache and a clock in memory. */
export function memoryClient(startMs = Date.parse('2026-05-01T12:00:00.000Z')): MemoryClient {
  let nowMs = startMs;
  const kept = new Map<string, KeptAnswer>();
  const problems: [ProviderName, ProviderError][] = [];
  const silent = (): void => undefined;
  const client = createApiClient({
    clock: { now: () => nowMs },
    cache: {
      get: (key) => kept.get(key) ?? null,
      put: (answer) => kept.set(answer.key, answer),
      renew: (key, fetchedAtMs, expiresAtMs) => {
        const answer = kept.get(key);
        if (answer !== undefined) kept.set(key, { ...answer, fetchedAtMs, expiresAtMs });
      },
    },
    counter: { count: silent, today: () => 0 },
    limits: NO_LIMITS,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    random: () => 0,
    // Waiting before the next try is cut short; time-outs stay what they are.
    timers: { ...systemTimers, after: (ms, run) => systemTimers.after(ms < 5000 ? 1 : ms, run) },
    onProblem: (provider, problem) => {
      if (problem !== null) problems.push([provider, problem]);
    },
  });
  return {
    client,
    kept,
    problems,
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

/** Access with keys and an address as a test sets them; it may change them later. */
export function testAccess(values: { key: string | null; secondKey?: string | null; baseUrl: string }): ProviderAccess {
  return {
    key: () => Promise.resolve(values.key),
    secondKey: () => Promise.resolve(values.secondKey ?? null),
    baseUrl: () => values.baseUrl,
    imageBaseUrl: () => values.baseUrl,
  };
}

export function askOptions(options: Partial<AskOptions> = {}): AskOptions {
  return {
    languages: ['de-DE', 'en-US'],
    imageLanguages: [],
    signal: new AbortController().signal,
    isFresh: false,
    isInteractive: true,
    ...options,
  };
}
