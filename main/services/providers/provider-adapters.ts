import type { ProviderName } from '../../domain/provider-answer.ts';
import { createFanartProvider } from '../../providers/fanart/fanart-provider.ts';
import type { ApiClient } from '../../providers/http/http-types.ts';
import { createOmdbProvider } from '../../providers/omdb/omdb-provider.ts';
import type { Provider, ProviderAccess } from '../../providers/provider.ts';
import { createTmdbProvider } from '../../providers/tmdb/tmdb-provider.ts';
import { createTvdbProvider } from '../../providers/tvdb/tvdb-provider.ts';

/** Makes the adapter of each provider that is built in. */
export type ProviderFactories = Partial<Record<ProviderName, (access: ProviderAccess) => Provider>>;

/**
 * The adapters over the one client.
 * @param local the provider of what lies beside the videos; it asks no server
 */
export function providerFactories(client: ApiClient, local: Provider | null): ProviderFactories {
  return {
    tmdb: (access) => createTmdbProvider(client, access),
    tvdb: (access) => createTvdbProvider(client, access),
    'fanart.tv': (access) => createFanartProvider(client, access),
    omdb: (access) => createOmdbProvider(client, access),
    ...(local === null ? {} : { local: () => local }),
  };
}
