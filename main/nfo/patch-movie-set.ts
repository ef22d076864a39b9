import type { MovieSetRef } from '../domain/movie-metadata.ts';
import { insertInOrder } from './element-order.ts';
import {
  COLLECTION_ID_ELEMENTS,
  parseCollectionId,
  readMovieSet,
  SET_ID_ATTRIBUTES,
  SET_ID_CHILDREN,
  setName,
} from './movie-set-element.ts';
import type { NewElement } from './new-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import { patchChildText } from './patch-child-text.ts';
import type { XmlElement } from './xml-tree.ts';

const SET_CHILD_ORDER = ['name', 'overview'];

/** Makes a film's set the wanted one, in the form the file has; a bare `<set>Name</set>` grows children only for an overview. */
export function patchMovieSet(
  document: NfoDocument,
  root: XmlElement,
  wanted: MovieSetRef | null,
  order: readonly string[],
): void {
  const current = readMovieSet(document, root);
  if (wanted === null) {
    if (current === null) return;
    for (const element of document.children(root, 'set')) {
      if (setName(document, element) !== null) document.remove(element);
    }
    for (const element of document.children(root, ...COLLECTION_ID_ELEMENTS)) document.remove(element);
    return;
  }
  const element = current?.element ?? document.children(root, 'set')[0];
  if (element === undefined) {
    for (const stale of document.children(root, ...COLLECTION_ID_ELEMENTS)) document.remove(stale);
    insertInOrder(document, root, newSet(wanted), order);
    return;
  }
  patchName(document, element, current?.set ?? null, wanted);
  if (wanted.tmdbCollectionId !== (current?.set.tmdbCollectionId ?? null)) {
    patchCollectionId(document, root, element, wanted.tmdbCollectionId);
  }
  if (wanted.name === current?.set.name) return;
  for (const other of document.children(root, 'set')) {
    if (other !== element && setName(document, other) !== null) document.remove(other);
  }
}

function patchName(document: NfoDocument, element: XmlElement, current: MovieSetRef | null, wanted: MovieSetRef): void {
  const isBare = element.children.length === 0;
  if (current?.name === wanted.name && current.overview === wanted.overview) return;
  if (isBare && wanted.overview === null) {
    document.replaceText(element, wanted.name);
  } else if (isBare) {
    document.replaceContent(element, newSet(wanted).content as NewElement[]);
  } else {
    const text = { order: SET_CHILD_ORDER, parse: (found: string) => found };
    if (current?.name !== wanted.name) patchChildText(document, element, 'name', wanted.name, text);
    patchChildText(document, element, 'overview', wanted.overview, text);
  }
}

function patchCollectionId(document: NfoDocument, root: XmlElement, element: XmlElement, id: number | null): void {
  let isWritten = false;
  for (const attribute of SET_ID_ATTRIBUTES) {
    if (document.attribute(element, attribute) === null) continue;
    if (id === null) document.removeAttribute(element, attribute);
    else document.setAttribute(element, attribute, String(id));
    isWritten = true;
  }
  const places = [
    ...document.children(element, ...SET_ID_CHILDREN),
    ...document.children(root, ...COLLECTION_ID_ELEMENTS),
  ].filter((place) => document.text(place) !== null);
  for (const place of places) {
    if (id === null) document.remove(place);
    else if (parseCollectionId(document.text(place)) !== id) document.replaceText(place, String(id));
    isWritten = true;
  }
  if (!isWritten && id !== null) document.setAttribute(element, SET_ID_ATTRIBUTES[0], String(id));
}

function newSet(set: MovieSetRef): NewElement {
  const content: NewElement[] = [{ name: 'name', content: set.name }];
  if (set.overview !== null) content.push({ name: 'overview', content: set.overview });
  const attributes: Record<string, string> =
    set.tmdbCollectionId === null ? {} : { [SET_ID_ATTRIBUTES[0]]: String(set.tmdbCollectionId) };
  return { name: 'set', attributes, content };
}
