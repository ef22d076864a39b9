import type { ProviderName } from '../domain/provider-answer.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** What the person has set for a provider; keys are sealed. */
export interface ProviderSetting {
  isEnabled: boolean;
  /** Null: the provider's own. */
  baseUrl: string | null;
  keyCipher: Uint8Array | null;
  secondKeyCipher: Uint8Array | null;
}

/** A provider that nothing was set for is enabled. */
export function readProviderSetting(db: ReadDb, provider: ProviderName): ProviderSetting {
  const row = prepare(
    db,
    'providerSettings.get',
    'SELECT is_enabled, base_url, key_cipher, second_key_cipher FROM provider_settings WHERE provider = ?',
  ).get(provider) as
    | {
        is_enabled: number;
        base_url: string | null;
        key_cipher: Uint8Array | null;
        second_key_cipher: Uint8Array | null;
      }
    | undefined;
  if (row === undefined) return { isEnabled: true, baseUrl: null, keyCipher: null, secondKeyCipher: null };
  return {
    isEnabled: row.is_enabled === 1,
    baseUrl: row.base_url,
    keyCipher: row.key_cipher,
    secondKeyCipher: row.second_key_cipher,
  };
}

export function writeProviderSetting(db: WriteDb, provider: ProviderName, setting: ProviderSetting): void {
  prepare(
    db,
    'providerSettings.set',
    `INSERT INTO provider_settings (provider, is_enabled, base_url, key_cipher, second_key_cipher)
     VALUES (@provider, @isEnabled, @baseUrl, @keyCipher, @secondKeyCipher)
     ON CONFLICT (provider) DO UPDATE SET
       is_enabled = excluded.is_enabled, base_url = excluded.base_url, key_cipher = excluded.key_cipher,
       second_key_cipher = excluded.second_key_cipher, updated_at = @now`,
  ).run({ ...setting, provider, isEnabled: Number(setting.isEnabled), now: nowTimestamp() });
}
