import { findIdElements, mergeIds } from './id-elements.ts';
import { COLLECTION_ID_ELEMENTS, SET_ID_ATTRIBUTES, SET_ID_CHILDREN } from './movie-set-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem } from './nfo-item.ts';
import type { OwnProvider } from './nfo-kind.ts';
import type { XmlElement } from './xml-tree.ts';

export interface ItemIds {
  uniqueids: NfoItem['uniqueids'];
  ids: NfoItem['ids'];
  /** One line per provider whose ids disagree. */
  conflicts: string[];
}

/** The ids of a root and, as `tmdb_collection`, that of a film's set. */
export function readItemIds(document: NfoDocument, root: XmlElement, bareIdProvider: OwnProvider): ItemIds {
  const elements = findIdElements(document, root, bareIdProvider).filter((element) => !element.isFallback);
  const { uniqueIds, conflicts } = mergeIds(elements);
  const ids = new Map(uniqueIds.map(({ type, value }) => [type, value]));
  const collection = root.name === 'movie' ? collectionId(document, root) : null;
  if (collection !== null) ids.set('tmdb_collection', collection);
  const uniqueids = document.children(root, 'uniqueid').flatMap((element) => {
    const value = document.text(element);
    if (value === null) return [];
    const isDefault = document.attribute(element, 'default')?.toLowerCase() === 'true';
    return [{ type: document.attribute(element, 'type'), value, default: isDefault }];
  });
  return { uniqueids, ids: Object.fromEntries(ids), conflicts };
}

/** The TMDB id that `<set>` itself carries. */
export function ownSetId(document: NfoDocument, set: XmlElement): string | null {
  const attributes = SET_ID_ATTRIBUTES.map((name) => document.attribute(set, name));
  const places = [...attributes, document.childText(set, ...SET_ID_CHILDREN)];
  return places.find((text) => text !== null && /^[1-9]\d{0,9}$/.test(text)) ?? null;
}

function collectionId(document: NfoDocument, root: XmlElement): string | null {
  const beside = document.childText(root, ...COLLECTION_ID_ELEMENTS);
  if (beside !== null && /^[1-9]\d{0,9}$/.test(beside)) return beside;
  for (const set of document.children(root, 'set')) {
    const own = ownSetId(document, set);
    if (own !== null) return own;
  }
  return null;
}
