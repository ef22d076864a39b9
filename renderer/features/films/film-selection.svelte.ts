import type { FilmList } from './film-list.svelte.ts';

/** Which films are selected, and which one the keyboard stands on. */
export class FilmSelection {
  ids = $state.raw<ReadonlySet<number>>(new Set());
  /** Position of the film the keyboard stands on; -1 before the first key or click. */
  activeIndex = $state(-1);
  isSelectingAll = $state(false);
  #anchor = 0;
  readonly #list: FilmList;

  constructor(list: FilmList) {
    this.#list = list;
  }

  get size(): number {
    return this.ids.size;
  }

  has(id: number): boolean {
    return this.ids.has(id);
  }

  /** What an action applies to: the selection, else the film the keyboard stands on. */
  targets(): number[] {
    if (this.ids.size > 0) return [...this.ids];
    const row = this.#list.row(this.activeIndex);
    return row ? [row.id] : [];
  }

  clear(): void {
    this.ids = new Set();
  }

  /** Moves the keyboard to a position, kept within the list. */
  moveTo(index: number): void {
    if (this.#list.matching === 0) return;
    this.activeIndex = Math.min(Math.max(0, index), this.#list.matching - 1);
    this.#anchor = this.activeIndex;
  }

  toggle(index: number): void {
    const row = this.#list.row(index);
    if (!row) return;
    const next = new Set(this.ids);
    if (!next.delete(row.id)) next.add(row.id);
    this.ids = next;
    this.activeIndex = index;
    this.#anchor = index;
  }

  /** Selects everything between the last film touched and this position. */
  async extendTo(index: number): Promise<void> {
    const target = Math.min(Math.max(0, index), this.#list.matching - 1);
    this.activeIndex = target;
    const ids = await this.#list.idsBetween(Math.min(this.#anchor, target), Math.max(this.#anchor, target));
    this.ids = new Set(ids);
  }

  async selectAll(): Promise<void> {
    this.isSelectingAll = true;
    try {
      this.ids = new Set(await this.#list.idsBetween(0, this.#list.matching - 1));
    } finally {
      this.isSelectingAll = false;
    }
  }
}
