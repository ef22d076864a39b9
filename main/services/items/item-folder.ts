import path from 'node:path';
import type { ItemRecord } from '../../store/item.store.ts';

const DISC = /^(.*?)[\\/](?:BDMV|VIDEO_TS)[\\/]/i;

/**
 * The folder that an item's names are relative to: the film's, the show's (also for its seasons, whose artwork may lie
 * in either), or the one the episode's file lies in; of a disc the one around it.
 */
export function itemFolder(item: ItemRecord): string {
  if (item.type === 'episode' && item.file_path !== null) {
    return DISC.exec(item.file_path)?.[1] ?? path.dirname(item.file_path);
  }
  return item.series_directory_path ?? item.directory_path ?? '';
}
