import type { ItemRef } from '../../../contract/primitives.ts';
import type { PublishPreview } from '../../../contract/publishing.ts';
import { call } from '../../client/client.ts';

const AT_ONCE = 3;
const STEP = 50;

export type ManyEntry = { key: string; preview: PublishPreview | null; error: unknown };

/** The previews of many items, made a few at a time; the rest only on request, so that 50,000 items are no burden. */
export class ManyPreviews {
  entries = $state.raw<ManyEntry[]>([]);
  wanted = $state(0);
  readonly #items: readonly ItemRef[];
  #isDisposed = false;

  constructor(items: readonly ItemRef[]) {
    this.#items = items;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  get remaining(): number {
    return this.#items.length - this.wanted;
  }

  /** Makes the previews of the next items, at most fifty. */
  async more(): Promise<void> {
    const queue = this.#items.slice(this.wanted, this.wanted + STEP);
    this.wanted += queue.length;
    const work = async (): Promise<void> => {
      for (let item = queue.shift(); item !== undefined && !this.#isDisposed; item = queue.shift()) {
        const entry = await this.#preview(item);
        this.entries = [...this.entries, entry];
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #preview(item: ItemRef): Promise<ManyEntry> {
    const key = `${item.type}-${item.id}`;
    try {
      return { key, preview: await call('publish.preview', { item }), error: null };
    } catch (error) {
      return { key, preview: null, error };
    }
  }
}
