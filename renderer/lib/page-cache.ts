/**
 * The rows of a long list, kept in pages by their position. Holds at most `maxPages`, dropping those used longest ago.
 * Stale pages are still shown, but asked for again.
 */
export class PageCache<T extends { id: number }> {
  readonly pageSize: number;
  readonly #maxPages: number;
  /** Insertion order is order of use: the first key is the one used longest ago. */
  readonly #pages = new Map<number, { rows: T[]; isStale: boolean }>();

  constructor(pageSize: number, maxPages: number) {
    this.pageSize = pageSize;
    this.#maxPages = maxPages;
  }

  get(index: number): T | undefined {
    const page = Math.floor(index / this.pageSize);
    return this.#pages.get(page)?.rows[index - page * this.pageSize];
  }

  setPage(page: number, rows: T[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, { rows, isStale: false });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#maxPages) break;
      this.#pages.delete(oldest);
    }
  }

  /** Pages between two positions (last exclusive) that are not here or stale; the others count as used now. */
  wantedPages(first: number, last: number): number[] {
    const wanted: number[] = [];
    if (last <= first) return wanted;
    for (let page = Math.floor(first / this.pageSize); page <= Math.floor((last - 1) / this.pageSize); page += 1) {
      const entry = this.#pages.get(page);
      if (!entry || entry.isStale) wanted.push(page);
      if (!entry) continue;
      this.#pages.delete(page);
      this.#pages.set(page, entry);
    }
    return wanted;
  }

  /** Puts newer versions over the rows it holds; answers whether it held any of them. */
  patch(rows: readonly T[]): boolean {
    const byId = new Map(rows.map((row) => [row.id, row]));
    let isChanged = false;
    for (const page of this.#pages.values()) {
      if (!page.rows.some((row) => byId.has(row.id))) continue;
      page.rows = page.rows.map((row) => byId.get(row.id) ?? row);
      isChanged = true;
    }
    return isChanged;
  }

  /** Which of these ids it holds. */
  held(ids: readonly number[]): number[] {
    const wanted = new Set(ids);
    const found: number[] = [];
    for (const page of this.#pages.values()) {
      for (const row of page.rows) if (wanted.has(row.id)) found.push(row.id);
    }
    return found;
  }

  /** The position of a row it holds, or -1. */
  indexOf(id: number): number {
    for (const [page, { rows }] of this.#pages) {
      const index = rows.findIndex((row) => row.id === id);
      if (index !== -1) return page * this.pageSize + index;
    }
    return -1;
  }

  markStale(): void {
    for (const page of this.#pages.values()) page.isStale = true;
  }

  clear(): void {
    this.#pages.clear();
  }
}
