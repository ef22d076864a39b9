import type { EpisodeOrder } from '../../contract/field-values.ts';
import type {
  MovieAnswer,
  PersonAnswer,
  ProviderIds,
  ProviderName,
  SearchHit,
  SeasonAnswer,
  SeriesAnswer,
  SetAnswer,
} from '../domain/provider-answer.ts';

/** What a provider can be asked for. Nobody calls a method whose ability is not declared. */
export type Ability =
  | 'search.movie'
  | 'search.series'
  | 'find'
  | 'movie'
  | 'series'
  | 'season'
  | 'set'
  | 'person'
  /** Answers hold artwork, without values: fanart.tv. */
  | 'artwork-only'
  /** Answers hold ratings (and little else): OMDb. */
  | 'ratings-only';

/** How a provider is reached, read anew for every request: settings may change while the application runs. */
export interface ProviderAccess {
  /** The person's key or token; null without one. */
  key(): Promise<string | null>;
  /** TVDB's PIN, fanart.tv's personal key. */
  secondKey(): Promise<string | null>;
  /** Without a slash at the end. */
  baseUrl(): string;
  /** Where images lie, where that is an address of its own (TMDB); without a slash at the end. */
  imageBaseUrl(): string;
}

export interface AskOptions {
  /** BCP 47, wanted first to last; providers answer a record for each they know. */
  languages: readonly string[];
  /** ISO 639-1 of images wanted besides textless ones; empty for all. */
  imageLanguages: readonly string[];
  signal: AbortSignal;
  /** Skips answers kept from earlier: a person asked for a refresh. Kept ones still answer where nothing else can. */
  isFresh: boolean;
  /** Interactive calls go before queued ones and give up sooner. */
  isInteractive: boolean;
}

export interface SearchQuery {
  title: string;
  year: number | null;
  /** BCP 47. */
  language: string;
}

/**
 * One source of metadata and artwork. Methods answer null for what the provider does not know (any more), and throw a
 * ProviderError for everything else that keeps them from answering. Adapters hold no state but tokens.
 */
export interface Provider {
  readonly name: ProviderName;
  readonly abilities: ReadonlySet<Ability>;
  /** False without the key that it needs: then it is not asked. */
  isConfigured(): Promise<boolean>;
  /** Asks something cheap with the key as it is. Throws a ProviderError that says what is wrong with it. */
  test(signal: AbortSignal): Promise<void>;
  search?(kind: 'movie' | 'series', query: SearchQuery, options: AskOptions): Promise<SearchHit[]>;
  /** Completes ids by one of them. */
  find?(kind: 'movie' | 'series', ids: ProviderIds, options: AskOptions): Promise<ProviderIds | null>;
  movie?(ids: ProviderIds, options: AskOptions): Promise<MovieAnswer | null>;
  series?(ids: ProviderIds, options: AskOptions): Promise<SeriesAnswer | null>;
  /** A season with its episodes, numbered in the order asked for. */
  season?(ids: ProviderIds, season: number, order: EpisodeOrder, options: AskOptions): Promise<SeasonAnswer | null>;
  set?(tmdbCollectionId: number, options: AskOptions): Promise<SetAnswer | null>;
  person?(ids: ProviderIds, options: AskOptions): Promise<PersonAnswer | null>;
}

/**
 * - `no_key`, `bad_key`: the person has to enter one.
 * - `quota`: used up until `retryAtMs`; `rate_limited`: too quick, until `retryAtMs`.
 * - `offline`: no connection to anywhere; `unreachable`: not to this provider; `timeout`.
 * - `unavailable`: it answers errors (5xx), or its circuit is open until `retryAtMs`.
 * - `bad_answer`: not what its documentation says (HTML, broken JSON, other shapes).
 * - `refused`: it does not want the request (4xx besides those above); asking again does not help.
 * - `redirected`: it sends us to another host, which is not followed.
 */
export type ProviderErrorCode =
  | 'no_key'
  | 'bad_key'
  | 'quota'
  | 'rate_limited'
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'unavailable'
  | 'bad_answer'
  | 'refused'
  | 'redirected';

export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly provider: ProviderName;
  readonly code: ProviderErrorCode;
  /** Milliseconds since the epoch from when it may be asked again; null when nobody knows. */
  readonly retryAtMs: number | null;
  /** The HTTP status, where there was one. */
  readonly status: number | null;

  constructor(
    provider: ProviderName,
    code: ProviderErrorCode,
    message: string,
    details: { retryAtMs?: number | null; status?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.provider = provider;
    this.code = code;
    this.retryAtMs = details.retryAtMs ?? null;
    this.status = details.status ?? null;
  }

  /** True when the same request may succeed later without anybody doing anything. */
  get isTransient(): boolean {
    return ['quota', 'rate_limited', 'offline', 'unreachable', 'timeout', 'unavailable', 'bad_answer'].includes(
      this.code,
    );
  }
}
