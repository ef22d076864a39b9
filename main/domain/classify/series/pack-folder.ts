import { parseEpisodeName } from '../../names/episode-name.ts';
import { findSeasonInFolder } from '../../names/season-folder.ts';
import { parseSeriesFolder, type SeriesNameFacts } from '../../names/series-name.ts';

const SEVERAL_SEASONS =
  /(?<![\p{L}\p{N}])(?:s\d{1,2}\s?[-–]\s?s?\d{1,2}(?!\d)|\p{L}{5,10}\s\d{1,2}\s?[-–]\s?\d{1,2}(?!\d)|complete\s(?:series|collection))/iu;

/**
 * The show of a folder that holds one season or one episode and says so with the show's name, as releases do:
 * "Show.S01.1080p.WEB-GRP", "Show.S01E02.720p-GRP", "Show Season 2". Null for every other folder, also for one that holds
 * several seasons.
 */
export function showOfPackFolder(name: string): SeriesNameFacts | null {
  if (SEVERAL_SEASONS.test(name)) return null;
  const season = findSeasonInFolder(name);
  if (season !== null) return season.series === null ? null : { ...parseSeriesFolder(name), series: season.series };
  const { series, seriesYear, season: number, episodes, tmdbId, imdbId, tvdbId } = parseEpisodeName(`${name}.mkv`);
  if (series === null || number === null || episodes.length === 0) return null;
  return { series, seriesYear, tmdbId, imdbId, tvdbId };
}
