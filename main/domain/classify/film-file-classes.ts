import type { ListedFile } from '../folder-facts.ts';
import { classifyMovieFolder, type MovieFolderInput } from './classify-movie-folder.ts';
import { fileClass, type FileClass, trackClass } from './file-class.ts';
import { IMAGE_EXTENSIONS, SUBTITLE_EXTENSIONS } from './file-extensions.ts';
import { isIgnorable } from './ignorable.ts';
import { ListedFileClasses } from './listed-file-classes.ts';
import { isSetNfo, readSetArtwork } from './set-folder.ts';
import { type PathParts, splitPath } from './split-path.ts';
import { readSubtitleStem } from './subtitle-name.ts';

/** What each file of a folder of a film library is, as a scan takes it. By relPath, in the order of the files; never throws. */
export function filmFileClasses(input: MovieFolderInput): Map<string, FileClass> {
  const { movies, stray } = classifyMovieFolder(input);
  const classes = new ListedFileClasses();
  for (const movie of movies) {
    classes.setVideos(movie.videos, fileClass('main_video'));
    classes.setAll(movie.nfos, fileClass('nfo', { nfoScope: 'movie' }));
    for (const file of movie.artwork) {
      classes.set(file, fileClass('artwork', { artworkType: file.type, scope: 'movie', index: file.index }));
    }
    classes.setTracks('subtitle', movie.subtitles);
    classes.setTracks('external_audio', movie.externalAudio);
    classes.setExtras(movie.extras);
    classes.setActors(movie.actorImages);
    classes.setThemes(movie.themes);
  }
  for (const file of [...movies.flatMap(({ unknown }) => unknown), ...stray]) classes.setUnknown(file, readByName);
  return classes.of(input.files);
}

/**
 * What the files of a set's folder are (Kodi's movie set information folder, or the folder that its films' folders lie in):
 * its artwork and NFO.
 */
export function setFileClasses(folderName: string, files: readonly ListedFile[]): Map<string, FileClass> {
  return new Map(files.map(({ relPath }) => [relPath, ofSet(folderName, relPath)]));
}

function ofSet(folderName: string, relPath: string): FileClass {
  if (isIgnorable(relPath)) return fileClass('ignored');
  const { stem, extension } = splitPath(relPath);
  if (extension === 'nfo') return fileClass('nfo', { nfoScope: 'set' });
  return (IMAGE_EXTENSIONS.has(extension) ? setArtwork(stem, folderName) : null) ?? fileClass('unknown');
}

/** Files that name what they are, though no film here is theirs. */
function readByName({ stem, extension, folders }: PathParts): FileClass | null {
  if (SUBTITLE_EXTENSIONS.has(extension)) return trackClass('subtitle', readSubtitleStem(stem));
  if (folders.length > 0) return null;
  if (IMAGE_EXTENSIONS.has(extension)) return setArtwork(stem, null);
  if (extension !== 'nfo') return null;
  if (isSetNfo(stem)) return fileClass('nfo', { nfoScope: 'set' });
  return stem.toLowerCase() === 'tvshow' ? fileClass('nfo', { nfoScope: 'show' }) : null;
}

function setArtwork(stem: string, setFolder: string | null): FileClass | null {
  const artwork = readSetArtwork(stem, setFolder);
  if (artwork === null) return null;
  return fileClass('artwork', { artworkType: artwork.type, scope: 'set', index: artwork.index });
}
