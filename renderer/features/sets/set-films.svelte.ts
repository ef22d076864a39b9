import type { MemberOrder, SetChange, SetMember } from '../../../contract/sets.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

/** The films of one set in their order, kept true by events. Methods throw what the core refuses. */
export class SetFilms {
  readonly setId: number;
  members = $state.raw<SetMember[] | null>(null);
  order = $state<MemberOrder>('release');
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor(setId: number) {
    this.setId = setId;
    const refresh = throttled(() => void this.load(), 200);
    this.#stops = [
      on('items.changed', ({ items }) => {
        if (items.some(({ type, id }) => type === 'movie' || (type === 'set' && id === setId))) refresh();
      }),
      on('items.listChanged', refresh),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async load(): Promise<void> {
    try {
      const { order, members } = await call('sets.members', { id: this.setId });
      this.order = order;
      this.members = members;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  async setOrder(order: MemberOrder): Promise<SetChange> {
    const { change } = await call('sets.setOrder', { id: this.setId, order });
    await this.load();
    return change;
  }

  /** Moves a film among those that are here; the list shows it at once. Null when it stands at that end. */
  async move(movieId: number, by: 1 | -1): Promise<SetChange | null> {
    const ids = (this.members ?? []).flatMap((member) => (member.movieId === null ? [] : [member.movieId]));
    const from = ids.indexOf(movieId);
    const to = from + by;
    if (from < 0 || to < 0 || to >= ids.length) return null;
    ids.splice(from, 1);
    ids.splice(to, 0, movieId);
    const { change } = await call('sets.reorder', { id: this.setId, movieIds: ids });
    await this.load();
    return change;
  }
}
