import type { ProviderName } from '../../domain/provider-answer.ts';
import type { ProviderErrorCode } from '../provider.ts';

/** One request to a provider's API. */
export interface ApiRequest {
  provider: ProviderName;
  method: 'GET' | 'POST';
  /** Absolute, without secrets: those go into `secretQuery` and `headers`, which are never logged nor kept. */
  url: string;
  secretQuery?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  signal: AbortSignal;
  isFresh: boolean;
  isInteractive: boolean;
  /** How long an answer may be used without asking again; 0 keeps nothing. The provider's Cache-Control may lengthen it. */
  keepForMs: number;
  /** Statuses that are answers rather than errors, besides 2xx: 404 where "unknown" is meant. */
  acceptStatuses?: readonly number[];
  /**
   * Reads the problem that an answer tells of in words of its provider (OMDb's 401 "Request limit reached!"), so that it is
   * dealt with as such: retried, waited for, or answered from what is kept. An answer of a wrong shape is told here, too
   * (`bad_answer`), or it would be kept. Null leaves it to the status. `body` is undefined when it is not JSON, null when it
   * is empty.
   */
  problemOf?: (status: number, body: unknown) => AnswerProblem | null;
}

/** What an adapter reads out of an answer. `quota` without `retryAtMs` means until midnight UTC. */
export interface AnswerProblem {
  code: ProviderErrorCode;
  /** For the person; without it the client says its own. Never holds a secret. */
  message?: string;
  retryAtMs?: number;
}

export interface ApiAnswer {
  status: number;
  /** Parsed JSON, not yet validated. */
  body: unknown;
  headers: Readonly<Record<string, string>>;
  /** When it was fetched, milliseconds since the epoch; older than now for kept answers. */
  fetchedAtMs: number;
  fromCache: boolean;
}

/**
 * The one way to a provider: rate limit, Retry-After, timeout, retries with jitter, circuit breaker, conditional requests,
 * kept answers, call counts, cancel. Throws ProviderError, or the signal's reason when aborted.
 */
export interface ApiClient {
  request(request: ApiRequest): Promise<ApiAnswer>;
}

/** An answer that is kept. `key` is method and URL without secrets (and a hash of the body). */
export interface KeptAnswer {
  key: string;
  provider: ProviderName;
  status: number;
  body: string;
  etag: string | null;
  lastModified: string | null;
  fetchedAtMs: number;
  expiresAtMs: number;
}

/** Where kept answers live: the database, behind a service. */
export interface AnswerCache {
  get(key: string): KeptAnswer | null | Promise<KeptAnswer | null>;
  put(answer: KeptAnswer): void;
  /** The provider said that what is kept still holds. */
  renew(key: string, fetchedAtMs: number, expiresAtMs: number): void;
}

/** Counts calls by provider and UTC day, for quotas and for the person to see. */
export interface CallCounter {
  count(provider: ProviderName, outcome: 'ok' | 'error' | 'not_modified'): void;
  today(provider: ProviderName): number;
}

export interface RateLimit {
  /** At most this many requests in any window. */
  requests: number;
  windowMs: number;
  /** At most this many at once. */
  concurrency: number;
  /** At most this many a UTC day; null for no limit. */
  perDay: number | null;
}
