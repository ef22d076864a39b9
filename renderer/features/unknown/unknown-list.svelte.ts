import { SvelteSet } from 'svelte/reactivity';
import type { UnknownFile } from '../../../contract/unknown-files.ts';
import { call, on, onResync } from '../../client/client.ts';
import { PageCache } from '../../lib/page-cache.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 40;
const ALL_AT_MOST = 5000;
const ROWS_PER_CALL = 500;

export interface UnknownQuery {
  search: string;
  libraryId: number | null;
  category: UnknownFile['category'] | null;
}

/** The unknown files that a query leaves, fetched page by page as they come into view, and which of them are selected. */
export class UnknownList {
  matching = $state(0);
  total = $state(0);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  query = $state.raw<UnknownQuery>({ search: '', libraryId: null, category: null });
  activeIndex = $state(-1);
  /** The selected files by their ids; they stay selected when they scroll out of what is held. */
  readonly selected = new SvelteSet<number>();
  #version = $state(0);
  readonly #cache = new PageCache<UnknownFile>(PAGE_SIZE, MAX_PAGES);
  readonly #known = new Map<number, UnknownFile>();
  #generation = 0;
  #range = { first: 0, last: PAGE_SIZE };
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.#revalidate(), 400);
    this.#stops = [on('unknownFiles.changed', refresh), on('items.listChanged', refresh), onResync(refresh)];
  }

  dispose(): void {
    this.#generation += 1;
    for (const stop of this.#stops) stop();
  }

  async setQuery(query: UnknownQuery): Promise<void> {
    this.query = query;
    this.activeIndex = -1;
    this.selected.clear();
    await this.reload();
  }

  async reload(): Promise<void> {
    const generation = (this.#generation += 1);
    try {
      const page = await this.#ask(0, PAGE_SIZE);
      if (generation !== this.#generation) return;
      this.#cache.clear();
      this.#take(0, page.rows);
      this.matching = page.matching;
      this.total = page.total;
      this.error = null;
      this.isLoaded = true;
      this.#version += 1;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }

  row(index: number): UnknownFile | undefined {
    return this.#version < 0 ? undefined : this.#cache.get(index);
  }

  /** Says which positions are in view (last exclusive), so that their pages get fetched. */
  async show(first: number, last: number): Promise<void> {
    this.#range = { first, last };
    const generation = this.#generation;
    for (const page of this.#cache.wantedPages(first, Math.min(last, this.matching))) {
      try {
        const answer = await this.#ask(page * PAGE_SIZE, PAGE_SIZE);
        if (generation !== this.#generation) return;
        this.#take(page, answer.rows);
        this.#version += 1;
      } catch (error) {
        if (generation === this.#generation) this.error = error;
        return;
      }
    }
  }

  /** The files an action applies to: the selected ones, else the one the keyboard stands on. */
  targets(): UnknownFile[] {
    if (this.selected.size > 0) return [...this.selected].flatMap((id) => this.#known.get(id) ?? []);
    const row = this.row(this.activeIndex);
    return row ? [row] : [];
  }

  moveTo(index: number): void {
    if (this.matching > 0) this.activeIndex = Math.min(this.matching - 1, Math.max(0, index));
  }

  toggle(index: number): void {
    const row = this.row(index);
    if (!row) return;
    this.activeIndex = index;
    if (!this.selected.delete(row.id)) this.selected.add(row.id);
  }

  /** Selects everything the query leaves, at most 5,000 files. */
  async selectAll(): Promise<void> {
    const end = Math.min(this.matching, ALL_AT_MOST);
    for (let offset = 0; offset < end; offset += ROWS_PER_CALL) {
      const { rows } = await this.#ask(offset, Math.min(ROWS_PER_CALL, end - offset));
      for (const row of rows) {
        this.#known.set(row.id, row);
        this.selected.add(row.id);
      }
    }
  }

  #ask(offset: number, limit: number): Promise<{ rows: UnknownFile[]; matching: number; total: number }> {
    const { search, libraryId, category } = this.query;
    const categories = category === null ? [] : [category];
    return call('unknownFiles.page', { search, libraryId, categories, offset, limit });
  }

  #take(page: number, rows: UnknownFile[]): void {
    this.#cache.setPage(page, rows);
    for (const row of rows) this.#known.set(row.id, row);
  }

  async #revalidate(): Promise<void> {
    if (!this.isLoaded) return this.reload();
    const generation = this.#generation;
    try {
      const { matching, total } = await this.#ask(0, 1);
      if (generation !== this.#generation) return;
      this.#cache.markStale();
      this.matching = matching;
      this.total = total;
      this.activeIndex = Math.min(this.activeIndex, matching - 1);
      this.error = null;
      await this.show(this.#range.first, this.#range.last);
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }
}
