import path from 'node:path';
import { episodesOf } from '../../store/episode.store.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';

/**
 * True for a show, or a season of one, whose episodes all lie elsewhere than below the folder that stands for it: loose in
 * a folder of several shows. Asked when that folder is not there, to tell such a show from an unplugged disk.
 */
export function hasNoFolder(db: ReadDb, item: ItemRecord): boolean {
  if (item.type !== 'series' && item.type !== 'season') return false;
  const folder = item.type === 'series' ? item.directory_path : item.series_directory_path;
  const seriesId = item.type === 'series' ? item.id : item.series_id;
  const files = episodesOf(db, seriesId ?? 0).flatMap((episode) =>
    episode.deleted_on === null && episode.file_path !== null ? [episode.file_path] : [],
  );
  return folder !== null && files.length > 0 && files.every((file) => !file.startsWith(`${folder}${path.sep}`));
}
