import { type Completeness, completeness, type CompletenessRules } from '../../domain/completeness.ts';
import { isMovieField } from '../../domain/movie-fields.ts';
import { sortKey } from '../../domain/names/sort-key.ts';
import { selectedCounts } from '../../store/artwork.store.ts';
import { type MovieRecord, updateMovie } from '../../store/movie.store.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { readMovieValue } from './movie-values.ts';
import { requireMovie } from './require-movie.ts';

/** What the person's rules say of a film. */
export function movieCompleteness(db: ReadDb, movie: MovieRecord, rules: CompletenessRules): Completeness {
  const counts = selectedCounts(db, movie.id);
  return completeness(
    rules,
    (field) => (isMovieField(field) ? readMovieValue(db, movie, field) : null),
    (type) => counts.get(type) ?? 0,
  );
}

/** Brings what is computed from other columns up to date: the sort key and the completeness. */
export function refreshDerived(db: WriteDb, movieId: number, rules: CompletenessRules): void {
  const movie = requireMovie(db, movieId);
  const changes: Record<string, string | number> = {};
  const key = sortKey(movie.sort_title ?? movie.title);
  if (key !== movie.sort_key) changes['sort_key'] = key;
  const { percent } = movieCompleteness(db, movie, rules);
  if (percent !== movie.completeness) changes['completeness'] = percent;
  updateMovie(db, movieId, changes);
}
