import { CoreError } from '../../domain/core-error.ts';
import { getMovie, type MovieRecord } from '../../store/movie.store.ts';
import type { ReadDb } from '../../store/open-database.ts';

/** The film with this id; throws `not_found`. */
export function requireMovie(db: ReadDb, id: number): MovieRecord {
  const movie = getMovie(db, id);
  if (movie === null) throw new CoreError('not_found', 'This film is not in Metarr any more.', { id });
  return movie;
}
