import type { z } from 'zod';
import { readAnswer } from '../loose-schema.ts';
import { versionedUrl } from '../base-url.ts';
import { ProviderError } from '../provider.ts';
import type { AskOptions, ProviderAccess } from '../provider.ts';
import type { AnswerProblem, ApiAnswer, ApiClient } from '../http/http-types.ts';
import { TvdbEnvelope, TvdbLogin } from './tvdb-schemas.ts';

const DAY_MS = 86_400_000;
/** A token holds for a month; it is renewed two days before the shortest one is over. */
const TOKEN_MS = 26 * DAY_MS;
/** Pages of 500 episodes: no show has as many, but a proxy may answer the first page for ever. */
const MOST_PAGES = 60;

/** What a request asks besides its path. */
export interface TvdbAsk {
  /** For messages: "a show". */
  what: string;
  options: Pick<AskOptions, 'signal' | 'isFresh' | 'isInteractive'>;
  keepForMs: number;
  /** Even for a refresh, an answer that is no older than this will do: all seasons of a show share some. */
  freshForMs?: number;
}

export interface TvdbSession {
  /** The `data` of an answer; null for what TheTVDB does not have. Throws ProviderErrors. */
  get<S extends z.ZodType>(path: string, schema: S, ask: TvdbAsk): Promise<z.output<S> | null>;
  /** The `data` of each page, as long as there is a next one. Null when there is not even a first. */
  pages<S extends z.ZodType>(path: string, schema: S, ask: TvdbAsk): Promise<z.output<S>[] | null>;
  /** Logs in with the key as it is. Throws a ProviderError that says what is wrong with it. */
  login(signal: AbortSignal): Promise<void>;
}

interface Token {
  value: string;
  /** What it was given for: with another key or address it is none. */
  credentials: string;
  renewAtMs: number;
}

/** Requests to TheTVDB with a token that is got by logging in, kept in memory and renewed when it is no longer accepted. */
export function createTvdbSession(client: ApiClient, access: ProviderAccess, now: () => number): TvdbSession {
  let token: Token | null = null;

  const base = (): string => versionedUrl(access.baseUrl(), '/v4');

  async function credentialsNow(): Promise<{ key: string; pin: string | null; identity: string }> {
    const key = await access.key();
    if (key === null) throw new ProviderError('tvdb', 'no_key', 'Enter a key of TheTVDB in the settings.');
    const pin = await access.secondKey();
    return { key, pin, identity: JSON.stringify([base(), key, pin]) };
  }

  async function logIn(
    key: string,
    pin: string | null,
    identity: string,
    { signal, isInteractive }: Pick<AskOptions, 'signal' | 'isInteractive'>,
  ): Promise<Token> {
    const answer = await client.request({
      provider: 'tvdb',
      method: 'POST',
      url: `${base()}/login`,
      // A PIN that is empty is refused even with keys that need none.
      body: { apikey: key, ...(pin === null || pin.trim() === '' ? {} : { pin: pin.trim() }) },
      signal,
      isFresh: true,
      isInteractive,
      keepForMs: 0,
      problemOf: loginProblem,
    });
    const { token: value } = readAnswer('tvdb', TvdbLogin, dataOf(answer.body), 'the login');
    return { value, credentials: identity, renewAtMs: now() + TOKEN_MS };
  }

  /** The token for the credentials as they are; never the one that was just rejected. */
  async function tokenNow(options: TvdbAsk['options'], rejected: string | null): Promise<string> {
    const { key, pin, identity } = await credentialsNow();
    const isUsable = token?.credentials === identity && token.renewAtMs > now() && token.value !== rejected;
    if (!isUsable || token === null) token = await logIn(key, pin, identity, options);
    return token.value;
  }

  async function send(path: string, schema: z.ZodType, ask: TvdbAsk, bearer: string | null): Promise<ApiAnswer> {
    return client.request({
      provider: 'tvdb',
      method: 'GET',
      url: `${base()}${path}`,
      ...(bearer === null ? {} : { headers: { authorization: `Bearer ${bearer}` } }),
      signal: ask.options.signal,
      isFresh: ask.options.isFresh,
      isInteractive: ask.options.isInteractive,
      keepForMs: ask.keepForMs,
      acceptStatuses: [404],
      problemOf: (status, body) => answerProblem(status, body, schema, ask.what),
    });
  }

  async function request(path: string, schema: z.ZodType, ask: TvdbAsk): Promise<ApiAnswer> {
    let bearer: string;
    try {
      bearer = await tokenNow(ask.options, null);
    } catch (error) {
      if (!(error instanceof ProviderError) || !error.isTransient) throw error;
      // What is kept from earlier needs no token; anything else ends with the reason why there is none.
      return send(path, schema, ask, null).catch((): never => {
        ask.options.signal.throwIfAborted();
        throw error;
      });
    }
    try {
      return await send(path, schema, ask, bearer);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.status !== 401) throw error;
      return send(path, schema, ask, await tokenNow(ask.options, bearer));
    }
  }

  async function requestAsFresh(path: string, schema: z.ZodType, ask: TvdbAsk): Promise<ApiAnswer> {
    const { freshForMs = 0, options } = ask;
    if (!options.isFresh || freshForMs === 0) return request(path, schema, ask);
    const answer = await request(path, schema, { ...ask, options: { ...options, isFresh: false } });
    return now() - answer.fetchedAtMs <= freshForMs ? answer : request(path, schema, ask);
  }

  async function get<S extends z.ZodType>(path: string, schema: S, ask: TvdbAsk): Promise<z.output<S> | null> {
    const { status, body } = await requestAsFresh(path, schema, ask);
    return isUnknown(status, body) ? null : readAnswer('tvdb', schema, dataOf(body), ask.what);
  }

  return {
    get,
    async pages(path, schema, ask) {
      const found = [];
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { status, body } = await requestAsFresh(`${path}?page=${String(page)}`, schema, ask);
        if (isUnknown(status, body)) break;
        found.push(readAnswer('tvdb', schema, dataOf(body), ask.what));
        // The link itself leads past a proxy; only that there is one counts.
        if ((TvdbEnvelope.safeParse(body).data?.links?.next ?? null) === null) break;
      }
      return found.length === 0 ? null : found;
    },
    async login(signal) {
      const { key, pin, identity } = await credentialsNow();
      token = await logIn(key, pin, identity, { signal, isInteractive: true });
    },
  };
}

function dataOf(body: unknown): unknown {
  return TvdbEnvelope.safeParse(body).data?.data;
}

/** TheTVDB says "unknown" with 404, or with no data. */
function isUnknown(status: number, body: unknown): boolean {
  if (status === 404) return true;
  const envelope = TvdbEnvelope.safeParse(body).data;
  return (envelope?.data ?? null) === null || isNotFound(envelope?.message ?? null);
}

function isNotFound(message: string | null): boolean {
  return /not ?found/iu.test(message ?? '');
}

function answerProblem(status: number, body: unknown, schema: z.ZodType, what: string): AnswerProblem | null {
  if (status < 200 || status >= 300 || body === undefined) return null;
  const envelope = TvdbEnvelope.safeParse(body);
  if (!envelope.success) {
    return { code: 'bad_answer', message: 'The answer of TheTVDB has an unknown shape. Try again later.' };
  }
  const { message, data } = envelope.data;
  if (envelope.data.status === 'failure' && !isNotFound(message)) {
    return { code: 'bad_answer', message: `TheTVDB could not answer: ${message ?? 'it says no more'}.` };
  }
  if (data === null || data === undefined) return null;
  const isShape = schema.safeParse(data).success;
  return isShape ? null : { code: 'bad_answer', message: `TheTVDB's answer for ${what} has an unknown shape.` };
}

function loginProblem(status: number, body: unknown): AnswerProblem | null {
  if (status !== 400 && status !== 401 && status !== 403) return null;
  const message = TvdbEnvelope.safeParse(body).data?.message ?? '';
  return {
    code: 'bad_key',
    message: /pin/iu.test(message)
      ? 'TheTVDB wants the PIN that belongs to this key, or does not accept the one given. Enter your subscriber PIN in the settings.'
      : 'TheTVDB does not accept the key. Enter a valid key for its API version 4 in the settings.',
  };
}
