import { parseEpisodeName } from '../../names/episode-name.ts';
import { parseSeasonFolder } from '../../names/season-folder.ts';
import { parseSeriesFolder } from '../../names/series-name.ts';
import { titleKey } from '../../names/title-key.ts';
import { companionOf } from '../companion-folder.ts';
import { VIDEO_EXTENSIONS } from '../file-extensions.ts';
import { splitPath } from '../split-path.ts';
import { showOfPackFolder } from './pack-folder.ts';

/** What lies directly in a folder: names only. */
export interface TvFolderListing {
  name: string;
  isLibraryRoot: boolean;
  files: readonly string[];
  /** Without ignored ones. */
  subfolders: readonly string[];
}

/** Written by players' and managers' tools into a show's folder and nowhere else. */
const SHOW_MARKS = new Set(['tvshow.nfo', '.plexmatch']);
const BARE_NUMBER = /^\s*\d{1,4}\s*$/u;

/**
 * How a folder of a library of series is walked: `series` is read with everything below it, a `category` ("Anime", the
 * library's root) holds shows in its subfolders and perhaps loose episodes, and `empty` holds nothing to be read.
 * A show's folder has season folders, or videos that are its own episodes.
 */
export function tvFolderKind(listing: TvFolderListing): 'series' | 'category' | 'empty' {
  const { name, isLibraryRoot, files, subfolders } = listing;
  const folders = sortFolders(name, subfolders, isLibraryRoot);
  const isMarked = files.some((file) => SHOW_MARKS.has(file.toLowerCase()));
  if (isMarked && (!isLibraryRoot || folders.others.length < 2)) return 'series';
  const hasSeason = folders.seasons.some((season) => season > 0);
  if (hasSeason && (!isLibraryRoot || folders.others.length === 0)) return 'series';

  const videos = files.filter((file) => VIDEO_EXTENSIONS.has(splitPath(file).extension));
  if (isLibraryRoot) return videos.length + subfolders.length > 0 ? 'category' : 'empty';
  if (videos.length > 0) return kindByVideos(name, videos, folders.others);
  const own = showKey(name);
  if (folders.others.some((folder) => titleKey(showOfPackFolder(folder)?.series ?? '') === own)) return 'series';
  if (folders.others.length > 0) return 'category';
  return folders.seasons.length > 0 || folders.hasDiscs ? 'series' : 'empty';
}

interface SortedFolders {
  /** Numbers of the season folders. */
  seasons: number[];
  /** Neither seasons nor folders that belong to what lies beside them. */
  others: string[];
  hasDiscs: boolean;
}

function sortFolders(name: string, subfolders: readonly string[], isLibraryRoot: boolean): SortedFolders {
  const sorted: SortedFolders = { seasons: [], others: [], hasDiscs: false };
  const bare: { folder: string; season: number }[] = [];
  for (const folder of subfolders) {
    const companion = companionOf(folder);
    const season = companion === null ? (parseSeasonFolder(folder, name)?.season ?? null) : null;
    if (companion?.kind === 'part' || companion?.kind === 'bluray' || companion?.kind === 'dvd') sorted.hasDiscs = true;
    if (season !== null && BARE_NUMBER.test(folder)) bare.push({ folder, season });
    else if (season !== null) sorted.seasons.push(season);
    else if (companion === null) sorted.others.push(folder);
  }
  // "24" beside "Lost" is a show; "1" beside "2" in a show's folder is a season.
  if (!isLibraryRoot && sorted.others.length === 0) sorted.seasons.push(...bare.map(({ season }) => season));
  else sorted.others.push(...bare.map(({ folder }) => folder));
  return sorted;
}

/** Videos of one show, or of one that is called like the folder; else, beside folders of shows, loose episodes. */
function kindByVideos(name: string, videos: readonly string[], others: readonly string[]): 'series' | 'category' {
  const shows = new Set<string>();
  for (const video of videos) {
    const { series, episodes, absolute, airDate } = parseEpisodeName(`${name}/${video}`);
    const hasNumber = episodes.length > 0 || absolute.length > 0 || airDate !== null;
    if (hasNumber) shows.add(series === null ? showKey(name) : titleKey(series));
  }
  if (shows.has(showKey(name))) return 'series';
  return others.length === 0 && shows.size < 2 ? 'series' : 'category';
}

function showKey(name: string): string {
  return titleKey(parseSeriesFolder(name).series);
}
