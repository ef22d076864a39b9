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

type Titled = Parameters<typeof itemTitle>[0];

/** What to call a season or an episode where its show is not in sight: "Harbour · S01E02 Half a Bridge". */
export function titleInShow(item: Titled, show: Titled): string {
  const own = item.type === 'episode' ? [placeOf(item), item.title ?? ''].filter(Boolean).join(' ') : itemTitle(item);
  return `${itemTitle(show)} · ${own}`;
}

function placeOf(item: Titled): string {
  const two = (value: number | null): string => String(value ?? 0).padStart(2, '0');
  return `S${two(item.season_number)}E${two(item.episode_number)}`;
}
