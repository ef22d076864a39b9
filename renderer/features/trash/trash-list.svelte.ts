import type { MovieRow } from '../../../contract/movies.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 200;

/** The films in the trash, kept true by events. */
export class TrashList {
  rows = $state.raw<MovieRow[]>([]);
  matching = $state(0);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  #limit = PAGE_SIZE;
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 400);
    this.#stops = [on('movies.listChanged', refresh), on('movies.changed', refresh), onResync(refresh)];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async refresh(): Promise<void> {
    const filter = { isDeleted: true };
    try {
      const count = await call('movies.count', { filter });
      const rows: MovieRow[] = [];
      for (let offset = 0; offset < Math.min(this.#limit, count.matching); offset += PAGE_SIZE) {
        const page = await call('movies.page', { filter, offset, limit: PAGE_SIZE });
        rows.push(...page.rows);
      }
      this.rows = rows;
      this.matching = count.matching;
      this.error = null;
      this.isLoaded = true;
    } catch (error) {
      this.error = error;
    }
  }

  async more(): Promise<void> {
    this.#limit += PAGE_SIZE;
    await this.refresh();
  }

  /** Brings films back. Answers how many; throws what the core refuses. */
  async restore(ids: readonly number[]): Promise<number> {
    let restored = 0;
    for (let start = 0; start < ids.length; start += 500) {
      restored += (await call('movies.restore', { ids: ids.slice(start, start + 500) })).restored;
    }
    await this.refresh();
    return restored;
  }
}
