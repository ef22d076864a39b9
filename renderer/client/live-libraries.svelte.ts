import type { Library } from '../../contract/libraries.ts';
import { call, on, onResync } from './client.ts';

/** The libraries, kept true by events. */
class LiveLibraries {
  list = $state.raw<Library[]>([]);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);

  start(): void {
    on('libraries.changed', () => void this.refresh());
    onResync(() => void this.refresh());
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.list = await call('libraries.list', {});
      this.error = null;
      this.isLoaded = true;
    } catch (error) {
      this.error = error;
    }
  }

  byId(id: number): Library | undefined {
    return this.list.find((library) => library.id === id);
  }
}

export const liveLibraries = new LiveLibraries();
