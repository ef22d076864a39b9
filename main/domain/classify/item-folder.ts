import { parseSeasonFolder } from '../names/season-folder.ts';
import { companionOf } from './companion-folder.ts';
import { isCompanionFolder } from './folder-names.ts';

/** Names of folders that hold libraries or whole categories: what lies in them is no film's or show's own. */
const LIBRARY_NAMES = new Set([
  ...['movies', 'movie', 'films', 'film', 'filme', 'spielfilme', 'películas', 'filmes', 'filmy', 'cinema', 'cinéma'],
  ...['tv', 'tv shows', 'tvshows', 'tv-shows', 'shows', 'series', 'tv series', 'séries', 'serien', 'anime', 'kids'],
  ...['documentaries', 'media', 'medien', 'video', 'videos', 'library', 'libraries', 'downloads', 'volumes', 'mnt'],
]);

/** True for a name that folders of libraries have. */
export function isLibraryName(name: string): boolean {
  return LIBRARY_NAMES.has(name.toLowerCase());
}

/**
 * How many of a path's folders lead to the folder of the film that a file belongs to; the rest are folders within it
 * (extras, discs, subtitles …).
 * @param folders of the file's path, in pieces
 */
export function filmFolderDepth(folders: readonly string[]): number {
  let depth = folders.length;
  for (;;) {
    const at = companionAt(folders, depth);
    if (at === -1) return depth;
    depth = at;
  }
}

/** As filmFolderDepth, for the folder of the show: also above season folders and folders of single episodes. */
export function showFolderDepth(folders: readonly string[]): number {
  const depth = filmFolderDepth(folders);
  for (const at of [depth - 1, depth - 2]) {
    const [name, parent] = [folders[at], folders[at - 1]];
    if (name === undefined || at === 0 || isLibraryName(parent ?? '')) continue;
    if (parseSeasonFolder(name, parent) !== null) return at;
  }
  return depth;
}

/** -1 when the file lies directly in the folder of something. */
function companionAt(folders: readonly string[], depth: number): number {
  const isCompanion = (at: number): boolean =>
    at > 0 && isCompanionFolder(folders[at] ?? '', isLibraryName(folders[at - 1] ?? ''));
  if (isCompanion(depth - 1)) return depth - 1;
  // "Subs/<video>/2_English.srt", "BDMV/STREAM/00001.m2ts"; a folder in a folder called "Samples" is a film's own.
  const kind = companionOf(folders[depth - 2] ?? '')?.kind;
  const holdsFolders = kind === 'subtitles' || kind === 'bluray' || kind === 'dvd';
  return holdsFolders && isCompanion(depth - 2) ? depth - 2 : -1;
}
