import type { EpisodeRecord } from '../../../store/episode.store.ts';
import type { EpisodeFacts } from '../../../workers/series-scan-facts.ts';

export interface EpisodeNumber {
  seasonNumber: number;
  episodeNumber: number;
}

/**
 * Which episodes of its show a file holds, in order. Season and number count as the name (or the NFO) says. A file that
 * is only dated or only counts through all seasons is the known episode with that date or number; where none is known, a
 * dated one becomes month and day of the year's season (31 January 2020: season 2020, episode 131), which is stable and
 * sorts right until a provider knows better, and an absolute one that episode of season 1, as Kodi and Jellyfin read it.
 */
export function episodeNumbers(
  { numbers }: Pick<EpisodeFacts, 'numbers'>,
  known: readonly Pick<EpisodeRecord, 'season_number' | 'episode_number' | 'absolute_number' | 'aired'>[],
): EpisodeNumber[] {
  if (numbers.episodes.length > 0) {
    const seasonNumber = numbers.season ?? 1;
    return [...new Set(numbers.episodes)].map((episodeNumber) => ({ seasonNumber, episodeNumber }));
  }
  if (numbers.airDate !== null) {
    const same = known.find((episode) => episode.aired === numbers.airDate && episode.season_number > 0);
    if (same !== undefined) return [{ seasonNumber: same.season_number, episodeNumber: same.episode_number }];
    const [year, month, day] = numbers.airDate.split('-').map(Number);
    return [{ seasonNumber: numbers.season ?? year ?? 0, episodeNumber: (month ?? 0) * 100 + (day ?? 0) }];
  }
  return [...new Set(numbers.absolute)].map((absolute) => {
    const same = known.find((episode) => episode.absolute_number === absolute && episode.season_number > 0);
    return same === undefined
      ? { seasonNumber: numbers.season ?? 1, episodeNumber: absolute }
      : { seasonNumber: same.season_number, episodeNumber: same.episode_number };
  });
}
