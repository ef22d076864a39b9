import type { MovieRow } from '../../../contract/movies.ts';
import type { SeriesRow } from '../../../contract/series.ts';
import type { Output } from '../../../contract/contract.ts';
import { call, on, onResync } from '../../client/client.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 200;
const PER_CALL = 500;

/** A film or show in the trash. */
export interface TrashRow {
  /** Names it among both kinds. */
  key: string;
  type: 'movie' | 'series';
  row: MovieRow | SeriesRow;
}

/** The films and shows in the trash, kept true by events. */
export class TrashList {
  rows = $state.raw<TrashRow[]>([]);
  matching = $state(0);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  #limit = PAGE_SIZE;
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 400);
    this.#stops = [on('items.listChanged', refresh), on('items.changed', refresh), onResync(refresh)];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async refresh(): Promise<void> {
    const filter = { isDeleted: true };
    try {
      const [films, shows] = await Promise.all([call('movies.count', { filter }), call('series.count', { filter })]);
      const rows: TrashRow[] = [];
      for (let offset = 0; offset < Math.min(this.#limit, films.matching); offset += PAGE_SIZE) {
        const page = await call('movies.page', { filter, offset, limit: PAGE_SIZE });
        rows.push(...page.rows.map((row) => ({ key: `movie-${row.id}`, type: 'movie' as const, row })));
      }
      for (let offset = 0; offset < Math.min(this.#limit - rows.length, shows.matching); offset += PAGE_SIZE) {
        const page = await call('series.page', { filter, offset, limit: PAGE_SIZE });
        rows.push(...page.rows.map((row) => ({ key: `series-${row.id}`, type: 'series' as const, row })));
      }
      this.rows = rows;
      this.matching = films.matching + shows.matching;
      this.error = null;
      this.isLoaded = true;
    } catch (error) {
      this.error = error;
    }
  }

  async more(): Promise<void> {
    this.#limit += PAGE_SIZE;
    await this.refresh();
  }

  /** Brings films and shows back. Answers how many; throws what the core refuses. */
  async restore(rows: readonly TrashRow[]): Promise<number> {
    let restored = 0;
    for (const method of ['movies.restore', 'series.restore'] as const) {
      const type = method === 'movies.restore' ? 'movie' : 'series';
      const ids = rows.filter((row) => row.type === type).map(({ row }) => row.id);
      for (let start = 0; start < ids.length; start += PER_CALL) {
        restored += (await call(method, { ids: ids.slice(start, start + PER_CALL) })).restored;
      }
    }
    await this.refresh();
    return restored;
  }

  /** What deleting these for good, or (null) everything in the trash, would take with it. */
  preview(rows: readonly TrashRow[] | null): Promise<Output<'trash.preview'>> {
    return call('trash.preview', { items: itemsOf(rows) });
  }

  /** Deletes for good. Answers how many titles went, or null when it did not come to its end; throws what the core refuses. */
  async purge(rows: readonly TrashRow[] | null): Promise<number | null> {
    const before = this.matching;
    const job = await jobEnded((await call('trash.purge', { items: itemsOf(rows) })).jobId);
    await this.refresh();
    return job.status === 'completed' ? Math.max(0, before - this.matching) : null;
  }
}

function itemsOf(rows: readonly TrashRow[] | null): { type: 'movie' | 'series'; id: number }[] | null {
  return rows === null ? null : rows.map(({ type, row }) => ({ type, id: row.id }));
}
