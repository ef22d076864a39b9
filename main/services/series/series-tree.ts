import type { EpisodeOrder } from '../../../contract/field-values.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import type { EpisodeRow, SeasonRow, SeriesTree } from '../../../contract/series.ts';
import { imageTypesOf } from '../../domain/asset-types.ts';
import { groupEpisodes, ordersOf } from '../../domain/episode-order.ts';
import { fieldsOf } from '../../domain/item-fields.ts';
import { itemTitle } from '../../domain/item-title.ts';
import { audioLabel, resolutionLabel } from '../../domain/stream-labels.ts';
import { wholeMinutes } from '../../domain/whole-minutes.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type TreeEpisode, treeEpisodes, type TreeSeason, treeSeasons } from '../../store/series-tree.store.ts';
import { type LockedItem, type SeriesLocks, seriesLocks } from '../items/lock-state.ts';
import { requireItem } from '../items/require-item.ts';

type FileHolds = EpisodeRow['fileHolds'];

/** A show's seasons and episodes in one order; null takes the show's own. Throws `not_found`. */
export function seriesTree(db: ReadDb, seriesId: number, wanted: EpisodeOrder | null): SeriesTree {
  const series = requireItem(db, { type: 'series', id: seriesId });
  const order = wanted ?? (series['episode_order'] as EpisodeOrder);
  const episodes = treeEpisodes(db, seriesId);
  const seasons = new Map(treeSeasons(db, seriesId).map((season) => [season.season_number, season]));
  const locks = seriesLocks(db, seriesId);
  const holds = episodesByFile(episodes);
  return {
    seriesId,
    order,
    orders: ordersOf(episodes),
    seasons: groupEpisodes(episodes, order, [...seasons.keys()]).map((group) => ({
      ...seasonRow(group.seasonNumber, seasons.get(group.seasonNumber ?? -1) ?? null, locks),
      episodes: group.episodes.map(({ episode, orderNumber }) =>
        episodeRow(episode, orderNumber, holds.get(episode.file_path ?? '') ?? [], locks),
      ),
    })),
  };
}

function seasonRow(
  seasonNumber: number | null,
  season: TreeSeason | null,
  locks: SeriesLocks,
): Omit<SeasonRow, 'episodes'> {
  const title = season?.title ?? null;
  return {
    id: season?.id ?? null,
    seasonNumber,
    title:
      seasonNumber === null
        ? 'All episodes'
        : itemTitle({ type: 'season', title, season_number: seasonNumber, episode_number: null }),
    posterHash: season?.poster_hash ?? null,
    posterColor: season?.poster_color ?? null,
    hasUnpublishedChanges: season?.has_unpublished_changes === 1,
    isLocked: season !== null && (season.lock_count > 0 || isHeldFromAbove(locks, { ...season, type: 'season' })),
    issueCount: season?.issue_count ?? 0,
  };
}

function episodeRow(
  episode: TreeEpisode,
  orderNumber: number | null,
  fileHolds: FileHolds,
  locks: SeriesLocks,
): EpisodeRow {
  return {
    id: episode.id,
    seasonNumber: episode.season_number,
    episodeNumber: episode.episode_number,
    orderNumber,
    absoluteNumber: episode.absolute_number,
    displaySeason: episode.display_season,
    displayEpisode: episode.display_episode,
    title: itemTitle({ ...episode, type: 'episode' }),
    aired: episode.aired,
    runtime: episode.runtime ?? wholeMinutes(episode.duration_seconds),
    state: episode.state,
    completeness: episode.completeness,
    hasUnpublishedChanges: episode.has_unpublished_changes === 1,
    isLocked: episode.lock_count > 0 || isHeldFromAbove(locks, { ...episode, type: 'episode' }),
    issueCount: episode.issue_count,
    thumbHash: episode.thumb_hash,
    thumbColor: episode.thumb_color,
    isMissing: episode.file_path === null,
    fileHolds: fileHolds.length > 1 ? fileHolds : [],
    resolution: resolutionLabel(episode.width, episode.height),
    hdrType: episode.hdr_type,
    audio: audioLabel(episode.audio_codec, episode.audio_channels),
  };
}

function isHeldFromAbove(locks: SeriesLocks, item: LockedItem): boolean {
  if (!locks.hasRules) return false;
  const held = locks.of(item);
  return targetsOf(item.type).some((target) => held.isLocked(target));
}

function targetsOf(type: ItemType): string[] {
  return [...fieldsOf(type), ...imageTypesOf(type)];
}

function episodesByFile(episodes: readonly TreeEpisode[]): Map<string, FileHolds> {
  const holds = new Map<string, FileHolds>();
  for (const { file_path: filePath, season_number: seasonNumber, episode_number: episodeNumber } of episodes) {
    if (filePath === null) continue;
    const known = holds.get(filePath) ?? [];
    holds.set(filePath, known);
    known.push({ seasonNumber, episodeNumber });
  }
  return holds;
}
