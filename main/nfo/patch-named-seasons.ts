import type { SeasonName } from '../domain/tv-metadata.ts';
import { insertInOrder, previousSibling } from './element-order.ts';
import { findSeasonNameElements, mergeSeasonNames, type SeasonNameElement } from './named-season-elements.ts';
import type { NewElement } from './new-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

/** Makes the names of a series' seasons the wanted ones (one a season, by number); new ones go where their number is due. */
export function patchNamedSeasons(
  document: NfoDocument,
  root: XmlElement,
  wanted: readonly SeasonName[],
  order: readonly string[],
): void {
  const elements = findSeasonNameElements(document, root);
  const names = new Map(wanted.map(({ season, name }) => [season, name]));
  const current = new Map(mergeSeasonNames(elements).map(({ season, name }) => [season, name]));
  for (const { element, season, name } of elements) {
    const target = names.get(season);
    if (target === current.get(season)) continue;
    if (target === undefined) document.remove(element);
    else if (name !== target) document.replaceText(element, target);
  }
  const present = new Set(elements.map(({ season }) => season));
  for (const { season, name } of wanted) {
    if (present.has(season)) continue;
    insertName(document, root, elements, { season, name }, order);
  }
}

function insertName(
  document: NfoDocument,
  root: XmlElement,
  elements: readonly SeasonNameElement[],
  { season, name }: SeasonName,
  order: readonly string[],
): void {
  const element: NewElement = { name: 'namedseason', attributes: { number: String(season) }, content: name };
  const before = elements.findLast((other) => other.season < season);
  const [first] = elements;
  if (before !== undefined) document.insert(root, before.element, element);
  else if (first !== undefined) document.insert(root, previousSibling(first.element), element);
  else insertInOrder(document, root, element, order);
}
