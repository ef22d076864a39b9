import { findAirDate } from './air-date.ts';
import { findAnnouncedNumber, findPartNumber } from './announced-number.ts';
import { readEpisodeFolders, type EpisodeFolders } from './episode-folders.ts';
import type { EpisodeNumber } from './episode-number.ts';
import { readRemainder } from './episode-remainder.ts';
import { findLooseNumber } from './loose-number.ts';
import { splitStem } from './name-stem.ts';
import { normaliseName, pathSegments } from './name-text.ts';
import { readProviderIds } from './provider-ids.ts';
import { readSeriesPart } from './series-in-episode.ts';
import { findStandardNumber } from './standard-number.ts';
import { titleKey } from './title-key.ts';

export interface EpisodeNameFacts {
  /** As read from the file name, else from the series folder above. */
  series: string | null;
  seriesYear: number | null;
  /** 0 = specials; from the file, else from the season folder. */
  season: number | null;
  /** Ranges are expanded: E01-E03 is [1, 2, 3]. */
  episodes: number[];
  /** Numbers counted through all seasons, as anime has them. */
  absolute: number[];
  /** YYYY-MM-DD, of names that give a day and no season. */
  airDate: string | null;
  /** Episode title when the name carries one, tidy. */
  title: string | null;
  /** One episode in several files (pt1, cd2, E01b): 1-based. */
  part: number | null;
  /** Version label (Uncut, Extended …). */
  edition: string | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
}

/** What the numbers of a name are, and where they stand. */
interface Found extends EpisodeNumber {
  absolute: number[];
  airDate: string | null;
}

const LEADING_GROUP = /^\s*\[[^\]]*\][\s._-]*/u;
const FULL_WIDTH_DIGIT = /[\uFF10-\uFF19]/gu;

/**
 * Reads an episode's file name, with the folders above it as context: S01E02 and its kin in many languages, dates, numbers counted
 * through all seasons, bare numbers inside season folders. A name without any number gives none. Never throws.
 * @param path file path with '/' between parts, relative to the library or absolute
 */
export function parseEpisodeName(path: string): EpisodeNameFacts {
  const segments = pathSegments(normaliseName(path));
  const folders = readEpisodeFolders(segments.slice(0, -1));
  const ids = readProviderIds(splitStem(segments.at(-1) ?? '').stem);
  const text = ids.rest.replace(FULL_WIDTH_DIGIT, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const group = LEADING_GROUP.exec(text)?.[0].length ?? 0;
  const found = findNumber(text, group, folders);
  const own = readSeriesPart(text.slice(0, found?.start ?? text.length), found?.season ?? null);
  const ownSeason = found?.season ?? own.season ?? (found === null ? null : bracketSeason(text.slice(found.end)));
  const rest =
    found === null
      ? null
      : readRemainder(text.slice(found.end), group > 0, found.episodes[0] ?? found.absolute[0] ?? null);
  const numbers = found === null ? folders.numbers : null;
  const absolute = [found?.absolute ?? [], rest?.absolute ?? [], own.absolute].find((list) => list.length > 0) ?? [];
  const isInSeason = found !== null && found.episodes.length === 0 && ownSeason !== null;
  const series = chooseSeries(found === null ? null : own, folders);
  return {
    ...series,
    season: ownSeason ?? numbers?.season ?? folders.season,
    episodes: isInSeason ? found.absolute : (found?.episodes ?? numbers?.episodes ?? []),
    absolute: isInSeason ? [] : absolute,
    airDate: found?.airDate ?? null,
    title: rest?.title ?? null,
    part: found?.part ?? rest?.part ?? numbers?.part ?? null,
    edition: rest?.edition ?? null,
    tmdbId: ids.tmdbId ?? folders.show?.tmdbId ?? null,
    imdbId: ids.imdbId ?? folders.show?.imdbId ?? null,
    tvdbId: ids.tvdbId ?? folders.show?.tvdbId ?? null,
  };
}

/** "Some Show - 02 Title [S04]". */
function bracketSeason(text: string): number | null {
  const match = /[[(]\s?(?:s|season\s?)(\d{1,2})\s?[\])]/iu.exec(text);
  return match === null ? null : Number(match[1]);
}

function findNumber(text: string, group: number, folders: EpisodeFolders): Found | null {
  const standard = findStandardNumber(text);
  if (standard !== null) return { ...standard, absolute: [], airDate: null };
  const date = findAirDate(text);
  const announced = findAnnouncedNumber(text);
  if (date !== null && (announced === null || !date.isCompact || date.start < announced.start)) {
    return {
      ...(announced ?? { season: null, episodes: [], part: null }),
      absolute: [],
      airDate: date.date,
      start: Math.min(date.start, announced?.start ?? date.start),
      end: Math.max(date.end, announced?.end ?? date.end),
    };
  }
  if (announced !== null) return { ...announced, absolute: [], airDate: null };
  const loose = findLooseNumber(text, {
    from: group,
    hasGroup: group > 0,
    folderSeason: folders.season,
    showTitle: folders.show?.series ?? null,
  });
  if (loose !== null) {
    const { isAbsolute, episodes, ...where } = loose;
    return { ...where, airDate: null, episodes: isAbsolute ? [] : episodes, absolute: isAbsolute ? episodes : [] };
  }
  const part = folders.numbers === null ? findPartNumber(text) : null;
  return part === null ? null : { ...part, absolute: [], airDate: null };
}

/** The file's series, spelt and dated as the folder has it when both mean the same. */
function chooseSeries(
  own: { series: string | null; seriesYear: number | null } | null,
  folders: EpisodeFolders,
): { series: string | null; seriesYear: number | null } {
  const show = folders.show;
  if (own?.series == null) return { series: show?.series ?? null, seriesYear: show?.seriesYear ?? null };
  if (show === null) return { series: own.series, seriesYear: own.seriesYear };
  const key = titleKey(show.series);
  if (
    titleKey(own.series) === key &&
    (own.seriesYear === null || show.seriesYear === null || own.seriesYear === show.seriesYear)
  ) {
    return { series: show.series, seriesYear: own.seriesYear ?? show.seriesYear };
  }
  // "Space 1999 (1975)/Space.1999.S01E01": the file's year is the end of the name.
  if (own.seriesYear !== null && titleKey(`${own.series}${String(own.seriesYear)}`) === key) {
    return { series: show.series, seriesYear: show.seriesYear };
  }
  return { series: own.series, seriesYear: own.seriesYear };
}
