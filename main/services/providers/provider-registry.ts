import type { ProviderState } from '../../../contract/providers.ts';
import { type ProviderName, PROVIDERS } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import { type Provider, ProviderError, type ProviderErrorCode } from '../../providers/provider.ts';
import { accessWithKey, providerAccess } from './provider-access.ts';
import type { ProviderFactories } from './provider-adapters.ts';
import { PROVIDER_FACTS } from './provider-facts.ts';
import type { ProviderHealth } from './provider-health.ts';
import type { ProviderChange, ProviderSettings } from './provider-settings.ts';

export interface TestResult {
  isWorking: boolean;
  problem: ProviderErrorCode | null;
  message: string;
}

export interface ProviderRegistry {
  /** Those that are enabled and have the key they need, in the default order. */
  all(): Provider[];
  /** Null for one that is disabled, has no key, or is not built in. */
  get(name: ProviderName): Provider | null;
  /** True when at least one provider besides the local files can be asked. */
  isAnyConfigured(): Promise<boolean>;
  state(name: ProviderName): ProviderState;
  states(): ProviderState[];
  /** Changes how a provider is reached and answers its state. Throws CoreErrors; see ProviderSettings. */
  update(name: ProviderName, change: ProviderChange): Promise<ProviderState>;
  /** Asks a provider with its key, or with one that is not stored yet. */
  test(name: ProviderName, key: string | null, signal: AbortSignal): Promise<TestResult>;
  /** Told when a provider gets into trouble, out of it, or from one into another. */
  onProblem(listener: (name: ProviderName) => void): () => void;
}

export interface RegistryDependencies {
  settings: ProviderSettings;
  health: ProviderHealth;
  factories: ProviderFactories;
  calls: {
    today(name: ProviderName): number;
    perDay(name: ProviderName): number | null;
    lastAnswerAt(name: ProviderName): string | null;
  };
  /** Gives a provider that is left alone another chance at once. */
  giveAnotherChance: (name: ProviderName) => void;
  now: () => number;
}

/** The providers there are, as the settings have them at the moment. */
export function createProviderRegistry(deps: RegistryDependencies): ProviderRegistry {
  const { settings, health, factories, calls } = deps;
  // An adapter holds the token that its key got it, so a new key needs a new one.
  const built = new Map<ProviderName, Provider>();

  const build = (name: ProviderName): Provider | null => {
    const known = built.get(name);
    if (known !== undefined) return known;
    const provider = factories[name]?.(providerAccess(settings, name)) ?? null;
    if (provider !== null) built.set(name, provider);
    return provider;
  };
  const get = (name: ProviderName): Provider | null => (settings.isUsable(name) ? build(name) : null);

  const state = (name: ProviderName): ProviderState => {
    const hasKey = settings.hasKey(name);
    const { needsKey, baseUrl } = PROVIDER_FACTS[name];
    // Without a key nothing is asked, so what came of the last request is no news any more.
    const problem = needsKey && !hasKey ? missingKey(name) : health.problemOf(name);
    const retryAtMs = problem?.retryAtMs ?? null;
    return {
      name,
      isEnabled: settings.isEnabled(name),
      hasKey,
      needsKey,
      isKeyFromEnvironment: settings.isKeyFromEnvironment(name),
      hasSecondKey: settings.hasSecondKey(name),
      baseUrl: settings.baseUrl(name),
      defaultBaseUrl: baseUrl,
      callsToday: calls.today(name),
      callsPerDay: calls.perDay(name),
      problem: problem?.code ?? null,
      problemMessage: problem?.message ?? null,
      retryAt: retryAtMs !== null && retryAtMs > deps.now() ? toTimestamp(retryAtMs) : null,
      lastAnswerAt: calls.lastAnswerAt(name),
    };
  };

  return {
    all: () => PROVIDERS.map(get).filter((provider) => provider !== null),
    get,
    isAnyConfigured: async () => {
      for (const name of PROVIDERS) {
        if (name !== 'local' && ((await get(name)?.isConfigured()) ?? false)) return true;
      }
      return false;
    },
    state,
    states: () => PROVIDERS.filter((name) => factories[name] !== undefined).map(state),
    update: async (name, change) => {
      await settings.update(name, change);
      built.delete(name);
      // What failed may have failed because of what has just been changed.
      health.note(name, null);
      deps.giveAnotherChance(name);
      return state(name);
    },
    test: async (name, key, signal) => {
      const access = providerAccess(settings, name);
      const provider = factories[name]?.(key === null ? access : accessWithKey(access, key)) ?? null;
      const before = health.problemOf(name);
      try {
        if (provider === null) throw new ProviderError(name, 'refused', `${PROVIDER_LABELS[name]} is not built in.`);
        if (!(await provider.isConfigured())) throw missingKey(name);
        deps.giveAnotherChance(name);
        await provider.test(signal);
        return { isWorking: true, problem: null, message: `${PROVIDER_LABELS[name]} answers.` };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        return { isWorking: false, problem: error.code, message: error.message };
      } finally {
        // A key that is being tried says nothing of the one that is stored.
        if (key !== null) health.note(name, before);
      }
    },
    onProblem: (listener) => health.onChange(listener),
  };
}

function missingKey(name: ProviderName): ProviderError {
  return new ProviderError(name, 'no_key', `${PROVIDER_LABELS[name]} needs a key. Enter one in the settings.`);
}
