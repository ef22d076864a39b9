import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';
import { call, on, onResync } from '../../client/client.ts';

/** How artwork of one type is chosen in a library, as it is stored and tried out. */
export type SelectionDraft = Omit<SelectionConfig, 'isDefault'>;

/** How a library chooses artwork, type by type. */
export class LibrarySelection {
  readonly libraryId: number;
  value = $state.raw<SelectionConfig[] | null>(null);
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor(libraryId: number) {
    this.libraryId = libraryId;
    const reload = (): void => void this.load();
    this.#stops = [on('settings.changed', reload), onResync(reload)];
    reload();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    try {
      const value = await call('selectionConfig.list', { libraryId: this.libraryId });
      // The same again must not throw away what is being tried out.
      if (JSON.stringify(value) !== JSON.stringify(this.value)) this.value = value;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  /** Takes over what the core has stored. */
  take(config: SelectionConfig): void {
    this.value = (this.value ?? []).map((other) => (other.type === config.type ? config : other));
  }
}
