import { insertInOrder, MOVIE_ELEMENT_ORDER } from './element-order.ts';
import { findIdElements, type IdElement, idValues } from './movie-id-elements.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * Makes the ids of a film the wanted ones, in whatever elements the file keeps them (uniqueid, tmdbid, id …). TMDB and
 * IMDb ids that are null are removed. Ids of other providers are written when wanted but never removed, since nobody can
 * clear them. The file's own default stays; a file without one gets TMDB's, else IMDb's.
 */
export function patchMovieIds(document: NfoDocument, root: XmlElement, values: MovieNfoValues): void {
  const elements = findIdElements(document, root);
  const wanted = new Map<string, string | null>([
    ['tmdb', values.tmdbId === null ? null : String(values.tmdbId)],
    ['imdb', values.imdbId],
  ]);
  for (const id of values.uniqueIds) if (!wanted.has(id.type)) wanted.set(id.type, id.value);

  const hasDefault = elements.some((element) => element.isDefault);
  const firstWanted = [...wanted].find(([, value]) => value !== null)?.[0];
  for (const [provider, value] of wanted) {
    const current = idValues(elements, provider);
    if ((current.length === 1 ? current[0] : null) === (value ?? null)) continue;
    const own = elements.filter((element) => element.provider === provider);
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
      insertInOrder(document, root, { name: 'uniqueid', attributes, content: value }, MOVIE_ELEMENT_ORDER);
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
