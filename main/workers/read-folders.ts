import path from 'node:path';
import { classifyMovieFolder } from '../domain/classify/classify-movie-folder.ts';
import { createIgnoreTest, createShownTest, type IgnorePattern } from '../domain/classify/ignore-pattern.ts';
import { shownAgain } from '../domain/classify/shown-again.ts';
import { withoutSetFiles } from '../domain/classify/without-set-files.ts';
import type { MovieGroup } from '../domain/folder-facts.ts';
import { FileError } from '../files/file-error.ts';
import type { IgnoreRules } from '../files/ignore-rules.ts';
import { folderFingerprint } from '../files/list-folder.ts';
import { listWalkedFolder } from './list-walked-folder.ts';
import { readMovieGroup } from './read-movie-group.ts';
import type { FolderOutcome, MovieFacts } from './scan-facts.ts';
import { unknownFiles } from './unknown-files.ts';

/** Above this many films in one folder, they are read by further tasks so that no task takes long. */
const FILMS_PER_TASK = 16;

export interface FolderTask {
  path: string;
  isLibraryRoot: boolean;
  /** Of the last scan; null reads the folder whatever it holds. */
  knownFingerprint: string | null;
  /** Of the folders above. */
  ignoreRules: IgnoreRules;
}

/**
 * Lists, and where something changed reads, a few folders. Problems come back in the outcomes; nothing is thrown.
 * @param input.patterns names of files and folders that the person wants left out
 */
export async function readFolders(input: {
  cacheDir: string;
  patterns: readonly IgnorePattern[];
  folders: FolderTask[];
}): Promise<FolderOutcome[]> {
  const outcomes: FolderOutcome[] = [];
  const isIgnoredName = createIgnoreTest(input.patterns);
  const isShown = createShownTest(input.patterns);
  for (const folder of input.folders) outcomes.push(await readFolder(input.cacheDir, folder, isIgnoredName, isShown));
  return outcomes;
}

/** Reads films of one folder that `readFolders` left for later. */
export async function readMovies(input: {
  cacheDir: string;
  directoryPath: string;
  isFlat: boolean;
  groups: MovieGroup[];
}): Promise<MovieFacts[]> {
  const movies: MovieFacts[] = [];
  for (const group of input.groups) {
    movies.push(await readMovieGroup(input.cacheDir, input.directoryPath, group, input.isFlat));
  }
  return movies;
}

async function readFolder(
  cacheDir: string,
  task: FolderTask,
  isIgnoredName: (name: string) => boolean,
  isShown: (name: string) => boolean,
): Promise<FolderOutcome> {
  const outcome: FolderOutcome = {
    path: task.path,
    status: 'read',
    fingerprint: null,
    subfolders: [],
    ignoreRules: [],
    movies: [],
    deferred: [],
    stray: [],
    isFlat: false,
    issues: [],
    fileCount: 0,
  };
  try {
    const { listing, walked } = await listWalkedFolder(task, isIgnoredName);
    outcome.ignoreRules = listing.ignoreRules;
    if (listing.skipped) return { ...outcome, status: 'skipped' };
    outcome.subfolders = walked.map((name) => path.join(task.path, name));
    outcome.issues = listing.errors.map((error) => ({ code: error.code, message: error.message, path: error.path }));
    outcome.fileCount = listing.files.length;
    outcome.fingerprint = folderFingerprint(listing.files, listing.subfolders);
    // A folder with something unreadable in it is read again next time, whatever its fingerprint.
    if (listing.errors.length > 0) outcome.fingerprint = null;
    if (outcome.fingerprint !== null && outcome.fingerprint === task.knownFingerprint) {
      return { ...outcome, status: 'unchanged' };
    }
    const found = classifyMovieFolder({
      folderName: path.basename(task.path),
      files: listing.files,
      isLibraryRoot: task.isLibraryRoot,
    });
    const [only, second] = found.movies;
    const shown = shownAgain(listing.files, isShown);
    (second === undefined && only !== undefined ? only.unknown : found.stray).push(...shown);
    outcome.isFlat = found.isFlat;
    outcome.movies = await readMovies({
      cacheDir,
      directoryPath: task.path,
      isFlat: found.isFlat,
      groups: found.movies.slice(0, FILMS_PER_TASK),
    });
    outcome.deferred = found.movies.slice(FILMS_PER_TASK);
    const { isLibraryRoot } = task;
    const hasFilms = found.movies.length > 0;
    const place = { name: path.basename(task.path), isLibraryRoot, hasFilms, subfolders: listing.subfolders };
    const stray = withoutSetFiles(found.stray, place);
    outcome.stray = unknownFiles(stray, (file) => path.join(task.path, ...file.relPath.split('/')));
    return outcome;
  } catch (error) {
    const problem =
      error instanceof FileError
        ? { code: error.code, message: error.message, path: error.path }
        : { code: 'io_error', message: error instanceof Error ? error.message : String(error), path: task.path };
    return { ...outcome, status: 'unreadable', issues: [problem] };
  }
}
