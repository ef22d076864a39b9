import type { ApiClient } from '../http/http-types.ts';
import { ProviderError } from '../provider.ts';
import type { Ability, AskOptions, Provider, ProviderAccess } from '../provider.ts';
import { z } from 'zod';
import { mapMovie } from './map-movie.ts';
import { mapSeries } from './map-series.ts';
import { mapPerson, mapSet } from './map-set.ts';
import { createTmdbApi, KEEP_MS } from './tmdb-api.ts';
import { completeIds, findTmdbId } from './tmdb-find.ts';
import { KNOWN_SIZES, previewSizes } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import { languageQuery } from './tmdb-languages.ts';
import { collectionSchema, configurationSchema, movieSchema, personSchema, seriesSchema } from './tmdb-schemas.ts';
import type { TmdbSeries } from './tmdb-schemas.ts';
import { searchTmdb } from './tmdb-search.ts';
import { airedSeason, orderedSeason } from './tmdb-season.ts';

const ABILITIES: readonly Ability[] = [
  'search.movie',
  'search.series',
  'find',
  'movie',
  'series',
  'season',
  'set',
  'person',
];
const MOVIE_PARTS = 'credits,images,keywords,release_dates,translations,videos';
const SERIES_PARTS =
  'aggregate_credits,content_ratings,episode_groups,external_ids,images,keywords,translations,videos';

/**
 * TMDB (https://developer.themoviedb.org/reference), version 3: one request a film or show, one a season and language.
 * Texts come in all languages asked for, genres in the first.
 */
export function createTmdbProvider(client: ApiClient, access: ProviderAccess): Provider {
  const api = createTmdbApi(client, access);

  /** Where images lie and which sizes there are; the sizes of old when TMDB does not say. */
  async function imageMaker(options: AskOptions): Promise<ImageMaker> {
    const baseUrl = access.imageBaseUrl();
    try {
      const configuration = await api.ask(
        { path: '/configuration', schema: configurationSchema, keepForMs: KEEP_MS.configuration, what: 'image sizes' },
        // Nobody shall wait long for the sizes of thumbnails.
        { ...options, isFresh: false, isInteractive: true },
      );
      return { baseUrl, sizes: configuration === null ? KNOWN_SIZES : previewSizes(configuration) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return { baseUrl, sizes: KNOWN_SIZES };
    }
  }

  function seriesDetails(tmdbId: number, options: AskOptions): Promise<TmdbSeries | null> {
    return api.ask(
      {
        path: `/tv/${String(tmdbId)}`,
        query: { ...languageQuery(options), append_to_response: SERIES_PARTS },
        schema: seriesSchema,
        keepForMs: KEEP_MS.details,
        what: 'details of a show',
      },
      options,
    );
  }

  return {
    name: 'tmdb',
    abilities: new Set(ABILITIES),
    isConfigured: async () => (await access.key()) !== null,

    async test(signal) {
      await api.ask(
        { path: '/authentication', schema: z.object({}), keepForMs: KEEP_MS.nothing, what: 'the check of a key' },
        { signal, isFresh: true, isInteractive: true },
      );
    },

    search: (kind, query, options) => searchTmdb(api, kind, query, options, () => imageMaker(options)),

    find: (kind, ids, options) => completeIds(api, kind, ids, options),

    async movie(ids, options) {
      const id = ids.tmdbId ?? ids.imdbId;
      if (id === null) return null;
      const movie = await api.ask(
        {
          path: `/movie/${encodeURIComponent(id)}`,
          query: { ...languageQuery(options), append_to_response: MOVIE_PARTS },
          schema: movieSchema,
          keepForMs: KEEP_MS.details,
          what: 'details of a film',
        },
        options,
      );
      return movie === null ? null : mapMovie(movie, options.languages, await imageMaker(options));
    },

    async series(ids, options) {
      const id = await findTmdbId(api, 'series', ids, options);
      const series = id === null ? null : await seriesDetails(id, options);
      return series === null ? null : mapSeries(series, options.languages, await imageMaker(options));
    },

    async season(ids, season, order, options) {
      const id = await findTmdbId(api, 'series', ids, options);
      if (id === null) return null;
      const images = (): Promise<ImageMaker> => imageMaker(options);
      if (order === 'aired') return airedSeason(api, id, season, options, images);
      // Which orders there are was told with the show a moment ago.
      const series = await seriesDetails(id, { ...options, isFresh: false });
      return series === null ? null : orderedSeason(api, series, season, order, options, images);
    },

    async set(id, options) {
      const { language, include_image_language } = languageQuery(options);
      const collection = await api.ask(
        {
          path: `/collection/${String(id)}`,
          query: {
            ...(language === undefined ? {} : { language }),
            ...(include_image_language === undefined ? {} : { include_image_language }),
            append_to_response: 'images,translations',
          },
          schema: collectionSchema,
          keepForMs: KEEP_MS.details,
          what: 'a set of films',
        },
        options,
      );
      return collection === null ? null : mapSet(collection, options.languages, await imageMaker(options));
    },

    async person(ids, options) {
      if (ids.tmdbId === null) return null;
      const person = await api.ask(
        {
          path: `/person/${String(ids.tmdbId)}`,
          query: { append_to_response: 'external_ids,images' },
          schema: personSchema,
          keepForMs: KEEP_MS.details,
          what: 'a person',
        },
        options,
      );
      return person === null ? null : mapPerson(person, await imageMaker(options));
    },
  };
}
