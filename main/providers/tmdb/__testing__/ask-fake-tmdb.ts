import { TMDB_TOKEN } from '../../../../e2e/fakes/tmdb.ts';
import type { FakeTmdb } from '../../../../e2e/fakes/tmdb.ts';
import { createApiClient } from '../../http/api-client.ts';
import { NO_LIMITS } from '../../http/default-limits.ts';
import { systemTimers } from '../../http/http-timers.ts';
import type { KeptAnswer, RateLimit } from '../../http/http-types.ts';
import type { AskOptions, Provider, ProviderAccess } from '../../provider.ts';
import { createTmdbProvider } from '../tmdb-provider.ts';

interface TmdbOverOptions {
  key?: string | null;
  limit?: RateLimit;
  /** Gets all that is logged and kept. */
  log?: string[];
  /** Waits a fiftieth as long before it repeats what failed. */
  isHasty?: boolean;
}

/** The adapter over the real client, against the fake server, with what is kept in memory. */
export function tmdbOver(
  fake: FakeTmdb,
  { key = TMDB_TOKEN, limit, log = [], isHasty = false }: TmdbOverOptions = {},
): Provider {
  const kept = new Map<string, KeptAnswer>();
  const write = (fields: Record<string, unknown>, message: string): void => {
    log.push(JSON.stringify({ ...fields, message }));
  };
  const client = createApiClient({
    clock: { now: () => Date.now() },
    cache: {
      get: (name) => kept.get(name) ?? null,
      put: (answer) => {
        kept.set(answer.key, answer);
        log.push(JSON.stringify(answer));
      },
      renew: (name, fetchedAtMs, expiresAtMs) => {
        const answer = kept.get(name);
        if (answer !== undefined) kept.set(name, { ...answer, fetchedAtMs, expiresAtMs });
      },
    },
    counter: { count: () => undefined, today: () => 0 },
    limits: { ...NO_LIMITS, ...(limit === undefined ? {} : { tmdb: limit }) },
    logger: { debug: write, info: write, warn: write, error: write },
    random: () => 0,
    timers: isHasty
      ? { ...systemTimers, after: (delayMs, run) => systemTimers.after(delayMs < 5000 ? delayMs / 50 : delayMs, run) }
      : systemTimers,
  });
  const access: ProviderAccess = {
    key: () => Promise.resolve(key),
    secondKey: () => Promise.resolve(null),
    baseUrl: () => fake.url,
    imageBaseUrl: () => fake.imageUrl,
  };
  return createTmdbProvider(client, access);
}

export function asking(more: Partial<AskOptions> = {}): AskOptions {
  return {
    languages: ['de-DE', 'en-US'],
    imageLanguages: ['de', 'en'],
    signal: new AbortController().signal,
    isFresh: false,
    isInteractive: true,
    ...more,
  };
}

export const noIds = { tmdbId: null, tvdbId: null, imdbId: null };
