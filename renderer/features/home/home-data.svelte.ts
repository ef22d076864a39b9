import type { ActivityEntry } from '../../../contract/jobs.ts';
import type { MovieFilterInput, MovieRow } from '../../../contract/movies.ts';
import type { SeriesFilterInput, SeriesRow } from '../../../contract/series.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

/** What the home page counts of films: the filter behind each number. */
export const FILM_COUNTS = {
  unpublished: { hasUnpublishedChanges: true },
  incomplete: { completenessMax: 99 },
  issues: { hasIssues: true },
  unidentified: { states: ['needs_identification'] },
} as const satisfies Record<string, MovieFilterInput>;
/** As FILM_COUNTS, of shows. */
export const SERIES_COUNTS = {
  unpublished: { hasUnpublishedChanges: true },
  incomplete: { completenessMax: 99 },
  issues: { hasIssues: true },
  missingEpisodes: { hasMissingEpisodes: true },
} as const satisfies Record<string, SeriesFilterInput>;
export type FilmCount = keyof typeof FILM_COUNTS;
export type SeriesCount = keyof typeof SERIES_COUNTS;

async function countAll<K extends string, F>(
  filters: Readonly<Record<K, F>>,
  count: (filter: F) => Promise<{ matching: number; total: number }>,
): Promise<{ counts: Record<K, number>; total: number }> {
  const names = Object.keys(filters) as K[];
  const answers = await Promise.all(names.map((name) => count(filters[name])));
  const entries = names.map((name, index) => [name, answers[index]?.matching ?? 0] as const);
  return { counts: Object.fromEntries(entries) as Record<K, number>, total: answers[0]?.total ?? 0 };
}

/** What the home page shows, kept true by events. */
export class HomeData {
  films = $state.raw<{ counts: Record<FilmCount, number>; total: number } | null>(null);
  series = $state.raw<{ counts: Record<SeriesCount, number>; total: number } | null>(null);
  recentFilms = $state.raw<MovieRow[]>([]);
  recentSeries = $state.raw<SeriesRow[]>([]);
  activity = $state.raw<ActivityEntry[]>([]);
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 1000);
    this.#stops = [
      on('items.listChanged', refresh),
      on('items.changed', refresh),
      on('activity.logged', refresh),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async refresh(): Promise<void> {
    try {
      const recent = { sort: 'added', isDescending: true, limit: 14 } as const;
      const [films, series, recentFilms, recentSeries, activity] = await Promise.all([
        countAll(FILM_COUNTS, (filter: MovieFilterInput) => call('movies.count', { filter })),
        countAll(SERIES_COUNTS, (filter: SeriesFilterInput) => call('series.count', { filter })),
        call('movies.page', recent),
        call('series.page', recent),
        call('activity.page', { limit: 8 }),
      ]);
      this.films = films;
      this.series = series;
      this.recentFilms = recentFilms.rows;
      this.recentSeries = recentSeries.rows;
      this.activity = activity.entries;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
