import type { SeriesNameFacts } from '../../names/series-name.ts';
import type { NamedVideo } from './episode-unit.ts';

const IDS = ['tmdbId', 'imdbId', 'tvdbId'] as const;

/**
 * Tells ids of the show from ids of episodes in the names of files. An id that all names with one agree on is the show's, as
 * Sonarr and Plex write it: it goes to the show where its folder has none, and is no episode's.
 */
export function separateShowIds(
  videos: readonly NamedVideo[],
  folder: SeriesNameFacts,
): { videos: NamedVideo[]; show: SeriesNameFacts } {
  let show = folder;
  let own = [...videos];
  for (const id of IDS) {
    const values = new Set(own.flatMap((video) => (video[id] === null ? [] : [video[id]])));
    const [value] = values;
    if (values.size === 1 && show[id] === null) show = { ...show, [id]: value };
    if (values.size > 0) {
      own = own.map((video) => (values.size === 1 || video[id] === show[id] ? { ...video, [id]: null } : video));
    }
  }
  return { videos: own, show };
}
