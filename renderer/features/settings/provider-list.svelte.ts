import type { Input } from '../../../contract/contract.ts';
import type { ProviderState } from '../../../contract/providers.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const REFRESH_MS = 10_000;
const EVENTS_MS = 1000;

/** The providers with their keys' states and their calls: asked for again while the page is open, for calls go on. */
export class ProviderList {
  value = $state.raw<ProviderState[] | null>(null);
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor() {
    const reload = throttled(() => void this.load(), EVENTS_MS);
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), REFRESH_MS);
    this.#stops = [
      on('settings.changed', reload),
      on('jobs.changed', reload),
      onResync(reload),
      () => clearInterval(timer),
    ];
    reload();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    try {
      this.value = await call('providers.list', {});
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  /** Throws what the core refuses. */
  async update(change: Input<'providers.update'>): Promise<void> {
    const state = await call('providers.update', change);
    this.value = (this.value ?? []).map((other) => (other.name === state.name ? state : other));
  }
}
