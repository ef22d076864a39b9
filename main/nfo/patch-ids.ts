import { insertInOrder } from './element-order.ts';
import { findIdElements, type IdElement, idValues } from './id-elements.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { ownIds } from './own-ids.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * Makes the ids the wanted ones, in whatever elements the file keeps them (uniqueid, tmdbid, id …). Ids of the kind's own
 * providers that are null are removed. Ids of other providers are written when wanted but never removed, since nobody can
 * clear them. The file's own default stays; a file without one gets that of the first own provider that is known.
 */
export function patchIds(document: NfoDocument, root: XmlElement, values: NfoValues, kind: NfoKind): void {
  const elements = findIdElements(document, root, kind.bareIdProvider);
  const wanted = new Map<string, string | null>(ownIds(values, kind));
  for (const id of values.uniqueIds ?? []) if (!wanted.has(id.type)) wanted.set(id.type, id.value);

  const hasDefault = elements.some((element) => element.isDefault);
  const firstWanted = [...wanted].find(([, value]) => value !== null)?.[0];
  const byProvider = Map.groupBy(elements, ({ provider }) => provider);
  for (const [provider, value] of wanted) {
    const own = byProvider.get(provider) ?? [];
    const current = idValues(own, provider);
    if ((current.length === 1 ? current[0] : null) === value) continue;
    if (value === null) {
      for (const element of own) clear(document, element);
      continue;
    }
    const firm = own.filter((element) => !element.isFallback);
    const places = firm.length > 0 ? firm : own;
    for (const place of places) if (place.value !== value) write(document, place, value);
    if (places.length === 0) {
      const isDefault = !hasDefault && provider === firstWanted;
      const attributes: Record<string, string> = { type: provider, ...(isDefault ? { default: 'true' } : {}) };
      insertInOrder(document, root, { name: 'uniqueid', attributes, content: value }, kind.order);
    }
  }
}

function write(document: NfoDocument, place: IdElement, value: string): void {
  if (place.attribute === null) document.replaceText(place.element, value);
  else document.setAttribute(place.element, place.attribute, value);
}

function clear(document: NfoDocument, place: IdElement): void {
  if (place.attribute !== null) document.removeAttribute(place.element, place.attribute);
  else if (place.element.name === 'id' && place.element.attributes.length > 0) document.replaceText(place.element, '');
  else document.remove(place.element);
}
