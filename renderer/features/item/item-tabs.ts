import type { ItemDetail } from '../../../contract/items.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import { t } from '../../messages/t.ts';

export type ItemTab = keyof typeof t.item.tabs;

/** The tabs that each type of item has, in their order. */
const TABS: Readonly<Record<ItemType, readonly ItemTab[]>> = {
  movie: ['metadata', 'artwork', 'cast', 'files', 'history'],
  series: ['metadata', 'artwork', 'cast', 'episodes', 'files', 'history'],
  season: ['metadata', 'artwork', 'episodes', 'files', 'history'],
  episode: ['metadata', 'artwork', 'cast', 'files', 'history'],
  set: ['films', 'metadata', 'artwork', 'history'],
};

/** The tab to show of an item: the one that was chosen if the type has it; else what is in a show or a set, or the metadata. */
export function shownTab(type: ItemType, chosen: ItemTab | null): ItemTab {
  return (
    TABS[type].find((tab) => tab === chosen) ?? (type === 'series' ? 'episodes' : type === 'set' ? 'films' : 'metadata')
  );
}

/** The tabs of an item with their labels and what is in them; nothing counted leaves the number out. */
export function itemTabs(
  detail: ItemDetail,
  episodes: number | undefined,
): { value: ItemTab; label: string; count?: number }[] {
  const counts: Partial<Record<ItemTab, number | undefined>> = {
    artwork: detail.artwork.length,
    cast: Array.isArray(detail.values.actors) ? detail.values.actors.length : undefined,
    episodes,
    files: detail.files.length + detail.unknownFiles.length,
  };
  return TABS[detail.type].map((value) => {
    const count = counts[value];
    return { value, label: t.item.tabs[value], ...(count === undefined ? {} : { count }) };
  });
}
