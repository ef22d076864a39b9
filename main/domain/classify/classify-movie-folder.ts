import type { FolderClassification, ListedFile, MovieGroup, NameFacts } from '../folder-facts.ts';
import { parseMovieName } from '../names/movie-name.ts';
import { titleKey } from '../names/title-key.ts';
import { findDiscs } from './disc-structure.ts';
import { VIDEO_EXTENSIONS } from './file-extensions.ts';
import { FileOwners } from './file-owners.ts';
import { groupFilms } from './film-groups.ts';
import { isIgnorable } from './ignorable.ts';
import { createMovieGroup } from './movie-group.ts';
import { SideFiles } from './side-files.ts';
import { splitPath } from './split-path.ts';
import { splitVideos } from './split-videos.ts';
import { stackVideos } from './video-stacks.ts';
import type { Entry, VideoUnit } from './video-unit.ts';

export interface MovieFolderInput {
  /** Name of the folder, not its path. */
  folderName: string;
  /** Its files, and those of its companion folders (see isCompanionFolder); the order does not matter. */
  files: readonly ListedFile[];
  /** The library's own folder says nothing about the films in it. */
  isLibraryRoot: boolean;
}

/**
 * Tells what a folder of a film library holds: its films with their parts and versions, and what belongs to each of them.
 * Every file is in exactly one place of the answer, except ignorable ones, the inside of disc structures and the `.sub` of
 * an `.idx`. A folder without a film (extras whose film is gone) gives all its files back as stray.
 * Reads names only, never throws, and gives the same answer for the same files in any order.
 */
export function classifyMovieFolder({ folderName, files, isLibraryRoot }: MovieFolderInput): FolderClassification {
  const entries: Entry[] = [];
  for (const file of files) {
    if (!isIgnorable(file.relPath)) entries.push({ file, path: splitPath(file.relPath) });
  }
  entries.sort((a, b) => (a.file.relPath < b.file.relPath ? -1 : 1));

  const ownFacts = parseMovieName(folderName, 'folder');
  const discs = findDiscs(entries, ownFacts);
  const folderFacts = isLibraryRoot && discs.units.length === 0 ? null : ownFacts;
  const videos = splitVideos(
    discs.rest.filter(({ path }) => VIDEO_EXTENSIONS.has(path.extension)),
    { name: folderName, isLibraryRoot, hasDisc: discs.units.length > 0 },
  );
  const { units, leftovers } = stackVideos(videos.mains, folderFacts);
  const found = groupFilms([...discs.units, ...units], folderName, folderFacts);
  const isFlat = found.films.length > 1 || (folderFacts === null && !isNamedAfter(found.films[0], ownFacts));

  const films = found.films.map((versions) => ({
    versions,
    group: createMovieGroup(versions, folderName, isFlat ? null : ownFacts),
  }));
  const owners = new FileOwners(films, isFlat);
  const side = new SideFiles(owners, entries, folderName, ownFacts);
  addExtras(videos, owners, side);
  for (const entry of discs.rest) {
    if (!VIDEO_EXTENSIONS.has(entry.path.extension)) side.add(entry);
  }
  const others = [...videos.unknown, ...leftovers, ...found.leftovers.flatMap((unit) => unit.entries)];
  for (const entry of others) side.addUnknown(entry);
  side.finish();
  const movies = films.map(({ group }) => group).sort(byFirstVideo);
  return { movies, isFlat: isFlat && movies.length > 0, stray: side.stray };
}

/** A film's own folder that was added as a library: its name is the film's, year included. */
function isNamedAfter(versions: readonly VideoUnit[] | undefined, folder: NameFacts): boolean {
  const facts = versions?.[0]?.facts;
  if (facts === undefined || folder.year === null) return false;
  return titleKey(facts.title) === titleKey(folder.title) && (facts.year === null || facts.year === folder.year);
}

function addExtras(videos: ReturnType<typeof splitVideos>, owners: FileOwners, side: SideFiles): void {
  const owned = videos.extras.map((extra) => ({ ...extra, owner: owners.ofEntry(extra.entry)?.group }));
  for (const { entry, extraType, owner } of owned) {
    if (owner === undefined) {
      side.stray.push(entry.file);
      continue;
    }
    owner.extras.push({ ...entry.file, extraType });
    owners.addExtra(entry, owner);
  }
  for (const entry of videos.themes) {
    if (owners.only === null) side.addUnknown(entry);
    else owners.only.themes.push(entry.file);
  }
}

function byFirstVideo(a: MovieGroup, b: MovieGroup): number {
  const [x, y] = [a.videos[0]?.relPath ?? '', b.videos[0]?.relPath ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}
