import type { EpisodeOrder } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { EpisodeRow, SeasonRow, SeriesTree } from '../../../contract/series.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const REFRESH_EVERY_MS = 400;

/** The seasons and episodes of one show in one order, kept true by events. */
export class ShowTree {
  readonly seriesId: number;
  tree = $state.raw<SeriesTree | null>(null);
  error = $state.raw<unknown>(null);
  episodes: readonly EpisodeRow[] = $derived(this.tree?.seasons.flatMap((season) => season.episodes) ?? []);
  /** The order asked for; null is the show's own. */
  #order: EpisodeOrder | null = null;
  /** Replies to questions of an older generation are dropped. */
  #generation = 0;
  readonly #stops: (() => void)[];

  constructor(seriesId: number) {
    this.seriesId = seriesId;
    const refresh = throttled(() => void this.load(), REFRESH_EVERY_MS);
    this.#stops = [
      on('items.changed', ({ items }) => {
        if (items.some((item) => this.#isOfShow(item))) refresh();
      }),
      on('items.listChanged', ({ type }) => {
        if (type !== 'movie') refresh();
      }),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    this.#generation += 1;
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    const generation = (this.#generation += 1);
    try {
      const tree = await call('series.tree', { id: this.seriesId, order: this.#order });
      if (generation !== this.#generation) return;
      this.tree = tree;
      this.error = null;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }

  async setOrder(order: EpisodeOrder): Promise<void> {
    this.#order = order;
    await this.load();
  }

  episode(id: number): EpisodeRow | undefined {
    return this.episodes.find((episode) => episode.id === id);
  }

  season(id: number): SeasonRow | undefined {
    return this.tree?.seasons.find((season) => season.id === id);
  }

  /** The season or episode so many places before or after this one in the order that is shown; null past the ends. */
  neighbour(item: ItemRef, by: number): ItemRef | null {
    const ids =
      item.type === 'season'
        ? (this.tree?.seasons ?? []).flatMap((season) => (season.id === null ? [] : [season.id]))
        : this.episodes.map((episode) => episode.id);
    const at = ids.indexOf(item.id);
    const id = at === -1 ? undefined : ids[at + by];
    return id === undefined ? null : { type: item.type, id };
  }

  #isOfShow({ type, id }: ItemRef): boolean {
    if (type === 'series') return id === this.seriesId;
    return type === 'season' ? this.season(id) !== undefined : type === 'episode' && this.episode(id) !== undefined;
  }
}
