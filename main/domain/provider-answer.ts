import type { AssetImageType } from './asset-types.ts';
import type { EpisodeMetadata, SeasonMetadata, SeriesMetadata, SetMetadata } from './tv-metadata.ts';
import type { MovieMetadata } from './movie-metadata.ts';

/**
 * What a provider answers, in Metarr's own words: the shape that adapters produce, `provider_records` keeps and the merge
 * reads. Plain JSON. Empty means "says nothing". Texts are plain text: adapters have removed markup.
 */
export const PROVIDERS = ['tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export interface ProviderIds {
  tmdbId: number | null;
  tvdbId: number | null;
  imdbId: string | null;
}

/** One hit of a provider's search, as the identification weighs it. */
export interface SearchHit {
  provider: ProviderName;
  kind: 'movie' | 'series';
  ids: ProviderIds;
  title: string;
  originalTitle: string | null;
  /** Other titles it is known by, of any language; no repeats of the two above. */
  alternativeTitles: string[];
  /** Of the release or the first episode. */
  year: number | null;
  runtimeMinutes: number | null;
  /** 0–1 among what the same search found: 1 is the best known. Null when the provider says nothing of it. */
  popularity: number | null;
  overview: string | null;
  posterUrl: string | null;
  /** ISO 639-1. */
  originalLanguage: string | null;
}

/** An image that can be had, not yet downloaded. */
export interface ImageOffer {
  type: AssetImageType;
  /** https, the largest size there is. */
  url: string;
  /** A smaller version for pickers; null when there is none. */
  previewUrl: string | null;
  /** What makes it the same image at the next refresh: the provider's path without host and size. Never empty. */
  sourceKey: string;
  /** Pixels; null when the provider does not say. */
  width: number | null;
  height: number | null;
  /** ISO 639-1; null for an image without text. */
  language: string | null;
  /** 0–10; null when there are no votes. */
  voteAverage: number | null;
  /** Likes count as votes of 7. */
  voteCount: number | null;
  /** Of a show's answer: the season the image is of (0 specials); null for the show itself. */
  season: number | null;
}

/** A trailer at a video site. */
export interface TrailerOffer {
  url: string;
  /** 'youtube', 'vimeo' … */
  site: string;
  sourceKey: string;
  name: string;
  /** ISO 639-1. */
  language: string | null;
  isOfficial: boolean;
  kind: 'trailer' | 'teaser' | 'clip' | 'other';
  /** Vertical resolution in lines; null when unknown. */
  height: number | null;
  durationSeconds: number | null;
  publishedAt: string | null;
}

/**
 * What a provider says in one language. `language` is BCP 47 as the person set it (de-DE), or '' for what has no language:
 * dates, ids, people, ratings, genres of a provider that does not translate them. A value of the '' record holds for all.
 */
export interface LanguageRecord<M> {
  language: string;
  metadata: M;
  /** Certification by ISO 3166-1 country (DE, US), as the country writes it: FSK 16, PG-13. Only in the '' record. */
  certifications?: Record<string, string>;
}

export interface ItemAnswer<M> {
  provider: ProviderName;
  /** The item's id there; with a merged id, the new one. */
  providerId: string;
  ids: ProviderIds;
  records: LanguageRecord<M>[];
  images: ImageOffer[];
  trailers: TrailerOffer[];
}

export interface MovieAnswer extends ItemAnswer<MovieMetadata> {
  kind: 'movie';
}

export interface SeriesAnswer extends ItemAnswer<SeriesMetadata> {
  kind: 'series';
  /** The show's seasons as far as the provider lists them, without their episodes. */
  seasons: { season: number; providerId: string | null; title: string | null; episodeCount: number | null }[];
}

export interface SeasonAnswer extends ItemAnswer<SeasonMetadata> {
  kind: 'season';
  season: number;
  episodes: EpisodeAnswer[];
}

export interface EpisodeAnswer extends ItemAnswer<EpisodeMetadata> {
  kind: 'episode';
}

export interface SetAnswer extends ItemAnswer<SetMetadata> {
  kind: 'set';
  /** In order of release. */
  members: { tmdbId: number; title: string; year: number | null }[];
}

export interface PersonAnswer {
  provider: ProviderName;
  ids: ProviderIds;
  name: string;
  images: ImageOffer[];
}
