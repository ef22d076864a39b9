import type { ListedFile } from '../folder-facts.ts';
import { setFileClasses } from './film-file-classes.ts';
import { isSetFolder, isSetNfo, isSetsFolder, readSetArtwork } from './set-folder.ts';
import { splitPath } from './split-path.ts';

export interface StrayFolder {
  /** Of the folder, not its path. */
  name: string;
  isLibraryRoot: boolean;
  hasFilms: boolean;
  /** Of the folders in it. */
  subfolders: readonly string[];
}

/**
 * Leaves out of the files that lie beside no film those that are a set's: artwork and NFO of the folder that its films'
 * folders lie in, and such as say so by name ("movieset-poster.jpg"). Players use them, so nobody has to deal with them.
 */
export function withoutSetFiles(stray: readonly ListedFile[], folder: StrayFolder): ListedFile[] {
  const { name, isLibraryRoot, hasFilms, subfolders } = folder;
  if (stray.length === 0) return [];
  const isSet = !isLibraryRoot && !hasFilms && (subfolders.length > 0 || isSetFolder(name, null) || isSetsFolder(name));
  const classes = isSet ? setFileClasses(name, stray) : null;
  return stray.filter(({ relPath }) => {
    if (classes !== null) return classes.get(relPath)?.category === 'unknown';
    const { stem, extension, folders } = splitPath(relPath);
    if (folders.length > 0) return true;
    return extension === 'nfo' ? !isSetNfo(stem) : readSetArtwork(stem, null) === null;
  });
}
