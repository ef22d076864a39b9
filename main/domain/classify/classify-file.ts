import type { ListedFile } from '../folder-facts.ts';
import { parseMovieName } from '../names/movie-name.ts';
import { titleKey } from '../names/title-key.ts';
import { companionOf } from './companion-folder.ts';
import { readExtraSuffix } from './extra-suffix.ts';
import { fileClass, type FileClass } from './file-class.ts';
import { VIDEO_EXTENSIONS } from './file-extensions.ts';
import { filmFileClasses, setFileClasses } from './film-file-classes.ts';
import { isIgnoredFolder } from './folder-names.ts';
import { isIgnorable } from './ignorable.ts';
import { filmFolderDepth, isLibraryName, showFolderDepth } from './item-folder.ts';
import { isSetFolder, isSetsFolder } from './set-folder.ts';
import { type PathParts, splitPath } from './split-path.ts';
import { tvFileClasses } from './tv-file-classes.ts';

export interface FileContext {
  /** With '/' between its parts, absolute or relative. */
  path: string;
  library: 'movie' | 'tv';
  /** Path, spelled as `path` is, of the video that the file lies beside or above; null when it is not known. */
  mainVideo: string | null;
  /** Paths of the other files that are known to lie with it. */
  siblings?: readonly string[];
}

/** Sizes are not known: the main video is larger than what lies beside it. */
const MAIN_SIZE_BYTES = 1_000_000_000;

/**
 * Tells what one file of a library is from its name, its folders and the names beside it, by the rules of a scan: the file
 * is put into a folder with what is known to lie there, and the folder is classified. Never throws; the order of the
 * siblings does not matter.
 */
export function classifyFile({ path, library, mainVideo, siblings = [] }: FileContext): FileClass {
  const target = splitPath(path);
  const main = mainVideo === null ? null : splitPath(mainVideo);
  if (isLeftOut(target, main)) return fileClass('ignored');
  const others = siblings.map(splitPath);
  const found =
    library === 'tv' ? ofShow(target, main, others) : (ofSet(target, main, others) ?? ofFilm(target, main, others));
  const isMain = mainVideo === path && VIDEO_EXTENSIONS.has(target.extension) && found.category !== 'disc_structure';
  return isMain ? { ...found, category: 'main_video', extraType: null, title: null } : found;
}

/** Folders above the video were looked into, so their names do not matter. */
function isLeftOut(target: PathParts, main: PathParts | null): boolean {
  const shared = main === null ? 0 : sharedDepth(target.folders, main.folders);
  return isIgnorable(target.base) || target.folders.slice(shared).some(isIgnoredFolder);
}

function sharedDepth(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((folder, at) => folder !== b[at]);
  return differs === -1 ? a.length : differs;
}

/** Null when the file does not lie in the folder of a set. */
function ofSet(target: PathParts, main: PathParts | null, others: readonly PathParts[]): FileClass | null {
  const { folders } = target;
  const [name, parent] = [folders.at(-1) ?? '', folders.at(-2) ?? null];
  const isVideo = VIDEO_EXTENSIONS.has(target.extension);
  const hasVideo = [...(main === null ? [] : [main]), ...others].some(
    (other) => VIDEO_EXTENSIONS.has(other.extension) && isSameFolder(other.folders, folders),
  );
  if (isVideo || hasVideo || companionOf(name) !== null) return null;
  // The folder that the folders of its films lie in.
  const isAboveMain = main !== null && main.folders.length > folders.length && isBelow(main.folders, folders);
  const isAboveFilm = isAboveMain && filmFolderDepth(main.folders) > folders.length && !isLibraryName(name);
  if (!isAboveFilm && !isSetFolder(name, parent) && !isSetsFolder(name)) return null;
  return setFileClasses(name, [listed(target.base, 0)]).get(target.base) ?? null;
}

function ofFilm(target: PathParts, main: PathParts | null, others: readonly PathParts[]): FileClass {
  const depth = folderDepth(target, main, filmFolderDepth, (folder) => companionOf(folder) !== null);
  const folders = target.folders.slice(0, depth);
  const folderName = folders.at(-1) ?? '';
  const isLibraryRoot = isLibraryName(folderName);
  const files = listing(target, main, others, folders);
  if (!files.some(({ sizeBytes }) => sizeBytes === MAIN_SIZE_BYTES)) {
    const standIn = standInFor(target, folderName, depth);
    if (standIn !== null && !files.some(({ relPath }) => relPath === standIn))
      files.push(listed(standIn, MAIN_SIZE_BYTES));
  }
  return classOf(filmFileClasses({ folderName, files, isLibraryRoot }), target, depth);
}

function ofShow(target: PathParts, main: PathParts | null, others: readonly PathParts[]): FileClass {
  const depth = folderDepth(target, main, showFolderDepth, () => true);
  const folders = target.folders.slice(0, depth);
  const files = listing(target, main, others, folders);
  return classOf(tvFileClasses({ folderName: folders.at(-1) ?? '', files }), target, depth);
}

/** The main video tells whose folder it is, when the file lies in or below that. */
function folderDepth(
  target: PathParts,
  main: PathParts | null,
  depthOf: (folders: readonly string[]) => number,
  mayHold: (folder: string) => boolean,
): number {
  if (main === null) return depthOf(target.folders);
  const depth = depthOf(main.folders);
  const inner = target.folders[depth];
  const isInside = isBelow(target.folders, main.folders.slice(0, depth));
  return isInside && (inner === undefined || mayHold(inner)) ? depth : depthOf(target.folders);
}

function listing(
  target: PathParts,
  main: PathParts | null,
  others: readonly PathParts[],
  folders: readonly string[],
): ListedFile[] {
  const known = new Map<string, ListedFile>();
  const add = (parts: PathParts, sizeBytes: number): void => {
    const relPath = pathWithin(parts, folders.length);
    if (isBelow(parts.folders, folders) && !known.has(relPath)) known.set(relPath, listed(relPath, sizeBytes));
  };
  if (main !== null) add(main, MAIN_SIZE_BYTES);
  add(target, 1);
  for (const other of others) add(other, 1);
  return [...known.values()];
}

/** A video for the file to lie beside, when none is known; null when the file may be the film itself. */
function standInFor(target: PathParts, folderName: string, depth: number): string | null {
  const inner = target.folders.slice(depth);
  const at = inner.findIndex((folder) => ['bluray', 'dvd'].includes(companionOf(folder)?.kind ?? ''));
  if (at !== -1) {
    const index = companionOf(inner[at] ?? '')?.kind === 'dvd' ? 'VIDEO_TS.IFO' : 'index.bdmv';
    return [...inner.slice(0, at + 1), index].join('/');
  }
  if (VIDEO_EXTENSIONS.has(target.extension) && inner.length === 0) return filmBeside(target.stem, folderName);
  if (companionOf(inner[0] ?? '')?.kind === 'part' || isLibraryName(folderName)) return null;
  return `${folderName === '' ? 'film' : folderName}.mkv`;
}

/** "Film-trailer.mkv" has a film beside it; "Free Sample.mkv" in "Free Sample (2012)" is one. */
function filmBeside(stem: string, folderName: string): string | null {
  const suffix = readExtraSuffix(stem);
  const key = titleKey(stem);
  if (suffix === null || key === titleKey(folderName) || key === titleKey(parseMovieName(folderName, 'folder').title)) {
    return null;
  }
  if (folderName !== '' && !isLibraryName(folderName)) return `${folderName}.mkv`;
  const isSure = suffix.isMarked || suffix.extraType === 'sample';
  return isSure && suffix.owner !== '' ? `${suffix.owner}.mkv` : null;
}

function classOf(classes: ReadonlyMap<string, FileClass>, target: PathParts, depth: number): FileClass {
  return classes.get(pathWithin(target, depth)) ?? fileClass('unknown');
}

function pathWithin({ folders, base }: PathParts, depth: number): string {
  return [...folders.slice(depth), base].join('/');
}

function isBelow(folders: readonly string[], above: readonly string[]): boolean {
  return above.every((folder, at) => folders[at] === folder);
}

function isSameFolder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && isBelow(a, b);
}

function listed(relPath: string, sizeBytes: number): ListedFile {
  return { relPath, sizeBytes, mtimeMs: 0 };
}
