import type { EpisodeRow, SeasonRow } from '../../../contract/series.ts';

/** One line of the list of a show's episodes: the head of a season, or an episode. */
export type TreeLine =
  | { kind: 'season'; key: string; season: SeasonRow; isCollapsed: boolean }
  | { kind: 'episode'; key: string; season: SeasonRow; episode: EpisodeRow };

/** What names a season while the list is open: its number, or that it is the one group without any. */
export function seasonKey(season: Pick<SeasonRow, 'seasonNumber'>): string {
  return season.seasonNumber === null ? 'season-none' : `season-${season.seasonNumber}`;
}

/**
 * The lines to show: each season, and its episodes unless it is collapsed. `isOnlyMissing` leaves out what has a file, and
 * seasons in which nothing is missing. `hasHeads` false leaves out the heads (the list of one season).
 */
export function treeLines(
  seasons: readonly SeasonRow[],
  collapsed: ReadonlySet<string>,
  isOnlyMissing: boolean,
  hasHeads: boolean,
): TreeLine[] {
  const lines: TreeLine[] = [];
  for (const season of seasons) {
    const key = seasonKey(season);
    const episodes = isOnlyMissing ? season.episodes.filter((episode) => episode.isMissing) : season.episodes;
    if (isOnlyMissing && episodes.length === 0) continue;
    const isCollapsed = hasHeads && collapsed.has(key);
    if (hasHeads) lines.push({ kind: 'season', key, season, isCollapsed });
    if (isCollapsed) continue;
    for (const episode of episodes) lines.push({ kind: 'episode', key: `episode-${episode.id}`, season, episode });
  }
  return lines;
}

/** Where each line begins, in CSS pixels, and after the last one where all end. */
export function lineOffsets(lines: readonly TreeLine[], seasonPx: number, episodePx: number): number[] {
  const offsets = [0];
  let end = 0;
  for (const line of lines) {
    end += line.kind === 'season' ? seasonPx : episodePx;
    offsets.push(end);
  }
  return offsets;
}

/** The lines between two heights, `first` inclusive and `last` exclusive; `offsets` as lineOffsets gives them. */
export function linesBetween(
  offsets: readonly number[],
  topPx: number,
  bottomPx: number,
): { first: number; last: number } {
  const count = offsets.length - 1;
  const first = Math.max(0, firstAfter(offsets, topPx) - 1);
  const last = Math.min(count, firstAfter(offsets, bottomPx));
  return { first: Math.min(first, last), last };
}

/** The first position whose offset lies beyond `px`, by halving. */
function firstAfter(offsets: readonly number[], px: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) > px) high = middle;
    else low = middle + 1;
  }
  return low;
}
