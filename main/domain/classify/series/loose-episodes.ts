import type { ListedFile } from '../../folder-facts.ts';
import { parseEpisodeName } from '../../names/episode-name.ts';
import { titleKey } from '../../names/title-key.ts';
import { VIDEO_EXTENSIONS } from '../file-extensions.ts';
import { isIgnorable } from '../ignorable.ts';
import { splitPath } from '../split-path.ts';
import { type Entry, foldName } from '../video-unit.ts';
import { showOfPackFolder } from './pack-folder.ts';

/** A show whose episodes lie in a folder that it shares with others. */
export interface LooseShow {
  /** As a folder of its own would be called: "Show (2010)". */
  name: string;
  /** Paths below the shared folder. */
  files: ListedFile[];
}

interface ShowName {
  series: string;
  year: number | null;
}

/**
 * Sorts the loose files of a folder of shows by the show they name, and with them the files of release folders
 * ("Show.S01.1080p-GRP/…"). What names no show and no number is stray.
 * @param files of the folder itself and of its release folders (see showOfPackFolder)
 */
export function groupLooseEpisodes(files: readonly ListedFile[]): { shows: LooseShow[]; stray: ListedFile[] } {
  const entries: Entry[] = files
    .filter(({ relPath }) => !isIgnorable(relPath))
    .map((file) => ({ file, path: splitPath(file.relPath) }))
    .sort((a, b) => (a.file.relPath < b.file.relPath ? -1 : 1));
  const byStem = new Map<string, ShowName>();
  for (const { path } of entries) {
    if (path.folders.length > 0 || !VIDEO_EXTENSIONS.has(path.extension)) continue;
    const show = showOfFile(path.base);
    if (show !== null) byStem.set(foldName(path.stem), show);
  }
  const named = entries.map((entry) => ({ entry, show: showOf(entry, byStem) }));
  const settle = settleYears(named.flatMap(({ show }) => (show === null ? [] : [show])));
  const shows = new Map<string, LooseShow>();
  const stray: ListedFile[] = [];
  for (const { entry, show } of named) {
    if (show === null) {
      stray.push(entry.file);
      continue;
    }
    const year = settle(show);
    const key = `${titleKey(show.series)}\0${String(year)}`;
    const held = shows.get(key) ?? { name: year === null ? show.series : `${show.series} (${year})`, files: [] };
    held.files.push(entry.file);
    shows.set(key, held);
  }
  return { shows: [...shows.values()].filter(hasVideo), stray: [...stray, ...strayOf(shows)] };
}

function showOf({ path }: Entry, byStem: ReadonlyMap<string, ShowName>): ShowName | null {
  const folder = path.folders[0];
  if (folder !== undefined) {
    const pack = showOfPackFolder(folder);
    return pack === null ? null : { series: pack.series, year: pack.seriesYear };
  }
  const own = byStem.get(foldName(path.stem));
  if (own !== undefined) return own;
  // "Show S01E01-thumb.jpg", "Show S01E01.en.srt": what stands in front is a video's name.
  for (let end = path.stem.length - 1; end > 0; end -= 1) {
    if (!/[-._\s]/u.test(path.stem.charAt(end))) continue;
    const show = byStem.get(foldName(path.stem.slice(0, end)));
    if (show !== undefined) return show;
  }
  return null;
}

function showOfFile(base: string): ShowName | null {
  const { series, seriesYear, episodes, absolute, airDate } = parseEpisodeName(base);
  if (series === null || (episodes.length === 0 && absolute.length === 0 && airDate === null)) return null;
  return { series, year: seriesYear };
}

/** A name without the year is the show of that name when there is only one. */
function settleYears(shows: readonly ShowName[]): (show: ShowName) => number | null {
  const years = new Map<string, Set<number>>();
  for (const { series, year } of shows) {
    const key = titleKey(series);
    if (year !== null) years.set(key, (years.get(key) ?? new Set()).add(year));
  }
  return ({ series, year }) => {
    const known = years.get(titleKey(series));
    return year ?? (known?.size === 1 ? ([...known][0] ?? null) : null);
  };
}

function hasVideo({ files }: LooseShow): boolean {
  return files.some(({ relPath }) => VIDEO_EXTENSIONS.has(splitPath(relPath).extension));
}

function strayOf(shows: ReadonlyMap<string, LooseShow>): ListedFile[] {
  return [...shows.values()].filter((show) => !hasVideo(show)).flatMap(({ files }) => files);
}
