import path from 'node:path';
import type { ItemIssue } from '../../contract/items.ts';
import { isIgnoredFolder } from '../domain/classify/folder-names.ts';
import { createIgnoreTest, createShownTest, type IgnorePattern } from '../domain/classify/ignore-pattern.ts';
import { groupLooseEpisodes } from '../domain/classify/series/loose-episodes.ts';
import { showOfPackFolder } from '../domain/classify/series/pack-folder.ts';
import { shownAgain } from '../domain/classify/shown-again.ts';
import { foldName } from '../domain/classify/video-unit.ts';
import type { EpisodeFiles } from '../domain/series-facts.ts';
import { FileError, type FileErrorData } from '../files/file-error.ts';
import type { FolderListing, ListingFilter } from '../files/list-folder.ts';
import { listTree } from '../files/list-tree.ts';
import { type ListedTvFolder, listTvFolder } from './list-tv-folder.ts';
import { readEpisodeGroups, readSeries } from './read-series.ts';
import type { EpisodeFacts, SeriesOutcome, TvFolderOutcome, TvFolderTask } from './series-scan-facts.ts';
import { unknownFiles } from './unknown-files.ts';

interface TvFilter extends ListingFilter {
  /** Names that a built-in rule leaves out which the person has switched off. */
  isShown: (name: string) => boolean;
}

/**
 * Lists a few folders of a library of series, finds the shows among them, and reads of those what changed. Problems come
 * back in the outcomes; nothing is thrown.
 * @param input.patterns names of files and folders that the person wants left out
 */
export async function readTvFolders(input: {
  cacheDir: string;
  patterns: readonly IgnorePattern[];
  folders: TvFolderTask[];
}): Promise<TvFolderOutcome[]> {
  const outcomes: TvFolderOutcome[] = [];
  const isIgnoredName = createIgnoreTest(input.patterns);
  const isShown = createShownTest(input.patterns);
  for (const folder of input.folders) {
    outcomes.push(
      await readTvFolder(input.cacheDir, folder, { ignoreRules: folder.ignoreRules, isIgnoredName, isShown }),
    );
  }
  return outcomes;
}

/**
 * Reads episodes that `readTvFolders` left for later.
 * @param input some of what a SeriesOutcome's `deferred` holds
 */
export async function readEpisodes(input: {
  cacheDir: string;
  directoryPath: string;
  groups: EpisodeFiles[];
}): Promise<EpisodeFacts[]> {
  return readEpisodeGroups(input.cacheDir, input.directoryPath, input.groups);
}

async function readTvFolder(cacheDir: string, task: TvFolderTask, filter: TvFilter): Promise<TvFolderOutcome> {
  const outcome: TvFolderOutcome = {
    path: task.path,
    status: 'walked',
    subfolders: [],
    ignoreRules: [],
    series: [],
    stray: [],
    issues: [],
  };
  try {
    const { listing, subfolders, walked, kind } = await listTvFolder(task, filter);
    if (listing.skipped) return { ...outcome, status: 'skipped' };
    outcome.ignoreRules = listing.ignoreRules;
    outcome.issues = listing.errors.map(toIssue);
    const below = { ...filter, ignoreRules: listing.ignoreRules };
    if (kind === 'series') {
      outcome.status = 'series';
      outcome.series = [await readOwn(cacheDir, task, listing, subfolders, below)];
    } else if (kind === 'category') await readCategory(cacheDir, task, { listing, subfolders, walked }, below, outcome);
    return outcome;
  } catch (error) {
    const problem =
      error instanceof FileError
        ? toIssue(error)
        : { code: 'io_error', message: error instanceof Error ? error.message : String(error), path: task.path };
    return { ...outcome, status: 'unreadable', issues: [problem] };
  }
}

async function readOwn(
  cacheDir: string,
  task: TvFolderTask,
  listing: FolderListing,
  subfolders: readonly string[],
  below: TvFilter,
): Promise<SeriesOutcome> {
  const tree = await listTree(task.path, subfolders, below, isIgnoredFolder);
  const listed = {
    path: task.path,
    isLoose: false,
    directoryPath: task.path,
    files: [...listing.files, ...tree.files],
    folders: tree.folders,
    shown: shownAgain([...listing.files, ...tree.files], below.isShown),
    issues: [...listing.errors, ...tree.errors].map(toIssue),
  };
  return readSeries(cacheDir, listed, task.known[task.path] ?? null);
}

/** Folders that are named like releases belong to the shows they name, and loose videos as well; the rest is walked. */
async function readCategory(
  cacheDir: string,
  task: TvFolderTask,
  { listing, subfolders, walked }: Omit<ListedTvFolder, 'kind'>,
  below: TvFilter,
  outcome: TvFolderOutcome,
): Promise<void> {
  const packs = subfolders.filter((name) => showOfPackFolder(name) !== null);
  outcome.subfolders = walked.map((name) => path.join(task.path, name));
  if (packs.length === 0 && listing.files.length === 0) return;
  const tree = await listTree(task.path, packs, below, isIgnoredFolder);
  const issues = [...listing.errors, ...tree.errors].map(toIssue);
  outcome.issues = issues;
  const taken = new Set(subfolders.map(foldName));
  const files = [...listing.files, ...tree.files];
  const { shows, stray } = groupLooseEpisodes(files);
  stray.push(...shownAgain(files, below.isShown));
  outcome.stray = unknownFiles(stray, (file) => path.join(task.path, ...file.relPath.split('/')));
  for (const show of shows) {
    // Where the show has a folder of its own, that one has its name.
    const name = taken.has(foldName(show.name)) ? `${show.name} (loose episodes)` : show.name;
    const showPath = path.join(task.path, safeName(name));
    const listed = {
      path: showPath,
      isLoose: true,
      directoryPath: task.path,
      files: show.files,
      folders: [],
      shown: [],
      issues,
    };
    outcome.series.push(await readSeries(cacheDir, listed, task.known[showPath] ?? null));
  }
}

/** A show's name as the name of a folder: without what separates folders. */
function safeName(name: string): string {
  return name.replace(/[\\/:]+/gu, ' ').trim();
}

function toIssue({ code, message, path: place }: FileErrorData): ItemIssue {
  return { code, message, path: place };
}
