import type { ItemType } from '../../../contract/primitives.ts';
import {
  episodeValues,
  type MetadataValues,
  movieValues,
  seasonValues,
  seriesValues,
  setValues,
} from '../metadata-values.ts';
import type { ActorCredit, MovieMetadata } from '../movie-metadata.ts';
import type { LanguageRecord, ProviderName } from '../provider-answer.ts';
import type { EpisodeMetadata, SeasonMetadata, SeriesMetadata, SetMetadata } from '../tv-metadata.ts';
import { cleanValues } from './clean-values.ts';

export interface MetadataByType {
  movie: MovieMetadata;
  series: SeriesMetadata;
  season: SeasonMetadata;
  episode: EpisodeMetadata;
  set: SetMetadata;
}

/** Who can be taken a value from. An NFO's are kept from when a provider's took their place. */
export type RecordSource = ProviderName | 'nfo';

/** What one source says of an item in one language, by the names of the fields and fit for them. */
export interface MergeRecord {
  provider: RecordSource;
  /** BCP 47; '' for what holds for all languages. */
  language: string;
  /** Only what says something. */
  values: MetadataValues;
  /** By ISO 3166-1 country. */
  certifications: Readonly<Record<string, string>>;
}

/** A provider's record as the merge reads it. */
export function mergeRecord<T extends ItemType>(
  type: T,
  provider: ProviderName,
  { language, metadata, certifications }: LanguageRecord<MetadataByType[T]>,
): MergeRecord {
  return {
    provider,
    language,
    values: cleanValues(type, valuesOf(type, metadata)),
    certifications: Object.fromEntries(
      Object.entries(certifications ?? {}).flatMap(([country, certification]) =>
        certification.trim() === '' ? [] : [[country.toUpperCase(), certification.trim()]],
      ),
    ),
  };
}

function valuesOf<T extends ItemType>(type: T, metadata: MetadataByType[T]): MetadataValues {
  switch (type) {
    case 'movie':
      return movieValues(inOrder(metadata as MovieMetadata));
    case 'series':
      return seriesValues(inOrder(metadata as SeriesMetadata));
    case 'season':
      return seasonValues(metadata as SeasonMetadata);
    case 'set':
      return setValues(metadata as SetMetadata);
    default:
      return episodeValues(inOrder(metadata as EpisodeMetadata));
  }
}

function inOrder<M extends { actors: ActorCredit[] }>(metadata: M): M {
  return { ...metadata, actors: [...metadata.actors].sort((a, b) => a.order - b.order) };
}
