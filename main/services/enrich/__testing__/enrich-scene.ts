import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ItemRef } from '../../../../contract/primitives.ts';
import { sortKey } from '../../../domain/names/sort-key.ts';
import type {
  MovieAnswer,
  ProviderIds,
  ProviderName,
  SeasonAnswer,
  SeriesAnswer,
  SetAnswer,
} from '../../../domain/provider-answer.ts';
import { placeNewDatabase } from '../../../__testing__/new-database.ts';
import { emptyMovieMetadata, type MovieMetadata } from '../../../domain/movie-metadata.ts';
import {
  emptyEpisodeMetadata,
  emptySeriesMetadata,
  type EpisodeMetadata,
  type SeriesMetadata,
} from '../../../domain/tv-metadata.ts';
import type { Ability, Provider } from '../../../providers/provider.ts';
import { candidateRecords, writeSelection } from '../../../store/candidate.store.ts';
import { readCompletenessConfig } from '../../../store/completeness.store.ts';
import type { NewJob } from '../../../store/job.store.ts';
import { insertLibrary, libraryPaths } from '../../../store/library.store.ts';
import { insertMovie } from '../../../store/movie.store.ts';
import { openDatabase, type WriteDb } from '../../../store/open-database.ts';
import { setProvenances } from '../../../store/provenance.store.ts';
import { isHandsOff } from '../../artwork/hands-off.ts';
import { storeImageOffers } from '../../artwork/image-offers.ts';
import { previewSelection } from '../../artwork/select-artwork.ts';
import type { EnrichDependencies, EnrichOptions } from '../enrich-types.ts';
import { createEnricher, type Enricher } from '../enricher.ts';

export const NO_IDS: ProviderIds = { tmdbId: null, tvdbId: null, imdbId: null };

/** A provider that answers what it is told, in memory. */
export interface TestProvider {
  name: ProviderName;
  movies: Map<number | string, MovieAnswer>;
  series: Map<number | string, SeriesAnswer>;
  /** By `show's id here/number`. */
  seasons: Map<string, SeasonAnswer>;
  sets: Map<number, SetAnswer>;
  /** Thrown instead of an answer. */
  error: Error | null;
  /** What was asked, in order. */
  asked: string[];
  /** Awaited before each answer. */
  before: () => Promise<void>;
}

const KEY = { tmdb: 'tmdbId', tvdb: 'tvdbId', omdb: 'imdbId', 'fanart.tv': 'tmdbId', local: 'tmdbId' } as const;

export function testProvider(name: ProviderName): TestProvider {
  return {
    name,
    movies: new Map(),
    series: new Map(),
    seasons: new Map(),
    sets: new Map(),
    error: null,
    asked: [],
    before: () => Promise.resolve(),
  };
}

function asProvider(test: TestProvider): Provider {
  const answer = async <A>(what: string, found: A | undefined): Promise<A | null> => {
    test.asked.push(what);
    await test.before();
    if (test.error !== null) throw test.error;
    return found ?? null;
  };
  const own = (ids: ProviderIds): number | string => ids[KEY[test.name]] ?? 0;
  const isCatalogue = test.name === 'tmdb' || test.name === 'tvdb';
  return {
    name: test.name,
    abilities: new Set<Ability>(['movie', 'series', ...(isCatalogue ? (['season', 'find'] as const) : []), 'set']),
    isConfigured: () => Promise.resolve(true),
    test: () => Promise.resolve(),
    movie: (ids) => answer(`movie ${String(own(ids))}`, test.movies.get(own(ids))),
    series: (ids) => answer(`series ${String(own(ids))}`, test.series.get(own(ids))),
    season: (ids, season) =>
      answer(`season ${String(own(ids))}/${String(season)}`, test.seasons.get(`${String(own(ids))}/${String(season)}`)),
    set: (id) => answer(`set ${String(id)}`, test.sets.get(id)),
    find: async (kind, ids) => {
      const all: Iterable<MovieAnswer | SeriesAnswer> = kind === 'movie' ? test.movies.values() : test.series.values();
      const found = [...all].find((known) => ids.imdbId !== null && known.ids.imdbId === ids.imdbId);
      return answer(`find ${String(ids.imdbId)}`, found?.ids);
    },
  };
}

export interface EnrichScene {
  db: WriteDb;
  deps: EnrichDependencies;
  enricher: Enricher;
  providers: Record<'tmdb' | 'tvdb' | 'omdb', TestProvider>;
  jobs: NewJob[];
  /** Closes and opens the database, as a restart does. */
  restart(): void;
  close(): void;
}

/** A database of its own, providers in memory, and a choice of artwork that takes the newest image without fetching it. */
export function openEnrichScene(): EnrichScene {
  const folder = mkdtempSync(path.join(tmpdir(), 'metarr-enrich-'));
  const file = path.join(folder, 'metarr.sqlite');
  placeNewDatabase(file);
  const providers = { tmdb: testProvider('tmdb'), tvdb: testProvider('tvdb'), omdb: testProvider('omdb') };
  const list = Object.values(providers).map(asProvider);
  const jobs: NewJob[] = [];
  const build = (): Pick<EnrichScene, 'db' | 'deps' | 'enricher'> => {
    const db = openDatabase(file, { appVersion: '0.0.0' });
    const deps: EnrichDependencies = {
      db,
      providers: { all: () => list },
      artwork: {
        storeOffers: storeImageOffers,
        select: (owner) => Promise.resolve({ changedTypes: chooseNewest(db, owner) }),
        preview: (item) => previewSelection(db, item),
      },
      events: { publish: () => undefined, itemChanged: () => undefined, flush: () => undefined },
      rules: (type) => readCompletenessConfig(db, type),
      enqueue: (job) => {
        jobs.push(job);
        return { id: jobs.length };
      },
    };
    return { db, deps, enricher: createEnricher(deps) };
  };
  const scene: EnrichScene = {
    ...build(),
    providers,
    jobs,
    restart: () => {
      scene.db.close();
      Object.assign(scene, build());
    },
    close: () => {
      scene.db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return scene;
}

/** As the real choice: what is locked or chosen by hand is left alone. */
function chooseNewest(db: WriteDb, owner: { type: ItemRef['type'] | 'set'; id: number }): string[] {
  const posters = candidateRecords(db, owner, 'poster').filter(({ isRejected }) => isRejected === 0);
  const newest = posters.at(-1);
  if (newest === undefined || newest.isSelected === 1 || isHandsOff(db, owner, 'poster')) return [];
  writeSelection(db, owner, 'poster', [{ id: newest.id, selectedBy: 'auto' }]);
  return ['poster'];
}

let films = 0;

/** Puts a film into the database as a scan would that knows its name and an id. */
export function addFilm(db: WriteDb, columns: Record<string, string | number | null> = {}): ItemRef {
  films += 1;
  const folder = `/invented/Films/${String(films)}`;
  const known = libraryPaths(db).find((library) => library.path === '/invented/Films');
  const libraryId = known?.id ?? insertLibrary(db, { name: 'Films', type: 'movies', path: '/invented/Films' });
  const title = `Film ${String(films)}`;
  const id = insertMovie(db, libraryId, {
    title,
    sort_key: sortKey(title),
    directory_path: folder,
    file_path: `${folder}/film.mkv`,
    base_name: 'film',
    state: 'identified',
    tmdb_id: 1000 + films,
    ...columns,
  });
  setProvenances(db, 'movie', id, ['title', 'tmdb_id'], 'name');
  return { type: 'movie', id };
}

export function movieAnswer(
  provider: ProviderName,
  ids: Partial<ProviderIds>,
  metadata: Partial<MovieMetadata>,
  change: Partial<MovieAnswer> = {},
): MovieAnswer {
  const all = { ...NO_IDS, ...ids };
  return {
    kind: 'movie',
    provider,
    providerId: String(all[KEY[provider]] ?? ''),
    ids: all,
    records: [{ language: '', metadata: { ...emptyMovieMetadata(), ...metadata } }],
    images: [],
    trailers: [],
    ...change,
  };
}

export function seriesAnswer(
  provider: ProviderName,
  ids: Partial<ProviderIds>,
  metadata: Partial<SeriesMetadata>,
  seasons: readonly number[],
): SeriesAnswer {
  const all = { ...NO_IDS, ...ids };
  return {
    kind: 'series',
    provider,
    providerId: String(all[KEY[provider]] ?? ''),
    ids: all,
    records: [{ language: '', metadata: { ...emptySeriesMetadata(), ...metadata } }],
    images: [],
    trailers: [],
    seasons: seasons.map((season) => ({ season, providerId: null, title: null, episodeCount: null })),
  };
}

export function seasonAnswer(
  provider: ProviderName,
  season: number,
  episodes: readonly (Partial<EpisodeMetadata> & { episode: number })[],
): SeasonAnswer {
  return {
    kind: 'season',
    provider,
    providerId: `season-${String(season)}`,
    ids: NO_IDS,
    records: [],
    images: [],
    trailers: [],
    season,
    episodes: episodes.map((metadata) => ({
      kind: 'episode',
      provider,
      providerId: `${String(season)}x${String(metadata.episode)}`,
      ids: NO_IDS,
      records: [{ language: '', metadata: { ...emptyEpisodeMetadata(), season, ...metadata } }],
      images: [],
      trailers: [],
    })),
  };
}

export function enrichOptions(change: Partial<EnrichOptions> = {}): EnrichOptions {
  return {
    isFresh: true,
    isInteractive: false,
    isSelecting: true,
    signal: new AbortController().signal,
    jobId: 1,
    down: new Map(),
    sets: new Set(),
    ...change,
  };
}
