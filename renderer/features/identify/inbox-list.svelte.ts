import type { Output } from '../../../contract/contract.ts';
import type { InboxEntry } from '../../../contract/identification.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 50;
const PER_CALL = 200;
const REFRESH_EVERY_MS = 800;
/** So near to the end of what is here, the next page is fetched. */
const AHEAD = 20;

/** One name for an entry, the same after every fetch. */
export function inboxKey({ item }: InboxEntry): string {
  return `${item.type}-${item.id}`;
}

/** What waits to be identified, fetched as it comes into view and kept true by events. */
export class InboxList {
  entries = $state.raw<readonly InboxEntry[]>([]);
  total = $state(0);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  libraryId = $state<number | null>(null);
  activeIndex = $state(0);
  #activeKey: string | null = null;
  #nextAfter: number | null = null;
  #isFetching = false;
  #generation = 0;
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), REFRESH_EVERY_MS);
    this.#stops = [on('items.changed', refresh), on('items.listChanged', refresh), onResync(refresh)];
  }

  dispose(): void {
    this.#generation += 1;
    for (const stop of this.#stops) stop();
  }

  get active(): InboxEntry | null {
    return this.entries[this.activeIndex] ?? null;
  }

  async setLibrary(libraryId: number | null): Promise<void> {
    this.libraryId = libraryId;
    this.activeIndex = 0;
    this.#activeKey = null;
    this.entries = [];
    this.isLoaded = false;
    await this.refresh();
  }

  /** Fetches again as much as is here, at least a page; the entry that one stands on stays. */
  async refresh(): Promise<void> {
    const generation = (this.#generation += 1);
    const wanted = Math.max(PAGE_SIZE, this.entries.length);
    const entries: InboxEntry[] = [];
    let after: number | null = null;
    try {
      for (;;) {
        const limit = Math.min(PER_CALL, wanted - entries.length);
        const page: Output<'inbox.page'> = await call('inbox.page', { libraryId: this.libraryId, after, limit });
        if (generation !== this.#generation) return;
        entries.push(...page.entries);
        after = page.nextAfter;
        this.total = page.total;
        if (after === null || entries.length >= wanted) break;
      }
      this.#nextAfter = after;
      this.#isFetching = false;
      this.entries = entries;
      this.#follow();
      this.error = null;
      this.isLoaded = true;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }

  /** Says how far is in view, so that more is fetched in time. */
  async show(last: number): Promise<void> {
    if (this.#nextAfter === null || this.#isFetching || last + AHEAD < this.entries.length) return;
    const generation = this.#generation;
    this.#isFetching = true;
    try {
      const page = await call('inbox.page', { libraryId: this.libraryId, after: this.#nextAfter, limit: PAGE_SIZE });
      if (generation !== this.#generation) return;
      this.entries = [...this.entries, ...page.entries];
      this.#nextAfter = page.nextAfter;
      this.total = page.total;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    } finally {
      if (generation === this.#generation) this.#isFetching = false;
    }
  }

  moveTo(index: number): void {
    if (this.entries.length === 0) return;
    this.activeIndex = Math.min(this.entries.length - 1, Math.max(0, index));
    this.#activeKey = this.active && inboxKey(this.active);
  }

  /** Takes an entry out that was settled a moment ago, before the core says so; the next one moves up. */
  drop(key: string): void {
    const left = this.entries.filter((entry) => inboxKey(entry) !== key);
    if (left.length === this.entries.length) return;
    this.entries = left;
    this.total = Math.max(0, this.total - 1);
    this.#follow();
  }

  #follow(): void {
    const index = this.entries.findIndex((entry) => inboxKey(entry) === this.#activeKey);
    this.moveTo(index === -1 ? this.activeIndex : index);
  }
}
