import type { PublishPreview } from '../../../contract/publishing.ts';
import { call } from '../../client/client.ts';

const AT_ONCE = 3;
const STEP = 50;

export type ManyEntry = { id: number; preview: PublishPreview | null; error: unknown };

/** The previews of many films, made a few at a time; the rest only on request, so that 50,000 films are no burden. */
export class ManyPreviews {
  entries = $state.raw<ManyEntry[]>([]);
  wanted = $state(0);
  readonly #ids: readonly number[];
  #isDisposed = false;

  constructor(ids: readonly number[]) {
    this.#ids = ids;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  get remaining(): number {
    return this.#ids.length - this.wanted;
  }

  /** Makes the previews of the next films, at most fifty. */
  async more(): Promise<void> {
    const queue = this.#ids.slice(this.wanted, this.wanted + STEP);
    this.wanted += queue.length;
    const work = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined && !this.#isDisposed; id = queue.shift()) {
        const entry = await this.#preview(id);
        this.entries = [...this.entries, entry];
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #preview(id: number): Promise<ManyEntry> {
    try {
      return { id, preview: await call('publish.preview', { movieId: id }), error: null };
    } catch (error) {
      return { id, preview: null, error };
    }
  }
}
