import { changeLibrary, followFiles, heirOf, movePublications } from '../../store/moved-file.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import { getMovie, purgeMovie, updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { forgetFolder } from '../../store/scan.store.ts';

/** Where a film went on. */
export interface Inheritance {
  libraryId: number;
  folder: string;
}

/**
 * A film whose file is gone, though a copy of it was found before it went, as when it is moved from disk to disk: the copy
 * came as a film of its own while it was being written. Where nobody has done anything with that one, the old film takes its
 * place, with everything that was decided. Null when there is no such copy. Inside the caller's transaction; the folder has
 * to be scanned afterwards.
 */
export function takePlaceOfCopy(db: WriteDb, id: number): Inheritance | null {
  const film = getMovie(db, id);
  const copyId = film === null ? null : heirOf(db, film);
  return copyId === null ? null : takePlaceOf(db, id, copyId);
}

/**
 * Puts a film in the place of another, which nobody has done anything with: that one goes. Inside the caller's transaction; the
 * folder has to be scanned afterwards.
 */
export function takePlaceOf(db: WriteDb, id: number, copyId: number): Inheritance | null {
  const film = getMovie(db, id);
  const copy = getMovie(db, copyId);
  if (film === null || copy === null) return null;
  const ref = { type: 'movie', id } as const;
  const files = filesOf(db, { type: 'movie', id: copy.id });
  purgeMovie(db, copy.id);
  if (copy.library_id !== film.library_id) changeLibrary(db, ref, copy.library_id);
  movePublications(db, ref, film.directory_path, copy.directory_path);
  updateMovie(db, id, {
    file_path: copy.file_path,
    directory_path: copy.directory_path,
    base_name: copy.base_name,
  });
  followFiles(db, ref, files);
  forgetFolder(db, copy.library_id, copy.directory_path);
  return { libraryId: copy.library_id, folder: copy.directory_path };
}
