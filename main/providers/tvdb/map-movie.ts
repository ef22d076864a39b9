import { emptyMovieMetadata } from '../../domain/movie-metadata.ts';
import type { MovieMetadata } from '../../domain/movie-metadata.ts';
import type { LanguageRecord, MovieAnswer } from '../../domain/provider-answer.ts';
import type { AskOptions } from '../provider.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { countryName } from './country-codes.ts';
import {
  actorsOf,
  certificationsOf,
  idsOf,
  peopleOf,
  textsIn,
  trailersOf,
  uniqueIdsOf,
  wholeDate,
  yearOf,
} from './map-shared.ts';
import { absoluteImageUrl, imageOffer, mapArtworks } from './tvdb-artwork.ts';
import type { ArtworkKinds } from './tvdb-artwork.ts';
import type { TvdbMovie } from './tvdb-schemas.ts';

/** A film's record (/movies/{id}/extended?meta=translations) in Metarr's words. */
export function mapMovie(
  movie: TvdbMovie,
  kinds: ArtworkKinds,
  options: Pick<AskOptions, 'languages' | 'imageLanguages'>,
): MovieAnswer {
  const ids = idsOf(movie.id, movie.remoteIds);
  const images = mapArtworks(movie.artworks, {
    kinds,
    languages: options.imageLanguages,
    seasonOf: (kind) => (kind.record === 'movie' ? null : undefined),
  });
  const poster = absoluteImageUrl(movie.image);
  if (poster !== null && movie.artworks.length === 0) images.push(imageOffer('poster', poster, null));
  return {
    kind: 'movie',
    provider: 'tvdb',
    providerId: String(movie.id),
    ids,
    records: [
      { language: '', metadata: languageless(movie), certifications: certificationsOf(movie.contentRatings) },
      ...translated(movie, options.languages),
    ],
    images,
    trailers: trailersOf(movie.trailers),
  };
}

function languageless(movie: TvdbMovie): MovieMetadata {
  const ids = idsOf(movie.id, movie.remoteIds);
  const dates = [movie.first_release?.date ?? null, ...movie.releases.map(({ date }) => date).toSorted(byText)];
  const countries =
    movie.production_countries.length > 0
      ? movie.production_countries.map(({ country }) => countryName(country))
      : [countryName(movie.originalCountry)];
  const studios = [...(movie.companies?.studio ?? []), ...(movie.companies?.production ?? []), ...movie.studios];
  return {
    ...emptyMovieMetadata(),
    originalTitle: plainText(movie.name),
    year: yearOf(movie.year, ...dates),
    premiered: dates.map(wholeDate).find((date) => date !== null) ?? null,
    runtime: movie.runtime,
    tmdbId: ids.tmdbId,
    imdbId: ids.imdbId,
    uniqueIds: uniqueIdsOf(ids, movie.remoteIds),
    genres: plainNames(movie.genres.map(({ name }) => name)),
    studios: plainNames(studios.map(({ name }) => name)),
    countries: plainNames(countries),
    directors: peopleOf(movie.characters, ['Director']),
    writers: peopleOf(movie.characters, ['Writer']),
    actors: actorsOf(movie.characters, ['Actor', 'Guest Star']),
  };
}

function translated(movie: TvdbMovie, languages: readonly string[]): LanguageRecord<MovieMetadata>[] {
  return [...new Set(languages)].flatMap((language): LanguageRecord<MovieMetadata>[] => {
    const { title, overview, tagline } = textsIn(language, movie);
    if (title === null && overview === null && tagline === null) return [];
    return [{ language, metadata: { ...emptyMovieMetadata(), title, plot: overview, tagline } }];
  });
}

function byText(a: string | null, b: string | null): number {
  return (a ?? '~') < (b ?? '~') ? -1 : 1;
}
