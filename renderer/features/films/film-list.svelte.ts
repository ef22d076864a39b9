import type { MovieRow } from '../../../contract/movies.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';
import type { FilmsQuery } from './filter-query.ts';
import { PageCache } from './page-cache.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 40;
const REFRESH_EVERY_MS = 400;
const ROWS_PER_CALL = 500;

/** The films a query leaves, fetched page by page as they come into view and kept true by events. */
export class FilmList {
  matching = $state(0);
  total = $state(0);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  query = $state.raw<FilmsQuery>({ filter: {}, sort: 'title', isDescending: false });
  /** Moves on with every change of the rows; reading it makes a reader follow them. */
  #version = $state(0);

  readonly #cache = new PageCache<MovieRow>(PAGE_SIZE, MAX_PAGES);
  readonly #pending = new Set<number>();
  /** Replies to questions of an older generation are dropped. */
  #generation = 0;
  #range = { first: 0, last: PAGE_SIZE };
  readonly #stops: (() => void)[];
  readonly #refresh = throttled(() => void this.#revalidate(), REFRESH_EVERY_MS);

  constructor() {
    this.#stops = [
      on('movies.changed', ({ ids }) => void this.#patch(ids)),
      on('movies.listChanged', () => this.#refresh()),
      onResync(() => this.#refresh()),
    ];
  }

  dispose(): void {
    this.#generation += 1;
    for (const stop of this.#stops) stop();
  }

  /** Shows another query. The old rows stay until the new ones are here, so nothing flickers. */
  async setQuery(query: FilmsQuery): Promise<void> {
    this.query = query;
    await this.reload();
  }

  async reload(): Promise<void> {
    const generation = (this.#generation += 1);
    this.#pending.clear();
    const { filter, sort, isDescending } = this.query;
    try {
      const [count, page] = await Promise.all([
        call('movies.count', { filter }),
        call('movies.page', { filter, sort, isDescending, offset: 0, limit: PAGE_SIZE }),
      ]);
      if (generation !== this.#generation) return;
      this.#cache.clear();
      this.#cache.setPage(0, page.rows);
      this.#take(count);
      this.error = null;
      this.isLoaded = true;
      this.#version += 1;
      void this.#fetchWanted();
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }

  /** Moves on with every change of the rows, for what must follow them. */
  get version(): number {
    return this.#version;
  }

  row(index: number): MovieRow | undefined {
    return this.#version < 0 ? undefined : this.#cache.get(index);
  }

  indexOf(id: number): number {
    return this.#version < 0 ? -1 : this.#cache.indexOf(id);
  }

  /** Says which positions are in view (last exclusive), so that their pages get fetched. */
  show(first: number, last: number): void {
    this.#range = { first, last };
    void this.#fetchWanted();
  }

  /** The row at a position, fetched if need be; undefined past the end. */
  async rowAt(index: number): Promise<MovieRow | undefined> {
    const known = this.#cache.get(index);
    if (known || index < 0 || index >= this.matching) return known;
    await this.#fetchPage(Math.floor(index / PAGE_SIZE));
    return this.#cache.get(index);
  }

  /** The ids between two positions, both included, in the list's order. */
  async idsBetween(first: number, last: number): Promise<number[]> {
    const ids: number[] = [];
    const { filter, sort, isDescending } = this.query;
    const end = Math.min(last, this.matching - 1);
    for (let offset = Math.max(0, first); offset <= end; offset += ROWS_PER_CALL) {
      const limit = Math.min(ROWS_PER_CALL, end - offset + 1);
      const page = await call('movies.page', { filter, sort, isDescending, offset, limit });
      for (const row of page.rows) ids.push(row.id);
    }
    return ids;
  }

  #take(count: { matching: number; total: number }): void {
    this.matching = count.matching;
    this.total = count.total;
  }

  async #fetchWanted(): Promise<void> {
    const { first, last } = this.#range;
    const pages = this.#cache.wantedPages(first, Math.min(last, this.matching));
    await Promise.all(pages.filter((page) => !this.#pending.has(page)).map((page) => this.#fetchPage(page)));
  }

  async #fetchPage(page: number): Promise<void> {
    const generation = this.#generation;
    const { filter, sort, isDescending } = this.query;
    this.#pending.add(page);
    try {
      const answer = await call('movies.page', {
        filter,
        sort,
        isDescending,
        offset: page * PAGE_SIZE,
        limit: PAGE_SIZE,
      });
      if (generation !== this.#generation) return;
      this.#cache.setPage(page, answer.rows);
      this.#version += 1;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    } finally {
      if (generation === this.#generation) this.#pending.delete(page);
    }
  }

  async #patch(ids: readonly number[]): Promise<void> {
    const held = this.#cache.held(ids).slice(0, ROWS_PER_CALL);
    if (held.length > 0) {
      try {
        if (this.#cache.patch(await call('movies.rows', { ids: held }))) this.#version += 1;
      } catch {
        // The refresh that follows asks again and shows the error if there is one.
      }
    }
    this.#refresh();
  }

  async #revalidate(): Promise<void> {
    if (!this.isLoaded) return this.reload();
    const generation = this.#generation;
    try {
      const count = await call('movies.count', { filter: this.query.filter });
      if (generation !== this.#generation) return;
      this.#cache.markStale();
      this.#take(count);
      this.error = null;
      await this.#fetchWanted();
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }
}
