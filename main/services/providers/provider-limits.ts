import { z } from 'zod';
import { ProviderName } from '../../../contract/providers.ts';
import { DEFAULT_LIMITS, NO_LIMITS } from '../../providers/http/default-limits.ts';
import type { RateLimit } from '../../providers/http/http-types.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { readSetting } from '../../store/settings.store.ts';
import type { Environment } from './provider-settings.ts';

const KEY = 'providers.limits';
const Stored = z.partialRecord(
  ProviderName,
  z
    .object({
      requests: z.int().min(1),
      windowMs: z.int().min(1),
      concurrency: z.int().min(1).max(64),
      perDay: z.int().min(0).nullable(),
    })
    .partial(),
);

/**
 * How fast providers are asked: the defaults, changed by the setting `providers.limits` (an OMDb key that was paid for has
 * more than 1000 a day). METARR_PROVIDER_LIMITS=off takes all limits away, for benchmarks against a server at home.
 */
export function providerLimits(db: ReadDb, env: Environment): Readonly<Record<ProviderName, RateLimit>> {
  if (env['METARR_PROVIDER_LIMITS'] === 'off') return NO_LIMITS;
  const parsed = Stored.safeParse(readSetting(db, KEY) ?? {});
  const stored = parsed.success ? parsed.data : {};
  const limits = { ...DEFAULT_LIMITS };
  for (const name of ProviderName.options) {
    const given = Object.entries(stored[name] ?? {}).filter(([, value]) => value !== undefined);
    limits[name] = { ...limits[name], ...Object.fromEntries(given) };
  }
  return limits;
}
