import type { ProviderName } from '../../domain/provider-answer.ts';

/** Where each provider keeps its images; names below these count as well. */
const HOSTS: Readonly<Record<ProviderName, readonly string[]>> = {
  tmdb: ['tmdb.org', 'themoviedb.org'],
  tvdb: ['thetvdb.com'],
  'fanart.tv': ['fanart.tv'],
  omdb: ['media-amazon.com', 'media-imdb.com', 'omdbapi.com'],
  local: [],
};

/**
 * Whether an address is one to fetch a provider's image from: by TLS from a host of its own, or from the address that the
 * person has set for it. What a provider, or somebody in between, writes into an answer leads nowhere else.
 * @param ownAddresses the addresses that the person has set, as they are
 */
export function isAllowedAddress(provider: ProviderName, url: URL, ownAddresses: readonly string[]): boolean {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  if (url.username !== '' || url.password !== '') return false;
  if (ownAddresses.some((address) => URL.canParse(address) && new URL(address).origin === url.origin)) return true;
  return url.protocol === 'https:' && url.port === '' && isBelow(url.hostname, HOSTS[provider]);
}

/** The provider whose image server an address is at; null for the rest of the web. */
export function providerOfAddress(
  address: string,
  ownAddresses: (provider: ProviderName) => readonly string[],
): ProviderName | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const names = Object.keys(HOSTS) as ProviderName[];
  return names.find((provider) => isAllowedAddress(provider, url, ownAddresses(provider))) ?? null;
}

function isBelow(host: string, names: readonly string[]): boolean {
  return names.some((name) => host === name || host.endsWith(`.${name}`));
}
