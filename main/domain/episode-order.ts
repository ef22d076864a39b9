import type { EpisodeOrder } from '../../contract/field-values.ts';

/** The numbers of an episode in each order. */
export interface NumberedEpisode {
  season_number: number;
  episode_number: number;
  absolute_number: number | null;
  dvd_season: number | null;
  dvd_episode: number | null;
}

export interface EpisodeGroup<E> {
  /** 0 are the specials; null for all seasons in one. */
  seasonNumber: number | null;
  episodes: { episode: E; orderNumber: number | null }[];
}

/** The orders that at least one episode has a number in; every show has the aired one. */
export function ordersOf(episodes: readonly NumberedEpisode[]): EpisodeOrder[] {
  const orders: EpisodeOrder[] = ['aired'];
  if (episodes.some((episode) => dvdNumber(episode) !== null)) orders.push('dvd');
  if (episodes.some((episode) => episode.absolute_number !== null)) orders.push('absolute');
  return orders;
}

/**
 * A show's episodes in one order: by season, the specials last; in absolute order all but the specials in one group.
 * An episode without a number in the order stands behind the others of the season it aired in.
 * @param emptySeasons seasons to list even when no episode is in them (not in absolute order)
 */
export function groupEpisodes<E extends NumberedEpisode>(
  episodes: readonly E[],
  order: EpisodeOrder,
  emptySeasons: readonly number[] = [],
): EpisodeGroup<E>[] {
  const groups = new Map<number | null, EpisodeGroup<E>['episodes']>();
  if (order === 'aired') for (const season of emptySeasons) groups.set(season, []);
  for (const episode of episodes) {
    const { seasonNumber, orderNumber } = placeIn(episode, order);
    const group = groups.get(seasonNumber) ?? [];
    groups.set(seasonNumber, group);
    group.push({ episode, orderNumber });
  }
  return [...groups]
    .map(([seasonNumber, found]) => ({ seasonNumber, episodes: found.sort(byNumber) }))
    .sort((a, b) => groupRank(a.seasonNumber) - groupRank(b.seasonNumber));
}

function placeIn(
  episode: NumberedEpisode,
  order: EpisodeOrder,
): { seasonNumber: number | null; orderNumber: number | null } {
  const { season_number: seasonNumber } = episode;
  switch (order) {
    case 'aired':
      return { seasonNumber, orderNumber: episode.episode_number };
    case 'dvd':
      return dvdNumber(episode) ?? { seasonNumber, orderNumber: null };
    case 'absolute': {
      const orderNumber = episode.absolute_number;
      return { seasonNumber: seasonNumber === 0 && orderNumber === null ? 0 : null, orderNumber };
    }
  }
}

function dvdNumber(episode: NumberedEpisode): { seasonNumber: number; orderNumber: number } | null {
  if (episode.dvd_episode === null) return null;
  return { seasonNumber: episode.dvd_season ?? episode.season_number, orderNumber: episode.dvd_episode };
}

function byNumber(
  a: { episode: NumberedEpisode; orderNumber: number | null },
  b: { episode: NumberedEpisode; orderNumber: number | null },
): number {
  return (
    (a.orderNumber ?? Infinity) - (b.orderNumber ?? Infinity) ||
    a.episode.season_number - b.episode.season_number ||
    a.episode.episode_number - b.episode.episode_number
  );
}

function groupRank(seasonNumber: number | null): number {
  return seasonNumber === 0 ? Number.MAX_SAFE_INTEGER : (seasonNumber ?? 0);
}
