import { on, onResync } from '../../client/client.ts';

/** How rules that the core keeps are read and written. */
export interface RuleStore<T, C> {
  read: () => Promise<T>;
  write: (change: C) => Promise<T>;
}

/**
 * Rules that the core keeps: shown as they are, changed at once, and put back when the core refuses. The answer of an
 * older change never covers a newer one.
 */
export class StoredRules<T extends object, C extends object> {
  value = $state.raw<T | null>(null);
  error = $state.raw<unknown>(null);
  readonly #store: RuleStore<T, C>;
  #turn = 0;
  readonly #stops: (() => void)[];

  constructor(store: RuleStore<T, C>) {
    this.#store = store;
    const reload = (): void => void this.load();
    this.#stops = [on('settings.changed', reload), onResync(reload)];
    reload();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const value = await this.#store.read();
      if (turn === this.#turn) this.value = value;
      this.error = null;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  /** Throws what the core refuses; the old value is back by then. */
  async save(change: C): Promise<void> {
    const before = this.value;
    const turn = ++this.#turn;
    if (before) this.value = { ...before, ...change };
    try {
      const value = await this.#store.write(change);
      if (turn === this.#turn) this.value = value;
    } catch (error) {
      if (turn === this.#turn) this.value = before;
      throw error;
    }
  }
}
