import type { ItemDetail } from '../../../contract/items.ts';
import { ITEM_FIELDS } from '../../lib/item-fields.ts';
import { t } from '../../messages/t.ts';

/** The ids an item has, in words: empty while it is not identified. */
export function idsOf({ values }: Pick<ItemDetail, 'values'>): string[] {
  const named = [
    [t.item.sources.tmdb, values.tmdb_id],
    [t.item.sources.tvdb, values.tvdb_id],
    ['IMDb', values.imdb_id],
  ] as const;
  return named.flatMap(([name, id]) => (typeof id === 'number' || typeof id === 'string' ? [`${name} ${id}`] : []));
}

/**
 * What another identity does not touch: locked fields and artwork types, fields a person edited, images a person chose. In
 * words, in the order of the item's rows.
 */
export function whatStays(detail: ItemDetail): string[] {
  const fields = ITEM_FIELDS[detail.type].flatMap((field) => {
    const state = detail.fields[field];
    const name = t.item.fieldOf(detail.type, field);
    if (state?.isLocked) return [t.identify.locked(name)];
    return state?.source === 'user' ? [t.identify.edited(name)] : [];
  });
  const images = detail.artworkTypes.flatMap((type) => {
    const name = t.item.images[type];
    if (detail.artworkLocks[type]?.isLocked) return [t.identify.locked(name)];
    const isOwn = detail.artwork.some((image) => image.type === type && image.isSelected && image.provider === 'user');
    return isOwn ? [t.identify.edited(name)] : [];
  });
  return [...fields, ...images];
}
