import type { Input, Output } from '../../contract/contract.ts';
import { call, on, onResync } from './client.ts';

type Settings = Output<'settings.get'>;

/** The settings and what is known about the core, kept true by events. */
class LiveSettings {
  value = $state.raw<Settings | null>(null);
  info = $state.raw<Output<'system.info'> | null>(null);
  error = $state.raw<unknown>(null);

  start(): void {
    on('settings.changed', () => void this.refresh());
    onResync(() => void this.refresh());
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      const [value, info] = await Promise.all([call('settings.get', {}), this.info ?? call('system.info', {})]);
      this.value = value;
      this.info = info;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  /** Shows the change at once and puts the old value back when the core refuses it. Throws what the core threw. */
  async set(change: Input<'settings.set'>): Promise<void> {
    const before = this.value;
    if (before) this.value = { ...before, ...(change as Partial<Settings>) };
    try {
      this.value = await call('settings.set', change);
    } catch (error) {
      this.value = before;
      throw error;
    }
  }
}

export const liveSettings = new LiveSettings();
