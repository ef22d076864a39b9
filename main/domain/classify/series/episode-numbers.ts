import { type EpisodeNameFacts, parseEpisodeName } from '../../names/episode-name.ts';
import type { EpisodeNumbers } from '../../series-facts.ts';
import type { FolderPlace } from './folder-place.ts';

const SEASON_AND_EPISODE = /(?<![\p{L}\p{N}])(?:s\d{1,4}[\s._-]*ep?\d|\d{1,2}x\d{2})/iu;

/**
 * What a file's path below the show's folder says. When the file's own name tells no number, the folder of a release
 * ("Show.S01E02.720p-GRP/abc.mkv") may.
 * @param base file name with extension
 */
export function readEpisodeNames(showName: string, place: FolderPlace, base: string): EpisodeNameFacts {
  const folders = [showName, ...place.context];
  const own = parseEpisodeName([...folders, base].join('/'));
  const release = place.context.at(-1);
  if (own.episodes.length > 0 || own.absolute.length > 0 || own.airDate !== null) return own;
  if (release === undefined || place.seasonFolder === place.home) return own;
  const byFolder = parseEpisodeName(`${folders.join('/')}.mkv`);
  // "Part 1 - The Beginning" is a folder of several: a bare number is no episode's.
  const isRelease = byFolder.airDate !== null || (byFolder.episodes.length > 0 && SEASON_AND_EPISODE.test(release));
  return isRelease ? byFolder : own;
}

/** What a show's names have in common, which decides what a bare number means. */
export interface NumberingHabits {
  /** Folders or names of this show tell seasons above the first. */
  hasSeasons: boolean;
}

/**
 * The numbers of one video, with its season settled: a number without a season counts within the season folder it lies in,
 * as Jellyfin takes it, else within season 1 of a show that has no other; else only the absolute number is known. An episode
 * that is named by its day keeps the day: which number that is only its NFO or a provider knows, so none is made up.
 */
export function settleNumbers(
  facts: Pick<EpisodeNameFacts, 'season' | 'episodes' | 'absolute' | 'airDate'>,
  place: FolderPlace,
  { hasSeasons }: NumberingHabits,
): EpisodeNumbers {
  const { absolute, airDate } = facts;
  const season = facts.season ?? place.season;
  if (facts.episodes.length > 0) return { season: season ?? 1, episodes: facts.episodes, absolute, airDate };
  if (airDate !== null || absolute.length === 0) return { season, episodes: [], absolute, airDate };
  if (season === null && hasSeasons) return { season: null, episodes: [], absolute, airDate };
  return { season: season ?? 1, episodes: absolute, absolute, airDate };
}
