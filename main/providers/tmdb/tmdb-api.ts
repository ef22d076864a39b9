import { z } from 'zod';
import type { ApiClient } from '../http/http-types.ts';
import { ProviderError } from '../provider.ts';
import type { AskOptions, ProviderAccess } from '../provider.ts';
import { readAnswer } from '../loose-schema.ts';

const DAY_MS = 86_400_000;
/** How long answers are kept without asking again. */
export const KEEP_MS = { search: DAY_MS, details: 7 * DAY_MS, configuration: 7 * DAY_MS, nothing: 0 } as const;

/** "Not found" and "no such id" in TMDB's own count (https://developer.themoviedb.org/docs/errors). */
const UNKNOWN_CODES = [34, 6];
const failureSchema = z.object({ status_code: z.number() });

export interface TmdbQuestion<S extends z.ZodType> {
  /** Below the version: /movie/603. */
  path: string;
  query?: Readonly<Record<string, string>>;
  schema: S;
  keepForMs: number;
  /** For messages: "details of a film". */
  what: string;
}

export type TmdbOptions = Pick<AskOptions, 'signal' | 'isFresh' | 'isInteractive'>;

/** Asks TMDB's API, version 3. */
export interface TmdbApi {
  /**
   * What TMDB says, or null for what it does not know (any more).
   * @throws ProviderError as Provider's methods do
   */
  ask<S extends z.ZodType>(question: TmdbQuestion<S>, options: TmdbOptions): Promise<z.output<S> | null>;
}

export function createTmdbApi(client: ApiClient, access: ProviderAccess): TmdbApi {
  return {
    async ask({ path, query, schema, keepForMs, what }, options) {
      const key = await access.key();
      if (key === null) {
        throw new ProviderError(
          'tmdb',
          'no_key',
          'TMDB needs a key. Enter a token or a key of your own in the settings.',
        );
      }
      const words = new URLSearchParams(query).toString();
      const answer = await client.request({
        provider: 'tmdb',
        method: 'GET',
        url: `${access.baseUrl()}${path}${words === '' ? '' : `?${words}`}`,
        ...credentialsOf(key),
        signal: options.signal,
        isFresh: options.isFresh,
        isInteractive: options.isInteractive,
        keepForMs,
        acceptStatuses: [404],
      });
      const failure = failureSchema.safeParse(answer.body);
      if (failure.success && UNKNOWN_CODES.includes(failure.data.status_code)) return null;
      if (answer.status === 404) {
        // Not TMDB's own way to say so: the address leads elsewhere, and nothing must pass for gone because of that.
        throw new ProviderError('tmdb', 'refused', `There is no ${what} at TMDB’s address. Check it in the settings.`, {
          status: 404,
        });
      }
      return readAnswer('tmdb', schema, answer.body, what);
    },
  };
}

/**
 * A token (three parts with dots between them, "API Read Access Token" in TMDB's settings) goes into a header, a key of 32
 * hexadecimal digits ("API Key") into the address.
 */
export function credentialsOf(key: string): {
  headers?: Readonly<Record<string, string>>;
  secretQuery?: Readonly<Record<string, string>>;
} {
  const plain = key.trim().replace(/^Bearer\s+/iu, '');
  return /^[\da-f]{32}$/iu.test(plain)
    ? { secretQuery: { api_key: plain } }
    : { headers: { authorization: `Bearer ${plain}` } };
}
