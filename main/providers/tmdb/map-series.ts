import { emptySeriesMetadata } from '../../domain/tv-metadata.ts';
import type { SeriesMetadata } from '../../domain/tv-metadata.ts';
import type { LanguageRecord, ProviderIds, SeriesAnswer } from '../../domain/provider-answer.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { isNumberOnly } from './numbered-title.ts';
import { actorsOf, directorsOf, writersOf } from './map-people.ts';
import { dateOf, imdbIdOf, ratingsOf, trailersOf, uniqueIdsOf, yearOf } from './map-shared.ts';
import { offersOf } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import type { TmdbSeries } from './tmdb-schemas.ts';
import { textsIn } from './tmdb-translations.ts';

/**
 * A show's details, with all that is appended, in Metarr's words. Its seasons' images come with the seasons, where
 * TMDB says what language they are in.
 * @param languages BCP 47; the answer's own texts are in the first of them
 */
export function mapSeries(series: TmdbSeries, languages: readonly string[], maker: ImageMaker): SeriesAnswer {
  const ids: ProviderIds = {
    tmdbId: series.id,
    tvdbId: series.external_ids?.tvdb_id ?? null,
    imdbId: imdbIdOf(series.external_ids?.imdb_id ?? null),
  };
  const certifications: Record<string, string> = {};
  for (const { iso_3166_1: country, rating } of series.content_ratings) {
    const certification = plainText(rating);
    if (certification !== null) certifications[country] ??= certification;
  }
  return {
    kind: 'series',
    provider: 'tmdb',
    providerId: String(series.id),
    ids,
    records: [
      { language: '', metadata: languageless(series, ids, maker), certifications },
      ...translated(series, languages),
    ],
    images: offersOf(maker, series.images),
    trailers: trailersOf(series.videos),
    seasons: series.seasons.map((season) => ({
      season: season.season_number,
      providerId: season.id === null ? null : String(season.id),
      title: isNumberOnly(season.name, season.season_number) ? null : plainText(season.name),
      episodeCount: season.episode_count,
    })),
  };
}

function languageless(series: TmdbSeries, ids: ProviderIds, maker: ImageMaker): SeriesMetadata {
  const premiered = dateOf(series.first_air_date);
  const crew = series.aggregate_credits?.crew ?? [];
  const creators = plainNames(series.created_by.map(({ name }) => name));
  return {
    ...emptySeriesMetadata(),
    originalTitle: plainText(series.original_name),
    year: yearOf(premiered),
    premiered,
    status: plainText(series.status),
    runtime: series.episode_run_time[0] ?? usualRuntime(series),
    tmdbId: ids.tmdbId,
    tvdbId: ids.tvdbId,
    imdbId: ids.imdbId,
    uniqueIds: uniqueIdsOf(ids),
    studios: plainNames(series.networks.map(({ name }) => name)),
    countries: plainNames(series.production_countries.map(({ name }) => name)),
    tags: plainNames(series.keywords.map(({ name }) => name)),
    directors: directorsOf(crew),
    // Players show a show's creators where a film's writers are.
    writers: creators.length > 0 ? creators : writersOf(crew),
    actors: actorsOf(series.aggregate_credits?.cast ?? [], maker),
    ratings: ratingsOf(series.vote_average, series.vote_count),
  };
}

/** That of the last episode, unless it was a finale: those run longer. */
function usualRuntime({ last_episode_to_air: last }: TmdbSeries): number | null {
  return last?.episode_type === 'standard' ? last.runtime : null;
}

/** Genres and names of seasons are in the first language alone: TMDB tells one language at a time. */
function translated(series: TmdbSeries, languages: readonly string[]): LanguageRecord<SeriesMetadata>[] {
  const [first = ''] = languages;
  const source = {
    language: first,
    title: series.name,
    overview: series.overview,
    tagline: series.tagline,
    originalTitle: series.original_name,
    originalLanguage: series.original_language,
    translations: series.translations,
  };
  return [...new Set(languages)].flatMap((language): LanguageRecord<SeriesMetadata>[] => {
    const { title, overview, tagline } = textsIn(language, source);
    const metadata = { ...emptySeriesMetadata(), title, plot: overview, tagline };
    if (language === first) {
      metadata.genres = plainNames(series.genres.map(({ name }) => name));
      metadata.namedSeasons = series.seasons.flatMap(({ season_number: season, name: said }) => {
        const name = isNumberOnly(said, season) ? null : plainText(said);
        return name === null ? [] : [{ season, name }];
      });
    }
    const hasText = title !== null || overview !== null || tagline !== null;
    const hasLists = metadata.genres.length > 0 || metadata.namedSeasons.length > 0;
    return hasText || hasLists ? [{ language, metadata }] : [];
  });
}
