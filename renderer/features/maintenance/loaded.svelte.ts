import type { EventName } from '../../../contract/events.ts';
import { on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const AGAIN_AFTER_MS = 300;

/** What a query answers, asked again whenever one of these events comes. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<unknown>(null);
  readonly #load: () => Promise<T>;
  readonly #stops: (() => void)[];

  constructor(load: () => Promise<T>, events: readonly EventName[]) {
    this.#load = load;
    const refresh = throttled(() => void this.refresh(), AGAIN_AFTER_MS);
    this.#stops = [...events.map((name) => on(name, refresh)), onResync(refresh)];
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.value = await this.#load();
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }
}
