import type { ProviderName } from '../../domain/provider-answer.ts';
import type { RateLimit } from './http-types.ts';

/**
 * How fast each provider is asked at most. TMDB answers about 40 to 50 a second before it says 429
 * (https://developer.themoviedb.org/docs/rate-limiting); OMDb's free keys have 1000 a day, counted from midnight UTC
 * (https://www.omdbapi.com/apikey.aspx); TheTVDB and fanart.tv publish none, so theirs are modest.
 */
export const DEFAULT_LIMITS: Readonly<Record<ProviderName, RateLimit>> = {
  tmdb: { requests: 40, windowMs: 1_000, concurrency: 10, perDay: null },
  tvdb: { requests: 30, windowMs: 10_000, concurrency: 4, perDay: null },
  'fanart.tv': { requests: 10, windowMs: 1_000, concurrency: 4, perDay: null },
  omdb: { requests: 10, windowMs: 1_000, concurrency: 4, perDay: 1_000 },
  local: { requests: Infinity, windowMs: 1_000, concurrency: 8, perDay: null },
};

const UNLIMITED: RateLimit = { requests: Infinity, windowMs: 1_000, concurrency: 32, perDay: null };

/** For benchmarks against a server on the same machine. */
export const NO_LIMITS: Readonly<Record<ProviderName, RateLimit>> = {
  tmdb: UNLIMITED,
  tvdb: UNLIMITED,
  'fanart.tv': UNLIMITED,
  omdb: UNLIMITED,
  local: UNLIMITED,
};
