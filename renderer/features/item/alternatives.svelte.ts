import type { Alternative } from '../../../contract/enrichment.ts';
import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { call } from '../../client/client.ts';

/** What all sources say of one field, fetched when somebody looks. */
export class Alternatives {
  list = $state.raw<readonly Alternative[]>([]);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  #generation = 0;

  async load({ type, id }: ItemRef, field: FieldName): Promise<void> {
    const generation = (this.#generation += 1);
    this.isLoaded = false;
    this.error = null;
    try {
      const list = await call('enrich.alternatives', { item: { type, id }, field });
      if (generation !== this.#generation) return;
      this.list = list;
      this.isLoaded = true;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }
}
