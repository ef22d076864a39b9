import type { ItemRef } from '../../../contract/primitives.ts';
import type { PublishPreview } from '../../../contract/publishing.ts';
import { call } from '../../client/client.ts';

const AT_ONCE = 3;
const STEP = 50;

export type ManyEntry = { key: string; preview: PublishPreview | null; error: unknown };

/** The previews of many items, made a few at a time; the rest only on request, so that 50,000 items are no burden. */
export class ManyPreviews {
  /** In the order of the items; several items that one file holds are one entry, since they are one plan. */
  entries = $state.raw<ManyEntry[]>([]);
  /** How many of the wanted previews have been made. */
  done = $state(0);
  wanted = $state(0);
  readonly #made = new Map<number, ManyEntry>();
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
    let at = this.wanted;
    this.wanted += queue.length;
    const work = async (): Promise<void> => {
      for (let item = queue.shift(); item !== undefined && !this.#isDisposed; item = queue.shift()) {
        const place = at;
        at += 1;
        this.#made.set(place, await this.#preview(item));
        this.done = this.#made.size;
        this.entries = this.#inOrder();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  #inOrder(): ManyEntry[] {
    const places = [...this.#made.keys()].sort((a, b) => a - b);
    const plans = new Set<string>();
    return places.flatMap((place) => {
      const entry = this.#made.get(place);
      const plan = entry?.preview?.files.length ? entry.preview.planHash : null;
      if (!entry || (plan !== null && plans.has(plan))) return [];
      if (plan !== null) plans.add(plan);
      return [entry];
    });
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
