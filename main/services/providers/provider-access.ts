import type { ProviderName } from '../../domain/provider-answer.ts';
import type { ProviderAccess } from '../../providers/provider.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** How an adapter reaches its provider, read anew with every request. */
export function providerAccess(settings: ProviderSettings, name: ProviderName): ProviderAccess {
  return {
    key: () => settings.key(name),
    secondKey: () => settings.secondKey(name),
    baseUrl: () => settings.baseUrl(name),
    imageBaseUrl: () => settings.imageBaseUrl(name),
  };
}

/** The same with a key that is not stored yet. */
export function accessWithKey(access: ProviderAccess, key: string): ProviderAccess {
  return { ...access, key: () => Promise.resolve(key) };
}
