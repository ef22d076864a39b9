import type { ItemType } from '../../contract/primitives.ts';

/** What to call an item: a season or an episode without a title of its own goes by its number. Never empty. */
export function itemTitle(item: {
  type: ItemType;
  title: string | null;
  season_number: number | null;
  episode_number: number | null;
}): string {
  if (item.title !== null && item.title !== '') return item.title;
  if (item.type === 'episode') return `Episode ${String(item.episode_number ?? 0)}`;
  if (item.type === 'season')
    return item.season_number === 0 ? 'Specials' : `Season ${String(item.season_number ?? 0)}`;
  return 'Untitled';
}
