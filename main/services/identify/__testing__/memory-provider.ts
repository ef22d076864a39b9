import type {
  MovieAnswer,
  ProviderIds,
  ProviderName,
  SearchHit,
  SeriesAnswer,
} from '../../../domain/provider-answer.ts';
import { emptyMovieMetadata } from '../../../domain/movie-metadata.ts';
import { emptySeriesMetadata } from '../../../domain/tv-metadata.ts';
import type { Ability, AskOptions, Provider, ProviderError } from '../../../providers/provider.ts';

/** A title that a provider in memory knows. */
export interface KnownTitle {
  kind?: 'movie' | 'series';
  ids: Partial<ProviderIds>;
  title: string;
  year: number | null;
  runtimeMinutes?: number | null;
  popularity?: number | null;
  alternativeTitles?: string[];
  seasons?: { season: number; episodeCount: number }[];
  /** Ids at this provider that were merged into this title. */
  mergedIds?: number[];
}

export interface MemoryProvider extends Provider {
  /** What was asked, in order. */
  readonly calls: string[];
  titles: KnownTitle[];
  /** Thrown for every request while it is there. */
  fault: ProviderError | null;
  isReady: boolean;
}

const OWN = { tmdb: 'tmdbId', tvdb: 'tvdbId' } as const;

/** A provider that keeps to the interface and knows what it is given: nothing of it is asked over a network. */
export function memoryProvider(name: 'tmdb' | 'tvdb', titles: KnownTitle[]): MemoryProvider {
  const calls: string[] = [];
  const own = OWN[name];
  const abilities = new Set<Ability>(['search.movie', 'search.series', 'find', 'movie', 'series']);
  const asked = async (what: string, { signal }: AskOptions): Promise<void> => {
    calls.push(what);
    await Promise.resolve();
    signal.throwIfAborted();
    if (provider.fault !== null) throw provider.fault;
  };
  const byId = (kind: 'movie' | 'series', ids: ProviderIds): KnownTitle | undefined =>
    provider.titles.find(
      (title) =>
        kindOf(title) === kind &&
        ids[own] !== null &&
        (title.ids[own] === ids[own] || title.mergedIds?.includes(ids[own]) === true),
    );
  const provider: MemoryProvider = {
    name,
    abilities,
    calls,
    titles,
    fault: null,
    isReady: true,
    isConfigured: () => Promise.resolve(provider.isReady),
    test: () => Promise.resolve(),
    search: async (kind, query, options) => {
      await asked(`search ${query.title} ${String(query.year)} ${query.language}`, options);
      const words = query.title.toLowerCase();
      return provider.titles
        .filter((title) => kindOf(title) === kind)
        .filter((title) =>
          [title.title, ...(title.alternativeTitles ?? [])].some((known) => known.toLowerCase().includes(words)),
        )
        .filter((title) => query.year === null || title.year === query.year)
        .map((title) => toHit(name, title));
    },
    find: async (kind, ids, options) => {
      await asked('find', options);
      const title = provider.titles.find(
        (known) =>
          kindOf(known) === kind &&
          (['tmdbId', 'tvdbId', 'imdbId'] as const).some((id) => ids[id] !== null && known.ids[id] === ids[id]),
      );
      return title === undefined ? null : idsOf(title);
    },
    movie: async (ids, options): Promise<MovieAnswer | null> => {
      await asked(`movie ${String(ids[own])}`, options);
      const title = byId('movie', ids);
      return title === undefined
        ? null
        : {
            ...answer(name, title),
            kind: 'movie',
            records: [
              {
                language: '',
                metadata: {
                  ...emptyMovieMetadata(),
                  title: title.title,
                  year: title.year,
                  runtime: title.runtimeMinutes ?? null,
                },
              },
            ],
          };
    },
    series: async (ids, options): Promise<SeriesAnswer | null> => {
      await asked(`series ${String(ids[own])}`, options);
      const title = byId('series', ids);
      return title === undefined
        ? null
        : {
            ...answer(name, title),
            kind: 'series',
            records: [{ language: '', metadata: { ...emptySeriesMetadata(), title: title.title, year: title.year } }],
            seasons: (title.seasons ?? []).map((season) => ({ ...season, providerId: null, title: null })),
          };
    },
  };
  return provider;
}

function kindOf(title: KnownTitle): 'movie' | 'series' {
  return title.kind ?? 'movie';
}

function idsOf({ ids }: KnownTitle): ProviderIds {
  return { tmdbId: null, tvdbId: null, imdbId: null, ...ids };
}

function toHit(provider: ProviderName, title: KnownTitle): SearchHit {
  return {
    provider,
    kind: kindOf(title),
    ids: provider === 'tmdb' ? { ...idsOf(title), imdbId: null, tvdbId: null } : idsOf(title),
    title: title.title,
    originalTitle: null,
    alternativeTitles: title.alternativeTitles ?? [],
    year: title.year,
    runtimeMinutes: null,
    popularity: title.popularity ?? null,
    overview: null,
    posterUrl: null,
    originalLanguage: null,
  };
}

function answer(
  provider: ProviderName,
  title: KnownTitle,
): { provider: ProviderName; providerId: string; ids: ProviderIds; images: []; trailers: [] } {
  const ids = idsOf(title);
  return { provider, providerId: String(ids.tmdbId ?? ids.tvdbId), ids, images: [], trailers: [] };
}
