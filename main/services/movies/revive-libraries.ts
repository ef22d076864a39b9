import { setLibraryEnabled } from '../../store/library.store.ts';
import { getMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';

/** A film that comes back from the trash brings its removed library back with it: it must be in one. */
export function reviveLibraries(db: WriteDb, movieIds: readonly number[]): void {
  const libraries = new Set(movieIds.map((id) => getMovie(db, id)?.library_id ?? 0));
  for (const id of libraries) if (id > 0) setLibraryEnabled(db, id, true);
}
