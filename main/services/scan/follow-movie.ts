import { changeLibrary, followFiles, movePublications } from '../../store/moved-file.store.ts';
import type { MovieRecord } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { MovieFacts } from '../../workers/scan-facts.ts';

/**
 * Takes what is remembered of a film's files along to where they lie now, inside the caller's transaction: what was probed,
 * and what was published, so that it can still be taken back. The film's own row is written by the scan.
 */
export function followMovie(db: WriteDb, libraryId: number, movie: MovieRecord, facts: MovieFacts): void {
  const ref = { type: 'movie', id: movie.id } as const;
  if (movie.library_id !== libraryId) changeLibrary(db, ref, libraryId);
  followFiles(db, ref, facts.files);
  if (movie.directory_path !== facts.directoryPath)
    movePublications(db, ref, movie.directory_path, facts.directoryPath);
}
