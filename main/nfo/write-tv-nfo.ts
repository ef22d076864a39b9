import { type PatchedNfo, patchNfoFile } from './patch-nfo-file.ts';
import { EPISODE_KIND, SEASON_KIND, TVSHOW_KIND } from './tv-nfo-kinds.ts';
import type { EpisodeNfoValues, SeasonNfoValues, TvshowNfoValues } from './tv-nfo-values.ts';

/** The bytes of `tvshow.nfo` after making it say `desired`; see patchNfoFile. One without `<episodeguide>` gets it. */
export function patchTvshowNfo(existing: Uint8Array | null, desired: TvshowNfoValues): PatchedNfo {
  return patchNfoFile(existing, [desired], TVSHOW_KIND);
}

/** The bytes of `season.nfo` after making it say `desired`; see patchNfoFile. */
export function patchSeasonNfo(existing: Uint8Array | null, desired: SeasonNfoValues): PatchedNfo {
  return patchNfoFile(existing, [desired], SEASON_KIND);
}

/**
 * The bytes of an episode file's NFO after making it say `desired`, one entry per episode of the file and in their order,
 * each in an `<episodedetails>` of its own, found by season and episode; see patchNfoFile. What the file says of other
 * episodes stays.
 * @throws RangeError when there is no episode.
 */
export function patchEpisodeNfo(existing: Uint8Array | null, desired: readonly EpisodeNfoValues[]): PatchedNfo {
  if (desired.length === 0) throw new RangeError('An episode NFO needs an episode');
  return patchNfoFile(existing, desired, EPISODE_KIND);
}
