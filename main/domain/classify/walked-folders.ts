import type { ListedFile } from '../folder-facts.ts';
import { classifyMovieFolder } from './classify-movie-folder.ts';
import { VIDEO_EXTENSIONS } from './file-extensions.ts';
import { splitPath } from './split-path.ts';

/** The listing of a folder of a film library, with what lies in its companion folders. */
export interface ListedFilmFolder {
  name: string;
  isLibraryRoot: boolean;
  files: readonly ListedFile[];
  subfolders: readonly string[];
  companions: readonly string[];
}

/**
 * The names of the folders that are to be walked below a folder. Companions belong to the film beside them; where there is
 * none ("Animation/Shorts"), they are folders of films like any other.
 */
export function walkedFolders({ name, isLibraryRoot, files, subfolders, companions }: ListedFilmFolder): string[] {
  if (companions.length === 0 || files.some(isVideoBeside)) return [...subfolders];
  const { movies } = classifyMovieFolder({ folderName: name, files, isLibraryRoot });
  return movies.length > 0 ? [...subfolders] : [...subfolders, ...companions];
}

function isVideoBeside({ relPath }: ListedFile): boolean {
  return !relPath.includes('/') && VIDEO_EXTENSIONS.has(splitPath(relPath).extension);
}
