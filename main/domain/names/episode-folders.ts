import { companionOf } from '../classify/companion-folder.ts';
import type { EpisodeNumber } from './episode-number.ts';
import { findSeasonInFolder, parseSeasonFolder } from './season-folder.ts';
import { parseSeriesFolder, type SeriesNameFacts } from './series-name.ts';
import { findStandardNumber } from './standard-number.ts';
import { titleKey } from './title-key.ts';

/** What the folders above an episode's file say. */
export interface EpisodeFolders {
  show: SeriesNameFacts | null;
  season: number | null;
  /** Numbers of a folder made for one episode, for a file whose own name says nothing. */
  numbers: EpisodeNumber | null;
}

/** Folders that hold shows and are none themselves; keys as of `titleKey`. */
const LIBRARY_FOLDERS = new Set(
  [
    ...[
      'tv',
      'tv shows',
      'tv series',
      'tvshows',
      'shows',
      'series',
      'serien',
      'séries',
      'series tv',
      'anime',
      'animes',
    ],
    ...[
      'cartoons',
      'documentaries',
      'kids',
      'kids tv',
      'media',
      'medien',
      'video',
      'videos',
      'downloads',
      'downloaded',
    ],
    ...['complete', 'completed', 'unsorted', 'import', 'server', 'share', 'shares', 'mnt', 'volume1', 'nas', 'data'],
    ...['television', 'tv-serien', 'fernsehserien', 'seriale', 'сериалы', '电视剧', 'ドラマ', 'アニメ'],
  ].map(titleKey),
);

/** Reads the folders above a file, outermost first. */
export function readEpisodeFolders(folders: readonly string[]): EpisodeFolders {
  const innermost = folders.at(-1);
  // Disc, extras and subtitle folders lie between the season and the file.
  const chain = innermost !== undefined && companionOf(innermost) !== null ? folders.slice(0, -1) : folders;
  const parent = chain.at(-1);
  if (parent === undefined) return { show: null, season: null, numbers: null };
  const above = chain.at(-2) ?? null;
  const inShow = parseSeasonFolder(parent, above !== null && isLibrary(above) ? null : above);
  if (inShow !== null) return { show: showOf(above), season: inShow.season, numbers: null };
  const packed = findSeasonInFolder(parent);
  return {
    show: showOf(parent),
    season: packed?.season ?? null,
    numbers: packed === null ? findStandardNumber(parent) : null,
  };
}

function showOf(folder: string | null): SeriesNameFacts | null {
  return folder === null || isLibrary(folder) ? null : parseSeriesFolder(folder);
}

function isLibrary(folder: string): boolean {
  return LIBRARY_FOLDERS.has(titleKey(folder)) || /^[a-z]:$/iu.test(folder);
}
