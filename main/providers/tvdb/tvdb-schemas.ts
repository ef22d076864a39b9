import { z } from 'zod';
import { looseCount, looseFlag, looseIndex, looseList, looseNumber, looseObject, looseText } from '../loose-schema.ts';

/** Shapes of TheTVDB's API v4 (https://thetvdb.github.io/v4-api/, swagger 4.7.10), as loose as its answers are. */
const Id = z.union([z.int(), z.string().regex(/^\d+$/u).transform(Number)]);

export const TvdbEnvelope = z.object({
  status: looseText,
  message: looseText,
  data: z.unknown().optional(),
  links: looseObject(z.object({ next: looseText })),
});

export const TvdbLogin = z.object({ token: z.string().min(1) });

const RemoteId = z.object({ id: looseText, type: looseIndex, sourceName: looseText });
export type TvdbRemoteId = z.output<typeof RemoteId>;

const Named = z.object({ name: looseText });

export const TvdbArtwork = z.object({
  id: looseCount,
  image: z.string().min(1),
  thumbnail: looseText,
  language: looseText,
  type: Id,
  score: looseNumber,
  width: looseCount,
  height: looseCount,
  seasonId: looseCount,
});
export type TvdbArtwork = z.output<typeof TvdbArtwork>;

export const TvdbArtworkType = z.object({ id: Id, name: looseText, recordType: looseText, slug: looseText });
export type TvdbArtworkType = z.output<typeof TvdbArtworkType>;

const Translation = z.object({
  language: looseText,
  name: looseText,
  overview: looseText,
  tagline: looseText,
  isAlias: looseFlag,
});
export type TvdbTranslation = z.output<typeof Translation>;

const Translations = looseObject(
  z.object({ nameTranslations: looseList(Translation), overviewTranslations: looseList(Translation) }),
);

const Character = z.object({
  name: looseText,
  peopleId: looseCount,
  peopleType: looseText,
  personName: looseText,
  image: looseText,
  personImgURL: looseText,
  sort: looseIndex,
});
export type TvdbCharacter = z.output<typeof Character>;

const Company = z.object({
  name: looseText,
  companyType: looseObject(z.object({ companyTypeName: looseText })),
});

const ContentRating = z.object({ name: looseText, country: looseText, order: looseNumber });
export type TvdbContentRating = z.output<typeof ContentRating>;

const Trailer = z.object({ id: looseCount, name: looseText, url: looseText, language: looseText });
export type TvdbTrailer = z.output<typeof Trailer>;

const SeasonBase = z.object({
  id: Id,
  number: looseIndex,
  name: looseText,
  image: looseText,
  type: looseObject(z.object({ type: looseText })),
});

export const TvdbSeries = z.object({
  id: Id,
  name: looseText,
  image: looseText,
  firstAired: looseText,
  year: looseText,
  status: looseObject(Named),
  overview: looseText,
  originalCountry: looseText,
  originalLanguage: looseText,
  averageRuntime: looseCount,
  artworks: looseList(TvdbArtwork),
  characters: looseList(Character),
  companies: looseList(Company),
  originalNetwork: looseObject(Named),
  latestNetwork: looseObject(Named),
  genres: looseList(Named),
  trailers: looseList(Trailer),
  remoteIds: looseList(RemoteId),
  contentRatings: looseList(ContentRating),
  seasons: looseList(SeasonBase),
  translations: Translations,
});
export type TvdbSeries = z.output<typeof TvdbSeries>;

export const TvdbMovie = z.object({
  id: Id,
  name: looseText,
  image: looseText,
  overview: looseText,
  year: looseText,
  runtime: looseCount,
  originalCountry: looseText,
  originalLanguage: looseText,
  artworks: looseList(TvdbArtwork),
  characters: looseList(Character),
  companies: looseObject(z.object({ studio: looseList(Company), production: looseList(Company) })),
  studios: looseList(Named),
  genres: looseList(Named),
  trailers: looseList(Trailer),
  remoteIds: looseList(RemoteId),
  contentRatings: looseList(ContentRating),
  production_countries: looseList(z.object({ country: looseText })),
  first_release: looseObject(z.object({ date: looseText })),
  releases: looseList(z.object({ date: looseText })),
  translations: Translations,
});
export type TvdbMovie = z.output<typeof TvdbMovie>;

const Codes = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value.filter((code) => typeof code === 'string') : null));

export const TvdbEpisode = z.object({
  id: Id,
  name: looseText,
  overview: looseText,
  aired: looseText,
  runtime: looseCount,
  image: looseText,
  number: looseIndex,
  seasonNumber: looseIndex,
  absoluteNumber: looseCount,
  airsBeforeSeason: looseIndex,
  airsBeforeEpisode: looseIndex,
  airsAfterSeason: looseIndex,
  /** Codes of the languages there are; null when the answer does not say (it does not in a language's list). */
  nameTranslations: Codes,
  overviewTranslations: Codes,
});
export type TvdbEpisode = z.output<typeof TvdbEpisode>;

/** With a language the list lies in the series' record itself, without one beside it. */
export const TvdbEpisodes = z.object({
  episodes: looseList(TvdbEpisode),
  series: looseObject(z.object({ originalLanguage: looseText })),
  originalLanguage: looseText,
});

export const TvdbSeason = z.object({
  id: Id,
  number: looseIndex,
  name: looseText,
  image: looseText,
  artwork: looseList(TvdbArtwork),
  overviewTranslations: Codes,
  nameTranslations: Codes,
  translations: looseList(Translation),
});
export type TvdbSeason = z.output<typeof TvdbSeason>;

export const TvdbSeasonTranslation = Translation;

const TextByLanguage = z
  .record(z.string(), looseText)
  .nullish()
  .catch(null)
  .transform((texts) => texts ?? {});

/** The one part of the API that is written in snake_case. */
export const TvdbSearchItem = z.object({
  tvdb_id: Id,
  type: looseText,
  name: looseText,
  aliases: looseList(z.string()),
  translations: TextByLanguage,
  overview: looseText,
  overviews: TextByLanguage,
  primary_language: looseText,
  year: looseText,
  first_air_time: looseText,
  image_url: looseText,
  remote_ids: looseList(RemoteId),
});
export type TvdbSearchItem = z.output<typeof TvdbSearchItem>;

const Record = looseObject(z.object({ id: Id }));
export const TvdbRemoteHit = z.object({ series: Record, movie: Record });
