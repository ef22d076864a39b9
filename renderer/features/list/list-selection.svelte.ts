import type { ItemList } from './item-list.svelte.ts';

/** Which rows are selected, and which one the keyboard stands on. */
export class ListSelection {
  ids = $state.raw<ReadonlySet<number>>(new Set());
  /** Position of the row the keyboard stands on; -1 before the first key or click. */
  activeIndex = $state(-1);
  isSelectingAll = $state(false);
  #activeId: number | null = null;
  #anchor = 0;
  readonly #list: ItemList;

  constructor(list: ItemList) {
    this.#list = list;
  }

  get size(): number {
    return this.ids.size;
  }

  has(id: number): boolean {
    return this.ids.has(id);
  }

  /** What an action applies to: the selection, else the row the keyboard stands on. */
  targets(): number[] {
    if (this.ids.size > 0) return [...this.ids];
    const row = this.#list.row(this.activeIndex);
    return row ? [row.id] : [];
  }

  /** Stands on a row by its id, wherever it is; on none when it is not among the rows fetched. */
  standOn(id: number): void {
    this.#activeId = id;
    this.activeIndex = this.#list.indexOf(id);
    this.#anchor = Math.max(0, this.activeIndex);
  }

  /** Stands on nothing: the list became another one. */
  leave(): void {
    this.#activeId = null;
    this.activeIndex = -1;
  }

  /** Follows the row the keyboard stands on after rows came, went or changed places. */
  follow(): void {
    const there = this.#list.row(this.activeIndex);
    if (there && this.#activeId === null) this.#activeId = there.id;
    if (this.#activeId === null || there?.id === this.#activeId) return;
    const index = this.#list.indexOf(this.#activeId);
    if (index !== -1) this.activeIndex = index;
    else if (there) this.#activeId = there.id;
  }

  clear(): void {
    this.ids = new Set();
  }

  /** Moves the keyboard to a position, kept within the list. */
  moveTo(index: number): void {
    if (this.#list.matching === 0) return;
    this.#setActive(Math.min(Math.max(0, index), this.#list.matching - 1));
    this.#anchor = this.activeIndex;
  }

  toggle(index: number): void {
    const row = this.#list.row(index);
    if (!row) return;
    const next = new Set(this.ids);
    if (!next.delete(row.id)) next.add(row.id);
    this.ids = next;
    this.#setActive(index);
    this.#anchor = index;
  }

  /** Selects everything between the last row touched and this position. */
  async extendTo(index: number): Promise<void> {
    const target = Math.min(Math.max(0, index), this.#list.matching - 1);
    this.#setActive(target);
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

  #setActive(index: number): void {
    this.activeIndex = index;
    this.#activeId = this.#list.row(index)?.id ?? null;
  }
}
