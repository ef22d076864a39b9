import type { ExtraFile, ExtraType, ListedFile, VideoFile } from '../folder-facts.ts';
import { classifyMovieFolder } from './classify-movie-folder.ts';
import { companionOf } from './companion-folder.ts';
import { companionFolders } from './companion-folders.ts';
import { AUDIO_EXTENSIONS, VIDEO_EXTENSIONS } from './file-extensions.ts';
import { readExtraSuffix } from './extra-suffix.ts';
import { isIgnoredFolder } from './folder-names.ts';
import { stackFolders } from './folder-stacks.ts';
import { givenPath, growListingTree, type ListingFolder, listFolders } from './listing-tree.ts';
import { classifySeriesFolder } from './series/classify-series-folder.ts';
import { groupLooseEpisodes } from './series/loose-episodes.ts';
import { showOfPackFolder } from './series/pack-folder.ts';
import { tvFolderKind } from './series/tv-folder-kind.ts';
import { splitPath } from './split-path.ts';
import { walkedFolders } from './walked-folders.ts';

/** A film, or an episode: all its files. */
export interface ListedItem {
  /** Versions and parts; the one that others are named after comes first. */
  members: string[];
  /** Of each version in parts the files in playing order. */
  stacks: string[][];
}

export interface GroupedListing {
  items: ListedItem[];
  /** `type` as ExtraType, or theme_song, theme_video. */
  extras: { path: string; type: string }[];
}

/**
 * Sorts a listing into films or episodes by names alone, by the rules a scan follows.
 * @param paths of files, absolute or relative, with '/' or '\' between their parts; they come back as they are
 */
export function groupListing(paths: readonly string[], library: 'movie' | 'tv'): GroupedListing {
  const grouped: GroupedListing = { items: [], extras: [] };
  const root = growListingTree(paths);
  if (library === 'movie') addFilms(root, true, grouped);
  else addShows(root, true, grouped);
  return grouped;
}

/** The same for folders: discs side by side are one film, every other folder is a title of its own. */
export function groupFolderListing(paths: readonly string[]): GroupedListing {
  const items: ListedItem[] = [];
  const addAll = (folder: ListingFolder): void => {
    const stacks = stackFolders([...folder.files.keys()]);
    for (const stack of stacks) {
      const members = stack.map((name) => givenPath(folder, name));
      items.push({ members, stacks: [members] });
    }
    for (const [name, path] of folder.files) {
      if (!stacks.some((stack) => stack.includes(name))) items.push({ members: [path], stacks: [] });
    }
    for (const inner of folder.folders.values()) addAll(inner);
  };
  addAll(growListingTree(paths));
  return { items, extras: [] };
}

function addFilms(folder: ListingFolder, isLibraryRoot: boolean, grouped: GroupedListing): void {
  const { name } = folder;
  const names = [...folder.folders.keys()].filter((inner) => !isIgnoredFolder(inner));
  const beside = companionFolders(names, isLibraryRoot);
  const files = listFolders(folder, (inner) => beside.has(inner));
  const { movies, stray } = classifyMovieFolder({ folderName: name, files, isLibraryRoot });
  for (const { videos, extras, themes } of movies) addItem(folder, videos, extras, themes, grouped);
  const companions = [...beside];
  const subfolders = names.filter((inner) => !beside.has(inner));
  const walked = walkedFolders({ name, isLibraryRoot, files, subfolders, companions });
  const isListed = ({ relPath }: ListedFile): boolean => !walked.includes(splitPath(relPath).folders[0] ?? '');
  addStray(folder, stray.filter(isListed), grouped);
  for (const inner of walked) {
    const below = folder.folders.get(inner);
    if (below !== undefined) addFilms(below, false, grouped);
  }
}

/** A video that belongs to no film is an extra of none. */
function addStray(folder: ListingFolder, stray: readonly ListedFile[], grouped: GroupedListing): void {
  for (const { relPath } of stray) {
    if (isVideo(relPath)) grouped.extras.push({ path: givenPath(folder, relPath), type: extraTypeOf(relPath) });
  }
}

function extraTypeOf(relPath: string): ExtraType {
  const { folders, stem } = splitPath(relPath);
  const companion = companionOf(folders[0] ?? '');
  return companion?.kind === 'extras' ? companion.extraType : (readExtraSuffix(stem)?.extraType ?? 'other');
}

function addShows(folder: ListingFolder, isLibraryRoot: boolean, grouped: GroupedListing): void {
  const subfolders = [...folder.folders.keys()].filter((name) => !isIgnoredFolder(name));
  const kind = tvFolderKind({ name: folder.name, isLibraryRoot, files: [...folder.files.keys()], subfolders });
  if (kind !== 'category') {
    addShow(
      folder,
      folder.name,
      listFolders(folder, () => true),
      grouped,
    );
    return;
  }
  const packs = new Set(subfolders.filter((name) => showOfPackFolder(name) !== null));
  const loose = groupLooseEpisodes(listFolders(folder, (name) => packs.has(name)));
  for (const { name, files } of loose.shows) addShow(folder, name, files, grouped);
  addShow(folder, folder.name, loose.stray, grouped);
  for (const name of subfolders) {
    const inner = folder.folders.get(name);
    if (inner !== undefined && !packs.has(name)) addShows(inner, false, grouped);
  }
}

function addShow(folder: ListingFolder, name: string, files: readonly ListedFile[], grouped: GroupedListing): void {
  const show = classifySeriesFolder({ folderName: name, files });
  for (const { videos, extras } of [...show.episodes, ...show.unnumbered]) {
    addItem(folder, videos, extras, [], grouped);
  }
  addExtras(folder, [...show.extras, ...show.seasons.flatMap(({ extras }) => extras)], show.themes, grouped);
}

function addItem(
  folder: ListingFolder,
  videos: readonly VideoFile[],
  extras: readonly ExtraFile[],
  themes: readonly ListedFile[],
  grouped: GroupedListing,
): void {
  const members = videos.map(({ relPath }) => givenPath(folder, relPath));
  grouped.items.push({ members, stacks: stacksOf(videos).map((stack) => stack.map((at) => members[at] ?? '')) });
  addExtras(folder, extras, themes, grouped);
}

function addExtras(
  folder: ListingFolder,
  extras: readonly ExtraFile[],
  themes: readonly ListedFile[],
  grouped: GroupedListing,
): void {
  for (const { relPath, extraType } of extras) {
    grouped.extras.push({ path: givenPath(folder, relPath), type: extraType });
  }
  for (const { relPath } of themes) {
    const type = AUDIO_EXTENSIONS.has(splitPath(relPath).extension) ? 'theme_song' : 'theme_video';
    grouped.extras.push({ path: givenPath(folder, relPath), type });
  }
}

/** Places of the parts of each version: within one their numbers rise. */
function stacksOf(videos: readonly VideoFile[]): number[][] {
  const stacks: number[][] = [];
  let last = Infinity;
  for (const [at, { part }] of videos.entries()) {
    if (part !== null && part > last) stacks.at(-1)?.push(at);
    else if (part !== null) stacks.push([at]);
    last = part ?? Infinity;
  }
  return stacks;
}

function isVideo(name: string): boolean {
  return VIDEO_EXTENSIONS.has(splitPath(name).extension);
}
