import { createHash } from 'node:crypto';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import { ProviderError } from '../provider.ts';
import type { ApiRequest } from './http-types.ts';

/** Tells whether a person has set this address without encryption themselves. */
export type IsPlainAllowed = (provider: ApiRequest['provider'], url: URL) => boolean;

/** Servers on this computer: nothing travels that anybody could read. */
export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

/** The name under which an answer is kept: what is asked, without secrets. */
export function answerKey(request: ApiRequest): string {
  if (request.body === undefined) return `${request.method} ${request.url}`;
  return `${request.method} ${request.url} ${hashOf(JSON.stringify(request.body))}`;
}

/**
 * What makes two requests the same while they are under way: also the secrets, so that a key that is being tested does not
 * get the answer that another one was given. A hash, for they must not be readable anywhere.
 */
export function flightKey(request: ApiRequest): string {
  const secrets = hashOf(JSON.stringify([request.secretQuery ?? null, request.headers ?? null]));
  return `${answerKey(request)} ${request.acceptStatuses?.join() ?? ''} ${secrets}`;
}

/** The address with its secrets. Throws a ProviderError for one that is none or is not encrypted. */
export function targetUrl(request: ApiRequest, isPlainAllowed: IsPlainAllowed): URL {
  const { provider } = request;
  const label = PROVIDER_LABELS[provider];
  if (!URL.canParse(request.url)) {
    throw new ProviderError(
      provider,
      'unreachable',
      `The address set for ${label} is none. Correct it in the settings.`,
    );
  }
  const url = new URL(request.url);
  const isPlain = url.protocol === 'http:';
  if (url.protocol !== 'https:' && !(isPlain && (isLoopback(url) || isPlainAllowed(provider, url)))) {
    throw new ProviderError(
      provider,
      'refused',
      `${label} is only asked over https. Correct its address in the settings.`,
    );
  }
  return withSecrets(url, request);
}

/**
 * Where a redirect leads. Throws a ProviderError (`redirected`) for another host, or from an encrypted address to a plain
 * one: our key is not shown around.
 */
export function redirectTarget(request: ApiRequest, from: URL, location: string | undefined): URL {
  const { provider } = request;
  const label = PROVIDER_LABELS[provider];
  const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (to === null) throw new ProviderError(provider, 'bad_answer', `${label} sends us on without saying where to.`);
  if (to.host !== from.host || to.protocol !== from.protocol) {
    throw new ProviderError(
      provider,
      'redirected',
      `${label} sends us on to ${to.protocol}//${to.host}, which is not followed. If that is its address now, enter it in the settings.`,
    );
  }
  return withSecrets(to, request);
}

function withSecrets(url: URL, request: ApiRequest): URL {
  for (const [name, value] of Object.entries(request.secretQuery ?? {})) url.searchParams.set(name, value);
  return url;
}

/** Throws a ProviderError for a key that no header can carry; its text holds nothing of it. */
export function requestHeaders(request: ApiRequest, conditions: Readonly<Record<string, string>>): Headers {
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'Metarr', ...conditions });
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  try {
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
  } catch {
    throw new ProviderError(
      request.provider,
      'bad_key',
      `The key of ${PROVIDER_LABELS[request.provider]} holds characters that no key has. Enter it again in the settings.`,
    );
  }
  return headers;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
