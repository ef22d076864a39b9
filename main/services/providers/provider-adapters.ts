import type { ProviderName } from '../../domain/provider-answer.ts';
import type { ApiClient } from '../../providers/http/http-types.ts';
import type { Provider, ProviderAccess } from '../../providers/provider.ts';

/** Makes the adapter of each provider that is built in. */
export type ProviderFactories = Partial<Record<ProviderName, (access: ProviderAccess) => Provider>>;

/**
 * The adapters over the one client.
 * @param local the provider of what lies beside the videos; it asks no server
 */
export function providerFactories(client: ApiClient, local: Provider | null): ProviderFactories {
  return {
    ...(local === null ? {} : { local: () => local }),
  };
}
