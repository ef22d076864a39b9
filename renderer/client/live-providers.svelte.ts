import type { ProviderName, ProviderState } from '../../contract/providers.ts';
import { call, on, onResync } from './client.ts';

/** Who can be asked what a film or show is. */
const IDENTIFYING: ReadonlySet<ProviderName> = new Set(['tmdb', 'tvdb']);

/** The providers as the settings have them, kept true by events. */
class LiveProviders {
  list = $state.raw<ProviderState[]>([]);
  isLoaded = $state(false);
  /** False only once it is known that nobody can be asked what something is. */
  canIdentify = $derived(!this.isLoaded || this.list.some((state) => IDENTIFYING.has(state.name) && isReady(state)));
  #isStarted = false;

  /** Listens from the first time on that somebody needs to know. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    on('settings.changed', () => void this.refresh());
    onResync(() => void this.refresh());
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.list = await call('providers.list', {});
      this.isLoaded = true;
    } catch {
      // What needs a provider says so itself when it is asked for.
    }
  }
}

function isReady(state: ProviderState): boolean {
  return state.isEnabled && (state.hasKey || !state.needsKey);
}

export const liveProviders = new LiveProviders();
