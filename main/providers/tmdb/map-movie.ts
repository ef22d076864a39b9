import { emptyMovieMetadata } from '../../domain/movie-metadata.ts';
import type { MovieMetadata } from '../../domain/movie-metadata.ts';
import type { LanguageRecord, MovieAnswer, ProviderIds } from '../../domain/provider-answer.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { actorsOf, directorsOf, writersOf } from './map-people.ts';
import { dateOf, imdbIdOf, ratingsOf, trailersOf, uniqueIdsOf, yearOf } from './map-shared.ts';
import { offersOf } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import type { TmdbMovie } from './tmdb-schemas.ts';
import { textsIn } from './tmdb-translations.ts';

/** Of several certifications of a country, that of the cinema counts; then limited, disc, digital, television, premiere. */
const RELEASE_TYPES = [3, 2, 5, 4, 6, 1];

/**
 * A film's details, with all that is appended, in Metarr's words.
 * @param languages BCP 47; the answer's own texts are in the first of them
 */
export function mapMovie(movie: TmdbMovie, languages: readonly string[], maker: ImageMaker): MovieAnswer {
  const ids: ProviderIds = { tmdbId: movie.id, imdbId: imdbIdOf(movie.imdb_id), tvdbId: null };
  return {
    kind: 'movie',
    provider: 'tmdb',
    providerId: String(movie.id),
    ids,
    records: [
      { language: '', metadata: languageless(movie, ids, maker), certifications: certificationsOf(movie) },
      ...translated(movie, languages),
    ],
    images: offersOf(maker, movie.images),
    trailers: trailersOf(movie.videos),
  };
}

function languageless(movie: TmdbMovie, ids: ProviderIds, maker: ImageMaker): MovieMetadata {
  const premiered = dateOf(movie.release_date);
  const crew = movie.credits?.crew ?? [];
  return {
    ...emptyMovieMetadata(),
    originalTitle: plainText(movie.original_title),
    year: yearOf(premiered),
    premiered,
    runtime: movie.runtime,
    tmdbId: ids.tmdbId,
    imdbId: ids.imdbId,
    uniqueIds: uniqueIdsOf(ids),
    studios: plainNames(movie.production_companies.map(({ name }) => name)),
    countries: plainNames(movie.production_countries.map(({ name }) => name)),
    tags: plainNames((movie.keywords?.keywords ?? []).map(({ name }) => name)),
    directors: directorsOf(crew),
    writers: writersOf(crew),
    actors: actorsOf(movie.credits?.cast ?? [], maker),
    ratings: ratingsOf(movie.vote_average, movie.vote_count),
  };
}

/** Genres and the set's name are in the first language alone: TMDB translates them, but tells one language at a time. */
function translated(movie: TmdbMovie, languages: readonly string[]): LanguageRecord<MovieMetadata>[] {
  const [first = ''] = languages;
  const source = {
    language: first,
    title: movie.title,
    overview: movie.overview,
    tagline: movie.tagline,
    originalTitle: movie.original_title,
    originalLanguage: movie.original_language,
    translations: movie.translations,
  };
  return [...new Set(languages)].flatMap((language): LanguageRecord<MovieMetadata>[] => {
    const { title, overview, tagline } = textsIn(language, source);
    const metadata = { ...emptyMovieMetadata(), title, plot: overview, tagline };
    if (language === first) {
      metadata.genres = plainNames(movie.genres.map(({ name }) => name));
      metadata.set = setOf(movie);
    }
    const says = title !== null || overview !== null || tagline !== null || metadata.genres.length > 0 || metadata.set;
    return says ? [{ language, metadata }] : [];
  });
}

function setOf(movie: TmdbMovie): MovieMetadata['set'] {
  const name = plainText(movie.belongs_to_collection?.name);
  if (movie.belongs_to_collection === null || name === null) return null;
  return { name, overview: null, tmdbCollectionId: movie.belongs_to_collection.id };
}

function certificationsOf(movie: TmdbMovie): Record<string, string> {
  const found: Record<string, string> = {};
  for (const country of movie.release_dates) {
    const releases = country.release_dates.toSorted((a, b) => rankOf(a.type) - rankOf(b.type));
    const certification = releases.map((release) => plainText(release.certification)).find((text) => text !== null);
    if (certification !== undefined) found[country.iso_3166_1] ??= certification;
  }
  return found;
}

function rankOf(releaseType: number | null): number {
  const rank = RELEASE_TYPES.indexOf(releaseType ?? 0);
  return rank === -1 ? RELEASE_TYPES.length : rank;
}
