import type { ItemRef } from '../../../contract/primitives.ts';
import { on, onResync } from '../../client/client.ts';
import { PageCache } from '../../lib/page-cache.ts';
import { throttled } from '../../lib/throttled.ts';
import type { ListKind, ListQuery, ListRow } from './list-kind.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 40;
const REFRESH_EVERY_MS = 400;
const ROWS_PER_CALL = 500;

/** The films or shows that a query leaves, fetched page by page as they come into view and kept true by events. */
export class ItemList {
  readonly kind: ListKind;
  matching = $state(0);
  total = $state(0);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  query = $state.raw<ListQuery>({ filter: {}, sort: 'title', isDescending: false });
  /** Moves on with every change of the rows; reading it makes a reader follow them. */
  #version = $state(0);

  readonly #cache = new PageCache<ListRow>(PAGE_SIZE, MAX_PAGES);
  readonly #pending = new Set<number>();
  /** Replies to questions of an older generation are dropped. */
  #generation = 0;
  #range = { first: 0, last: PAGE_SIZE };
  readonly #stops: (() => void)[];
  readonly #refresh = throttled(() => void this.#revalidate(), REFRESH_EVERY_MS);

  constructor(kind: ListKind) {
    this.kind = kind;
    this.#stops = [
      on('items.changed', ({ items }) => this.#changed(items)),
      on('items.listChanged', ({ type }) => {
        if (type === null || type === kind.type) this.#refresh();
      }),
      onResync(() => this.#refresh()),
    ];
  }

  dispose(): void {
    this.#generation += 1;
    for (const stop of this.#stops) stop();
  }

  /** Shows another query. The old rows stay until the new ones are here, so nothing flickers. */
  async setQuery(query: ListQuery): Promise<void> {
    this.query = query;
    await this.reload();
  }

  async reload(): Promise<void> {
    const generation = (this.#generation += 1);
    this.#pending.clear();
    try {
      const [count, rows] = await Promise.all([
        this.kind.count(this.query.filter),
        this.kind.page(this.query, 0, PAGE_SIZE),
      ]);
      if (generation !== this.#generation) return;
      this.#cache.clear();
      this.#cache.setPage(0, rows);
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

  row(index: number): ListRow | undefined {
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
  async rowAt(index: number): Promise<ListRow | undefined> {
    const known = this.#cache.get(index);
    if (known || index < 0 || index >= this.matching) return known;
    await this.#fetchPage(Math.floor(index / PAGE_SIZE));
    return this.#cache.get(index);
  }

  /** The ids between two positions, both included, in the list's order. */
  async idsBetween(first: number, last: number): Promise<number[]> {
    const ids: number[] = [];
    const { query } = this;
    const end = Math.min(last, this.matching - 1);
    for (let offset = Math.max(0, first); offset <= end; offset += ROWS_PER_CALL) {
      const limit = Math.min(ROWS_PER_CALL, end - offset + 1);
      for (const row of await this.kind.page(query, offset, limit)) ids.push(row.id);
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
    this.#pending.add(page);
    try {
      const rows = await this.kind.page(this.query, page * PAGE_SIZE, PAGE_SIZE);
      if (generation !== this.#generation) return;
      this.#cache.setPage(page, rows);
      this.#version += 1;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    } finally {
      if (generation === this.#generation) this.#pending.delete(page);
    }
  }

  /** A change below a show may change what its row says; which show that is, only the core knows. */
  #changed(items: readonly ItemRef[]): void {
    const ids = items.filter((item) => item.type === this.kind.type).map((item) => item.id);
    const isBelow =
      this.kind.type === 'series' && items.some((item) => item.type === 'season' || item.type === 'episode');
    // A set's row sums up its films.
    if (this.kind.type === 'set' && items.some((item) => item.type === 'movie')) this.#refresh();
    if (ids.length > 0) void this.#patch(ids);
    else if (isBelow) this.#refresh();
  }

  async #patch(ids: readonly number[]): Promise<void> {
    const held = this.#cache.held(ids).slice(0, ROWS_PER_CALL);
    if (held.length > 0) {
      try {
        if (this.#cache.patch(await this.kind.rows(held))) this.#version += 1;
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
      const count = await this.kind.count(this.query.filter);
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
