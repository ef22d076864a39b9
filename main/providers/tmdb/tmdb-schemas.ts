import { z } from 'zod';
import { looseCount, looseFlag, looseIndex, looseList, looseNumber, looseObject, looseText } from '../loose-schema.ts';

/**
 * The parts of TMDB's answers (API version 3) that Metarr reads: https://developer.themoviedb.org/reference. Only an id is
 * required; all else goes missing, is null or an empty string in real answers.
 */
const id = z.int().positive();
const named = z.object({ name: looseText });
const results = <S extends z.ZodType>(element: S): z.ZodType<z.output<S>[]> =>
  looseObject(z.object({ results: looseList(element) })).transform((found) => found?.results ?? []);

const image = z.object({
  file_path: z.string().min(2),
  width: looseCount,
  height: looseCount,
  iso_639_1: looseText,
  vote_average: looseNumber,
  vote_count: looseIndex,
});
export type TmdbImage = z.output<typeof image>;

const images = looseObject(
  z.object({
    posters: looseList(image),
    backdrops: looseList(image),
    logos: looseList(image),
    stills: looseList(image),
    profiles: looseList(image),
  }),
);
export type TmdbImages = NonNullable<z.output<typeof images>>;

const video = z.object({
  key: z.string().min(1),
  site: looseText,
  name: looseText,
  type: looseText,
  iso_639_1: looseText,
  official: looseFlag,
  size: looseCount,
  published_at: looseText,
});
export type TmdbVideo = z.output<typeof video>;

const person = { id: looseCount, name: looseText, profile_path: looseText };
const castMember = z.object({
  ...person,
  character: looseText,
  order: looseIndex,
  /** Of aggregated credits, instead of `character`. */
  roles: looseList(z.object({ character: looseText, episode_count: looseIndex })),
});
export type TmdbCast = z.output<typeof castMember>;
const crewMember = z.object({ ...person, job: looseText, jobs: looseList(z.object({ job: looseText })) });
export type TmdbCrew = z.output<typeof crewMember>;
const credits = looseObject(z.object({ cast: looseList(castMember), crew: looseList(crewMember) }));

const translation = z.object({
  iso_639_1: z.string().min(2),
  iso_3166_1: looseText,
  /** The title is `title` of films and sets, `name` of shows and seasons. */
  data: z.object({ title: looseText, name: looseText, overview: looseText, tagline: looseText }),
});
export type TmdbTranslation = z.output<typeof translation>;
const translations = looseObject(z.object({ translations: looseList(translation) })).transform(
  (found) => found?.translations ?? null,
);

const searchHit = z.object({
  id,
  /** Of films; shows have `name`. */
  title: looseText,
  name: looseText,
  original_title: looseText,
  original_name: looseText,
  original_language: looseText,
  overview: looseText,
  popularity: looseNumber,
  poster_path: looseText,
  release_date: looseText,
  first_air_date: looseText,
});
export type TmdbSearchHit = z.output<typeof searchHit>;
const searchHits = looseList(searchHit);
/** A list there must be: without one, something else has answered. */
export const searchSchema = z.object({ results: z.array(z.unknown()).transform((hits) => searchHits.parse(hits)) });

/** What is appended to a hit to know it better. */
export const hitDetailsSchema = z.object({
  id,
  runtime: looseCount,
  episode_run_time: looseList(z.int().positive()),
  alternative_titles: looseObject(
    z.object({ titles: looseList(z.object({ title: looseText })), results: looseList(z.object({ title: looseText })) }),
  ),
  translations,
});

const found = z.object({ id });
export const findSchema = z.object({ movie_results: looseList(found), tv_results: looseList(found) });

export const externalIdsSchema = z.object({ id: looseCount, imdb_id: looseText, tvdb_id: looseCount });

export const movieSchema = z.object({
  id,
  imdb_id: looseText,
  title: looseText,
  original_title: looseText,
  original_language: looseText,
  overview: looseText,
  tagline: looseText,
  release_date: looseText,
  runtime: looseCount,
  genres: looseList(named),
  production_companies: looseList(named),
  production_countries: looseList(named),
  belongs_to_collection: looseObject(z.object({ id, name: looseText })),
  vote_average: looseNumber,
  vote_count: looseIndex,
  credits,
  images,
  videos: results(video),
  translations,
  keywords: looseObject(z.object({ keywords: looseList(named) })),
  release_dates: results(
    z.object({
      iso_3166_1: z.string().length(2),
      release_dates: looseList(z.object({ certification: looseText, type: looseCount })),
    }),
  ),
});
export type TmdbMovie = z.output<typeof movieSchema>;

export const seriesSchema = z.object({
  id,
  name: looseText,
  original_name: looseText,
  original_language: looseText,
  overview: looseText,
  tagline: looseText,
  first_air_date: looseText,
  status: looseText,
  episode_run_time: looseList(z.int().positive()),
  genres: looseList(named),
  networks: looseList(named),
  production_countries: looseList(named),
  /** ISO 3166-1; what there is of countries where none produced it. */
  origin_country: looseList(z.string()),
  created_by: looseList(named),
  vote_average: looseNumber,
  vote_count: looseIndex,
  seasons: looseList(
    z.object({
      id: looseCount,
      season_number: z.int().min(0),
      name: looseText,
      episode_count: looseIndex,
    }),
  ),
  last_episode_to_air: looseObject(z.object({ runtime: looseCount, episode_type: looseText })),
  aggregate_credits: credits,
  images,
  videos: results(video),
  translations,
  keywords: results(named),
  content_ratings: results(z.object({ iso_3166_1: z.string().length(2), rating: looseText })),
  external_ids: looseObject(externalIdsSchema),
  episode_groups: results(z.object({ id: z.string().min(1), name: looseText, type: looseCount })),
});
export type TmdbSeries = z.output<typeof seriesSchema>;

const episode = z.object({
  id,
  season_number: z.int().min(0),
  episode_number: z.int().min(0),
  name: looseText,
  overview: looseText,
  air_date: looseText,
  runtime: looseCount,
  still_path: looseText,
  vote_average: looseNumber,
  vote_count: looseIndex,
  crew: looseList(crewMember),
  guest_stars: looseList(castMember),
});
export type TmdbEpisode = z.output<typeof episode>;

export const seasonSchema = z.object({
  id,
  season_number: z.int().min(0),
  name: looseText,
  overview: looseText,
  air_date: looseText,
  poster_path: looseText,
  episodes: looseList(episode),
  credits,
  images,
  translations,
  external_ids: looseObject(externalIdsSchema),
});
export type TmdbSeason = z.output<typeof seasonSchema>;

export const episodeGroupSchema = z.object({
  id: z.string(),
  groups: looseList(
    z.object({
      order: looseIndex,
      name: looseText,
      episodes: looseList(z.object({ id, season_number: z.int().min(0), order: looseIndex })),
    }),
  ),
});
export type TmdbEpisodeGroup = z.output<typeof episodeGroupSchema>;

export const collectionSchema = z.object({
  id,
  name: looseText,
  overview: looseText,
  original_name: looseText,
  original_language: looseText,
  parts: looseList(z.object({ id, title: looseText, release_date: looseText })),
  images,
  translations,
});
export type TmdbCollection = z.output<typeof collectionSchema>;

export const personSchema = z.object({
  id,
  name: looseText,
  imdb_id: looseText,
  profile_path: looseText,
  images,
  external_ids: looseObject(externalIdsSchema),
});
export type TmdbPerson = z.output<typeof personSchema>;

export const configurationSchema = z.object({
  images: z.object({
    poster_sizes: looseList(z.string()),
    backdrop_sizes: looseList(z.string()),
    logo_sizes: looseList(z.string()),
    profile_sizes: looseList(z.string()),
    still_sizes: looseList(z.string()),
  }),
});
export type TmdbConfiguration = z.output<typeof configurationSchema>;
