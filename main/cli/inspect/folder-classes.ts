import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { companionOf } from '../../domain/classify/companion-folder.ts';
import { fileClass, type FileClass } from '../../domain/classify/file-class.ts';
import { filmFileClasses, setFileClasses } from '../../domain/classify/film-file-classes.ts';
import { isCompanionFolder, isIgnoredFolder } from '../../domain/classify/folder-names.ts';
import { groupLooseEpisodes } from '../../domain/classify/series/loose-episodes.ts';
import { tvFolderKind } from '../../domain/classify/series/tv-folder-kind.ts';
import { isSetFolder, isSetsFolder } from '../../domain/classify/set-folder.ts';
import { tvFileClasses } from '../../domain/classify/tv-file-classes.ts';
import { walkedFolders } from '../../domain/classify/walked-folders.ts';
import type { IgnoreRules } from '../../files/ignore-rules.ts';
import { listFilmFolder, listFolder, type ListingFilter } from '../../files/list-folder.ts';
import { listTree } from '../../files/list-tree.ts';

interface Task {
  path: string;
  ignoreRules: IgnoreRules;
}

export interface FolderClasses {
  /** By absolute path, sorted. */
  classes: [path: string, found: FileClass][];
  /** What could not be read. */
  errors: string[];
}

/**
 * What the files of a real folder are, however deep, with the listing and the rules of a scan: what a scan leaves out is
 * `ignored`, or the inside of a disc. Reads names and ignore files only.
 * @param root absolute path of a library's folder, or of one film or show
 */
export async function readFolderClasses(root: string, library: 'movie' | 'tv'): Promise<FolderClasses> {
  const found = new Map<string, FileClass>();
  const errors: string[] = [];
  const tasks: Task[] = [{ path: root, ignoreRules: [] }];
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    try {
      const read = library === 'tv' ? readTvFolder : readFilmFolder;
      tasks.push(...(await read(task, task.path === root, found, errors)));
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }
  for (const path of await allFiles(root)) {
    if (!found.has(path)) found.set(path, fileClass(isInDisc(root, path) ? 'disc_structure' : 'ignored'));
  }
  return { classes: [...found].sort(([a], [b]) => (a < b ? -1 : 1)), errors };
}

/** Answers the folders still to be read. */
async function readFilmFolder(
  { path, ignoreRules }: Task,
  isLibraryRoot: boolean,
  found: Map<string, FileClass>,
  errors: string[],
): Promise<Task[]> {
  const listing = await listFilmFolder(
    path,
    (name) => isCompanionFolder(name, isLibraryRoot),
    isIgnoredFolder,
    filterWith(ignoreRules),
  );
  errors.push(...listing.errors.map(({ message }) => message));
  const { files, subfolders, companions } = listing;
  const name = basename(path);
  const walked = walkedFolders({ name, isLibraryRoot, files, subfolders, companions });
  const own = walked.length === subfolders.length ? files : files.filter(({ relPath }) => !relPath.includes('/'));
  const classes = filmFileClasses({ folderName: name, files: own, isLibraryRoot });
  const hasFilm = [...classes.values()].some(
    ({ category }) => category === 'main_video' || category === 'disc_structure',
  );
  const isSet = isSetFolder(name, basename(dirname(path))) || isSetsFolder(name) || subfolders.length > 0;
  add(found, path, hasFilm || isLibraryRoot || !isSet ? classes : setFileClasses(name, own));
  return walked.map((folder) => ({ path: join(path, folder), ignoreRules: listing.ignoreRules }));
}

async function readTvFolder(
  { path, ignoreRules }: Task,
  isLibraryRoot: boolean,
  found: Map<string, FileClass>,
  errors: string[],
): Promise<Task[]> {
  const listing = await listFolder(path, filterWith(ignoreRules));
  errors.push(...listing.errors.map(({ message }) => message));
  const name = basename(path);
  const subfolders = listing.subfolders.filter((folder) => !isIgnoredFolder(folder));
  const files = listing.files.map(({ relPath }) => relPath);
  if (tvFolderKind({ name, isLibraryRoot, files, subfolders }) === 'series') {
    const tree = await listTree(path, subfolders, filterWith(listing.ignoreRules), isIgnoredFolder);
    errors.push(...tree.errors.map(({ message }) => message));
    add(found, path, tvFileClasses({ folderName: name, files: [...listing.files, ...tree.files] }));
    return [];
  }
  const { shows, stray } = groupLooseEpisodes(listing.files);
  for (const show of shows) add(found, path, tvFileClasses({ folderName: show.name, files: show.files }));
  for (const { relPath } of stray) found.set(join(path, relPath), fileClass('unknown'));
  return subfolders.map((folder) => ({ path: join(path, folder), ignoreRules: listing.ignoreRules }));
}

function filterWith(ignoreRules: IgnoreRules): ListingFilter {
  return { ignoreRules, isIgnoredName: () => false };
}

function add(found: Map<string, FileClass>, folder: string, classes: ReadonlyMap<string, FileClass>): void {
  for (const [relPath, one] of classes) found.set(join(folder, ...relPath.split('/')), one);
}

/** Everything that is a file, ignored or not; links to folders are not followed. What cannot be read is left out. */
async function allFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

function isInDisc(root: string, path: string): boolean {
  for (let folder = dirname(path); folder.length > root.length; folder = dirname(folder)) {
    const kind = companionOf(basename(folder))?.kind;
    if (kind === 'bluray' || kind === 'dvd') return true;
  }
  return false;
}
