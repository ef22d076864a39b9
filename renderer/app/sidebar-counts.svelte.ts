import { call, on, onResync } from '../client/client.ts';
import { throttled } from '../lib/throttled.ts';

type Counted = 'films' | 'series' | 'collections' | 'inbox' | 'unknown' | 'verify';

/** How many films, shows, collections, titles to identify, unknown files and findings of verification there are, for the sidebar; what cannot be counted now has no number. */
export class SidebarCounts {
  value = $state.raw<Partial<Record<Counted, number>>>({});

  /** Counts, and again after every change; answers a function that stops it. */
  start(): () => void {
    const lists = throttled(() => void this.#countLists(), 500);
    const unknown = throttled(() => void this.#countUnknown(), 500);
    const inbox = throttled(() => void this.#countInbox(), 1000);
    const verify = throttled(() => void this.#countFindings(), 1000);
    lists();
    unknown();
    verify();
    inbox();
    const stops = [
      on('items.listChanged', lists),
      on('unknownFiles.changed', unknown),
      on('items.listChanged', unknown),
      on('items.changed', inbox),
      on('items.listChanged', inbox),
      onResync(lists),
      onResync(inbox),
      onResync(unknown),
      on('verification.changed', verify),
      on('libraries.changed', verify),
      onResync(verify),
    ];
    return () => stops.forEach((stop) => stop());
  }

  async #countLists(): Promise<void> {
    const [films, series, sets] = await Promise.all([
      call('movies.count', {}).catch(() => null),
      call('series.count', {}).catch(() => null),
      call('sets.count', {}).catch(() => null),
    ]);
    this.#set('films', films?.total);
    this.#set('series', series?.total);
    this.#set('collections', sets?.total);
  }

  /** Nothing that waits is nothing to tell of. */
  async #countInbox(): Promise<void> {
    const count = await call('inbox.count', {}).catch(() => null);
    this.#set('inbox', count && count.total > 0 ? count.total : undefined);
  }

  /** Files that are not as Metarr left them; none is nothing to tell of. */
  async #countFindings(): Promise<void> {
    const overview = await call('verify.overview', {}).catch(() => null);
    this.#set('verify', overview && overview.openCount > 0 ? overview.openCount : undefined);
  }

  /** Nothing unknown is nothing to tell of. */
  async #countUnknown(): Promise<void> {
    const page = await call('unknownFiles.page', { limit: 1 }).catch(() => null);
    this.#set('unknown', page && page.total > 0 ? page.total : undefined);
  }

  #set(name: Counted, count: number | undefined): void {
    const { [name]: _, ...others } = this.value;
    this.value = count === undefined ? others : { ...others, [name]: count };
  }
}
