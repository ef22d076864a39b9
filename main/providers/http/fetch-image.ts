import type { ProviderName } from '../../domain/provider-answer.ts';
import type { Clock } from '../../platform/ports.ts';
import { ProviderError } from '../provider.ts';
import type { FetchedImage, ImageFile } from './fetched-image.ts';
import { type HttpTimers, sleep, systemTimers } from './http-timers.ts';
import type { RateLimit } from './http-types.ts';
import { ImageFetchError, imageNetworkError, imageStatusError } from './image-fetch-error.ts';
import { isAllowedAddress } from './image-hosts.ts';
import { openPartials, type PartialDownload } from './partial-download.ts';
import { ProviderLane, type Turn } from './provider-lane.ts';
import { retryAfterMs } from './retry-after.ts';
import { retriesOf, retryDelayMs } from './retry-delay.ts';
import { createTurnstile } from './turnstile.ts';

/** Larger than this no artwork is; what is goes no further than its first bytes. */
export const MAX_IMAGE_BYTES = 50 * 1024 * 1024;
/** Downloads that run at once for jobs; somebody who waits has places of their own. */
const MAX_QUEUED = 5;
const MAX_INTERACTIVE = 8;
const MAX_REDIRECTS = 5;
/** Without a byte for this long, a connection is given up. */
const STALLED_MS = 20_000;

export interface ImageRequest {
  /** Whose address it is: only its own hosts are asked. `user` is an address that the person has typed. */
  provider: ProviderName | 'user';
  url: string;
  signal: AbortSignal;
  /** Somebody waits for it. */
  isInteractive: boolean;
  /** A small image is wanted as bytes: most are, and a file for each would cost more than fetching it. */
  inMemory?: boolean;
}

/** Throws ImageFetchError, the signal's reason, or the file system's error when the cache cannot take it. */
export interface ImageFetcher {
  (request: ImageRequest & { inMemory?: false }): Promise<ImageFile>;
  (request: ImageRequest): Promise<FetchedImage>;
}

export interface ImageFetcherOptions {
  /** For files in the making, on the disk of the cache. */
  tempDir: string;
  clock: Clock;
  /** Addresses that the person has set for a provider instead of its own: asked as well, also without TLS. */
  ownAddresses: (provider: ProviderName) => readonly string[];
  limits?: Partial<Record<ProviderName, RateLimit>>;
  fetch?: typeof globalThis.fetch;
  timers?: HttpTimers;
  random?: () => number;
  maxBytes?: number;
}

/** Image servers are made for many requests; this is what a browser would do. */
const DEFAULT_LIMIT: RateLimit = { requests: 40, windowMs: 1_000, concurrency: 10, perDay: null };
/** Images do not count against the quota of a provider's interface. */
const UNCOUNTED = { count: () => undefined, today: () => 0 };

/**
 * Fetches images to files: at most five at once, resumed where a connection broke and the server can go on, repeated when
 * that may help, never more than 50 MB, never from another host than was asked.
 */
export function createImageFetcher(options: ImageFetcherOptions): ImageFetcher {
  const { clock, timers = systemTimers, random = Math.random, maxBytes = MAX_IMAGE_BYTES } = options;
  const send = options.fetch ?? globalThis.fetch;
  const lanes = new Map<ProviderName, ProviderLane>();
  const queued = createTurnstile(MAX_QUEUED);
  const waited = createTurnstile(MAX_INTERACTIVE);
  const partialOf = openPartials(options.tempDir);

  function laneOf(provider: ProviderName): ProviderLane {
    const limit = options.limits?.[provider] ?? DEFAULT_LIMIT;
    const lane =
      lanes.get(provider) ?? new ProviderLane({ provider, limit, counter: UNCOUNTED, clock, timers, random });
    lanes.set(provider, lane);
    return lane;
  }

  /** In the queue of its provider, so that what one image server asks for is kept by all who ask it. */
  async function attempt(request: ImageRequest, url: URL, partial: PartialDownload): Promise<FetchedImage> {
    if (request.provider === 'user') return download(request, url, partial, null);
    const turn = await enter(laneOf(request.provider), request);
    try {
      const fetched = await download(request, url, partial, turn);
      turn.leave('ok');
      return fetched;
    } catch (error) {
      // What a server says of one image says nothing bad about the server.
      const isAnswered = error instanceof ImageFetchError && !error.isTransient;
      turn.leave(isAnswered ? 'ok' : error instanceof ImageFetchError && !isPatience(error) ? 'failed' : 'neither');
      throw error;
    }
  }

  async function download(
    request: ImageRequest,
    url: URL,
    partial: PartialDownload,
    turn: Turn | null,
  ): Promise<FetchedImage> {
    request.signal.throwIfAborted();
    const control = new AbortController();
    const onAbort = (): void => {
      control.abort(request.signal.reason);
    };
    request.signal.addEventListener('abort', onAbort, { once: true });
    let cancelTimer = (): void => undefined;
    const onBytes = (): void => {
      cancelTimer();
      cancelTimer = timers.after(STALLED_MS, () => {
        control.abort(new ImageFetchError('timeout', `${url.host} does not answer. Try again later.`));
      });
    };
    onBytes();
    try {
      const response = await follow(url, await partial.headers(), control.signal, send);
      if (response.status === 200 || response.status === 206) {
        return await partial.receive(response, { maxBytes, inMemory: request.inMemory === true }, onBytes);
      }
      await response.body?.cancel();
      const delayMs = retryAfterMs(Object.fromEntries(response.headers), clock.now());
      if (response.status === 429 || (response.status === 503 && delayMs !== null)) turn?.throttle(delayMs);
      if (response.status === 416) await partial.discard();
      throw imageStatusError(response.status, url, delayMs === null ? null : clock.now() + delayMs);
    } catch (error) {
      request.signal.throwIfAborted();
      throw control.signal.aborted ? control.signal.reason : imageNetworkError(error, url);
    } finally {
      cancelTimer();
      request.signal.removeEventListener('abort', onAbort);
    }
  }

  /** One address at a time: its partial file is shared. */
  const busy = new Map<string, Promise<void>>();
  async function alone<T>(url: URL, work: () => Promise<T>): Promise<T> {
    for (let other = busy.get(url.href); other !== undefined; other = busy.get(url.href)) await other;
    const done = Promise.withResolvers<undefined>();
    busy.set(url.href, done.promise);
    try {
      return await work();
    } finally {
      busy.delete(url.href);
      done.resolve(undefined);
    }
  }

  return (async (request: ImageRequest) => {
    const url = allowedAddress(request, options.ownAddresses);
    const leave = await (request.isInteractive ? waited : queued)(request.signal);
    try {
      return await alone(url, () => fetchRepeatedly(request, url));
    } finally {
      leave();
    }
  }) as ImageFetcher;

  async function fetchRepeatedly(request: ImageRequest, url: URL): Promise<FetchedImage> {
    const partial = partialOf(url);
    for (let retry = 0; ; retry++) {
      try {
        return await attempt(request, url, partial);
      } catch (error) {
        if (!(error instanceof ImageFetchError)) throw error;
        if (!error.isTransient) await partial.discard();
        if (!isWorthRepeating(error) || retry >= retriesOf(request)) throw error;
        // A lane that was told to wait does so by itself.
        if (!isPatience(error)) await sleep(timers, retryDelayMs(retry, random()), request.signal);
      }
    }
  }
}

async function enter(lane: ProviderLane, request: ImageRequest): Promise<Turn> {
  try {
    return await lane.enter(request);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const code = error.code === 'rate_limited' ? 'rate_limited' : 'unavailable';
    throw new ImageFetchError(code, error.message, { retryAtMs: error.retryAtMs, isUnsent: true });
  }
}

function isPatience(error: ImageFetchError): boolean {
  return error.code === 'rate_limited';
}

/** Without a network there is nothing to repeat; a server that is left alone is asked again by a later job. */
function isWorthRepeating(error: ImageFetchError): boolean {
  return error.isTransient && !error.isUnsent && error.code !== 'offline';
}

/** Throws `not_allowed`. */
function allowedAddress({ provider, url }: ImageRequest, ownAddresses: ImageFetcherOptions['ownAddresses']): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  const isWeb = address !== null && (address.protocol === 'https:' || address.protocol === 'http:');
  if (isWeb && (provider === 'user' || isAllowedAddress(provider, address, ownAddresses(provider)))) return address;
  const where = address?.host ?? 'This address';
  const message =
    provider === 'user'
      ? 'Images are fetched from addresses that begin with https:// or http://.'
      : `${where === '' ? 'This address' : where} is no place where this provider keeps its images.`;
  throw new ImageFetchError('not_allowed', message);
}

/** Follows redirects on the same host only, and never from TLS to none. */
async function follow(
  from: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
  send: typeof globalThis.fetch,
): Promise<Response> {
  let url = from;
  for (let hops = 0; ; hops++) {
    const response = await send(url, { headers, signal, redirect: 'manual', credentials: 'omit' });
    if (![301, 302, 303, 307, 308].includes(response.status)) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    const next = location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null;
    const isSameHost = next?.host === url.host && (next.protocol === url.protocol || next.protocol === 'https:');
    if (!isSameHost || hops >= MAX_REDIRECTS) {
      const where = next === null ? 'elsewhere' : `to ${next.host}`;
      throw new ImageFetchError('redirected', `${url.host} sends us ${where}, which is not followed.`);
    }
    url = next;
  }
}
