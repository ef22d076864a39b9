import type { Placement } from '../../../contract/items.ts';
import { itemTitle } from '../../domain/item-title.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { episodesOfFile, hasEpisodeFiles, seasonTitle, seriesTitle } from '../../store/placement.store.ts';

/** Where a season or an episode stands in its show; null for films and shows. */
export function placementOf(db: ReadDb, item: ItemRecord): Placement | null {
  if (item.series_id === null || item.season_number === null) return null;
  const seriesId = item.series_id;
  const seasonNumber = item.season_number;
  const season = item.type === 'episode' ? seasonTitle(db, seriesId, seasonNumber) : null;
  return {
    series: { type: 'series', id: seriesId, title: seriesTitle(db, seriesId) },
    season:
      season === null
        ? null
        : {
            type: 'season',
            id: season.id,
            title: itemTitle({
              type: 'season',
              title: season.title,
              season_number: seasonNumber,
              episode_number: null,
            }),
          },
    seasonNumber,
    episodeNumber: item.episode_number,
    isMissing: item.type === 'episode' ? item.file_path === null : !hasEpisodeFiles(db, seriesId, seasonNumber),
    sharesFileWith: item.file_path === null ? [] : neighbours(db, seriesId, item.file_path, item.id),
  };
}

function neighbours(db: ReadDb, seriesId: number, filePath: string, id: number): Placement['sharesFileWith'] {
  return episodesOfFile(db, seriesId, filePath)
    .filter((episode) => episode.id !== id)
    .map((episode) => ({
      type: 'episode',
      id: episode.id,
      title: itemTitle({ type: 'episode', ...episode }),
      seasonNumber: episode.season_number,
      episodeNumber: episode.episode_number,
    }));
}
