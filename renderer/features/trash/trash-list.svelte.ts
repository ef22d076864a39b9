import type { MovieRow } from '../../../contract/movies.ts';
import type { SeriesRow } from '../../../contract/series.ts';
import type { SetRow } from '../../../contract/sets.ts';
import type { Output } from '../../../contract/contract.ts';
import { call, on, onResync } from '../../client/client.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 200;
const PER_CALL = 500;

/** What lies in the trash by itself, in the order it is listed. */
const TYPES = ['movie', 'series', 'set'] as const;
type TrashType = (typeof TYPES)[number];

/** A film, show or set in the trash. */
export interface TrashRow {
  /** Names it among all kinds. */
  key: string;
  type: TrashType;
  row: MovieRow | SeriesRow | SetRow;
  /** Empty for a set, whose films stay where they are. */
  folder: string;
}

const FILTER = { isDeleted: true };

const COUNT: Readonly<Record<TrashType, () => Promise<{ matching: number }>>> = {
  movie: () => call('movies.count', { filter: FILTER }),
  series: () => call('series.count', { filter: FILTER }),
  set: () => call('sets.count', { filter: FILTER }),
};

const PAGE: Readonly<Record<TrashType, (offset: number) => Promise<TrashRow['row'][]>>> = {
  movie: async (offset) => (await call('movies.page', { filter: FILTER, offset, limit: PAGE_SIZE })).rows,
  series: async (offset) => (await call('series.page', { filter: FILTER, offset, limit: PAGE_SIZE })).rows,
  set: async (offset) => (await call('sets.page', { filter: FILTER, offset, limit: PAGE_SIZE })).rows,
};

const RESTORE: Readonly<Record<TrashType, (ids: number[]) => Promise<{ restored: number }>>> = {
  movie: (ids) => call('movies.restore', { ids }),
  series: (ids) => call('series.restore', { ids }),
  set: (ids) => call('sets.restore', { ids }),
};

/** The films, shows and sets in the trash, kept true by events. */
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
    try {
      const counts = await Promise.all(TYPES.map((type) => COUNT[type]()));
      const rows: TrashRow[] = [];
      for (const [index, type] of TYPES.entries()) {
        const wanted = Math.min(this.#limit - rows.length, counts[index]?.matching ?? 0);
        for (let offset = 0; offset < wanted; offset += PAGE_SIZE) {
          rows.push(...(await PAGE[type](offset)).map((row) => toTrashRow(type, row)));
        }
      }
      this.rows = rows;
      this.matching = counts.reduce((sum, { matching }) => sum + matching, 0);
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

  /** Brings what is chosen back. Answers how many; throws what the core refuses. */
  async restore(rows: readonly TrashRow[]): Promise<number> {
    let restored = 0;
    for (const type of TYPES) {
      const ids = rows.filter((row) => row.type === type).map(({ row }) => row.id);
      for (let start = 0; start < ids.length; start += PER_CALL) {
        restored += (await RESTORE[type](ids.slice(start, start + PER_CALL))).restored;
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

function toTrashRow(type: TrashType, row: TrashRow['row']): TrashRow {
  return { key: `${type}-${row.id}`, type, row, folder: 'directoryPath' in row ? row.directoryPath : '' };
}

function itemsOf(rows: readonly TrashRow[] | null): { type: TrashType; id: number }[] | null {
  return rows === null ? null : rows.map(({ type, row }) => ({ type, id: row.id }));
}
