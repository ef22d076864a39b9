import type { MovieSetRef } from '../domain/movie-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import { parseLeadingInteger } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

export const SET_ID_ATTRIBUTES = ['tmdbcolid', 'tmdbid'] as const;
export const SET_ID_CHILDREN = ['tmdbcolid', 'tmdbid', 'tmdb_id'] as const;
/** Elements beside `<set>` in which Jellyfin and Emby keep the collection's TMDB id. */
export const COLLECTION_ID_ELEMENTS = [
  'collectionnumber',
  'tmdbcollectionid',
  'tmdbCollectionId',
  'tmdbcolid',
] as const;

export interface MovieSetReading {
  element: XmlElement;
  set: MovieSetRef;
}

/** The first `<set>` with a name, in either form: `<set>Name</set>` or `<set><name/><overview/></set>`. */
export function readMovieSet(document: NfoDocument, root: XmlElement): MovieSetReading | null {
  for (const element of document.children(root, 'set')) {
    const name = setName(document, element);
    if (name === null) continue;
    const ids = [
      ...SET_ID_ATTRIBUTES.map((attribute) => document.attribute(element, attribute)),
      ...SET_ID_CHILDREN.map((child) => document.childText(element, child)),
      ...COLLECTION_ID_ELEMENTS.map((sibling) => document.childText(root, sibling)),
    ];
    const tmdbCollectionId = ids.map(parseCollectionId).find((id) => id !== null) ?? null;
    return { element, set: { name, overview: document.childText(element, 'overview'), tmdbCollectionId } };
  }
  return null;
}

export function setName(document: NfoDocument, element: XmlElement): string | null {
  return document.childText(element, 'name') ?? document.ownText(element);
}

export function parseCollectionId(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? parseLeadingInteger(text) : null;
}
