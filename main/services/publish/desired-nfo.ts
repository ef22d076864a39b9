import type { PersonCredit, RatingValue } from '../../../contract/field-values.ts';
import type { UniqueId } from '../../domain/movie-metadata.ts';
import type { MovieNfoValues } from '../../nfo/movie-nfo-values.ts';
import type { MovieRecord } from '../../store/movie.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { actorThumbUrls, getSet, movieActors } from '../../store/people.store.ts';
import { ratingsOf } from '../../store/rating.store.ts';
import { streamsOf } from '../../store/stream.store.ts';
import { movieNames } from '../../store/vocabulary.store.ts';

/** What the film's NFO is to say: the present values, and the streams once they are known. */
export function desiredNfo(db: ReadDb, movie: MovieRecord): MovieNfoValues {
  const set = movie.set_id === null ? null : getSet(db, movie.set_id);
  const streams = streamsOf(db, { type: 'movie', id: movie.id });
  return {
    title: movie.title,
    originalTitle: movie.original_title,
    sortTitle: movie.sort_title,
    year: movie.year,
    premiered: movie.premiered,
    runtime: movie.runtime,
    mpaa: movie.mpaa,
    tagline: movie.tagline,
    outline: movie.outline,
    plot: movie.plot,
    userRating: movie.user_rating,
    tmdbId: movie.tmdb_id,
    imdbId: movie.imdb_id,
    uniqueIds: uniqueIds(movie),
    set: set === null ? null : { name: set.name, overview: set.overview, tmdbCollectionId: set.tmdbCollectionId },
    genres: movieNames(db, movie.id, 'genres'),
    studios: movieNames(db, movie.id, 'studios'),
    countries: movieNames(db, movie.id, 'countries'),
    tags: movieNames(db, movie.id, 'tags'),
    directors: movieNames(db, movie.id, 'directors'),
    writers: movieNames(db, movie.id, 'writers'),
    actors: cast(db, movie.id, movieActors(db, movie.id)),
    ratings: ratingsOf(db, 'movie', movie.id).map((rating: RatingValue) => ({ ...rating })),
    streams:
      streams.video === null ? null : { ...streams, subtitles: streams.subtitles.filter((track) => !track.isExternal) },
  };
}

function uniqueIds(movie: MovieRecord): UniqueId[] {
  const ids: UniqueId[] = [];
  if (movie.tmdb_id !== null) ids.push({ type: 'tmdb', value: String(movie.tmdb_id), isDefault: true });
  if (movie.imdb_id !== null) ids.push({ type: 'imdb', value: movie.imdb_id, isDefault: ids.length === 0 });
  return ids;
}

function cast(db: ReadDb, movieId: number, people: PersonCredit[]): MovieNfoValues['actors'] {
  const urls = new Map(
    actorThumbUrls(db, movieId).map((person) => [`${person.name}\0${String(person.tmdbId)}`, person.thumbUrl]),
  );
  return people.map((person, order) => ({
    name: person.name,
    role: person.role,
    order,
    thumbUrl: urls.get(`${person.name}\0${String(person.tmdbId)}`) ?? null,
    tmdbId: person.tmdbId,
  }));
}
