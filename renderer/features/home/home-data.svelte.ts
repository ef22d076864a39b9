import type { Output } from '../../../contract/contract.ts';
import type { ActivityEntry } from '../../../contract/jobs.ts';
import type { MovieFilterInput, MovieRow } from '../../../contract/movies.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

/** What the home page counts: the filter behind each number. */
export const HOME_COUNTS = {
  unpublished: { hasUnpublishedChanges: true },
  incomplete: { completenessMax: 99 },
  issues: { hasIssues: true },
  unidentified: { states: ['needs_identification'] },
} as const satisfies Record<string, MovieFilterInput>;
export type HomeCount = keyof typeof HOME_COUNTS;

/** What the home page shows, kept true by events. */
export class HomeData {
  counts = $state.raw<Record<HomeCount, number> | null>(null);
  total = $state(0);
  recent = $state.raw<MovieRow[]>([]);
  activity = $state.raw<ActivityEntry[]>([]);
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 1000);
    this.#stops = [
      on('movies.listChanged', refresh),
      on('movies.changed', refresh),
      on('activity.logged', refresh),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async refresh(): Promise<void> {
    const names = Object.keys(HOME_COUNTS) as HomeCount[];
    try {
      const [recent, activity, ...counts] = await Promise.all([
        call('movies.page', { sort: 'added', isDescending: true, limit: 14 }),
        call('activity.page', { limit: 8 }),
        ...names.map((name) => call('movies.count', { filter: { ...HOME_COUNTS[name] } })),
      ]);
      this.#take(names, counts);
      this.recent = recent.rows;
      this.activity = activity.entries;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  #take(names: readonly HomeCount[], counts: readonly Output<'movies.count'>[]): void {
    const entries = names.map((name, index) => [name, counts[index]?.matching ?? 0] as const);
    this.counts = Object.fromEntries(entries) as Record<HomeCount, number>;
    this.total = counts[0]?.total ?? 0;
  }
}
