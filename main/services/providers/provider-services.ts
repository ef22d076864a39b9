import type { Provider } from '../../providers/provider.ts';
import type { Ports } from '../../platform/ports.ts';
import { createApiClient } from '../../providers/http/api-client.ts';
import type { ApiClient } from '../../providers/http/http-types.ts';
import { lastAnswerAt } from '../../store/provider-calls.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { createAnswerCache } from './answer-cache.ts';
import { createCallCounter } from './call-counter.ts';
import { providerFactories } from './provider-adapters.ts';
import { ProviderHealth } from './provider-health.ts';
import { providerLimits } from './provider-limits.ts';
import { createProviderRegistry, type ProviderRegistry } from './provider-registry.ts';
import { type Environment, ProviderSettings } from './provider-settings.ts';

export interface ProviderServices {
  registry: ProviderRegistry;
  settings: ProviderSettings;
  client: ApiClient;
  /** Settles once all answers that are to be kept are written. */
  whenWritten(): Promise<void>;
  /** Forgets kept answers that are too old or too many; answers how many it were. */
  expireAnswers(): Promise<number>;
}

/** Everything about reaching providers, put together. */
export function createProviderServices(deps: {
  db: WriteDb;
  ports: Pick<Ports, 'clock' | 'logger' | 'secrets'>;
  /** The provider of what lies beside the videos. */
  local?: Provider;
  env?: Environment;
}): ProviderServices {
  const { db, ports } = deps;
  const { clock, logger } = ports;
  const env = deps.env ?? process.env;
  const settings = new ProviderSettings({ db, secrets: ports.secrets, logger, env });
  const health = new ProviderHealth();
  const cache = createAnswerCache({ db, clock, logger });
  const counter = createCallCounter(db, clock);
  const limits = providerLimits(db, env);
  const client = createApiClient({
    clock,
    cache,
    counter,
    limits,
    logger,
    onProblem: (provider, problem) => {
      health.note(provider, problem);
    },
    isPlainAllowed: (provider, url) => settings.isPlainAllowed(provider, url),
  });
  const registry = createProviderRegistry({
    settings,
    health,
    factories: providerFactories(client, deps.local ?? null),
    calls: {
      today: (name) => counter.today(name),
      perDay: (name) => limits[name].perDay,
      lastAnswerAt: (name) => lastAnswerAt(db, name),
    },
    giveAnotherChance: (name) => {
      client.giveAnotherChance(name);
    },
    now: () => clock.now(),
  });
  return { registry, settings, client, whenWritten: () => cache.whenWritten(), expireAnswers: () => cache.prune() };
}
