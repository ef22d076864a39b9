import type { UniqueId } from '../domain/movie-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import { normalizeProvider, normalizeProviderId } from './provider-id.ts';
import type { XmlElement } from './xml-tree.ts';

/** One place of a film's NFO that holds an id. */
export interface IdElement {
  provider: string;
  /** In the provider's own form; null when it is blank or malformed. */
  value: string | null;
  element: XmlElement;
  /** The attribute that holds it; null when it is the element's text. */
  attribute: string | null;
  isDefault: boolean;
  /** True for a bare number in `<id>`, which means TMDB only when nothing else says so. */
  isFallback: boolean;
}

export interface MovieIds {
  uniqueIds: UniqueId[];
  /** One line per provider whose ids disagree; such a provider is not in uniqueIds. */
  conflicts: string[];
}

const NAMED_ELEMENTS: Readonly<Record<string, string>> = {
  tmdbid: 'tmdb',
  tmdb_id: 'tmdb',
  imdbid: 'imdb',
  imdb_id: 'imdb',
  tvdbid: 'tvdb',
  tvdb_id: 'tvdb',
};

/** Every id in the children of a film's root: uniqueid, tmdbid and its kin, id (text and attributes). */
export function findIdElements(document: NfoDocument, root: XmlElement): IdElement[] {
  const found: IdElement[] = [];
  for (const element of root.children) {
    const type = element.name === 'uniqueid' ? document.attribute(element, 'type') : NAMED_ELEMENTS[element.name];
    if (type === undefined || type === null) continue;
    const provider = normalizeProvider(type);
    const value = normalizeProviderId(provider, document.text(element) ?? '');
    const isDefault = element.name === 'uniqueid' && document.attribute(element, 'default')?.toLowerCase() === 'true';
    found.push({ provider, value, element, attribute: null, isDefault, isFallback: false });
  }
  for (const element of document.children(root, 'id')) found.push(...readIdElement(document, element, found));
  return found;
}

/** What those places say together. */
export function mergeIds(elements: readonly IdElement[]): MovieIds {
  const uniqueIds: UniqueId[] = [];
  const conflicts: string[] = [];
  const byProvider = Map.groupBy(elements, ({ provider }) => provider);
  for (const [provider, own] of byProvider) {
    const values = idValues(own, provider);
    const isDefault = own.some((element) => element.isDefault);
    if (values.length > 1) conflicts.push(`${provider}: ${values.join(', ')}`);
    else if (values[0] !== undefined) uniqueIds.push({ type: provider, value: values[0], isDefault });
  }
  const firstDefault = uniqueIds.findIndex((id) => id.isDefault);
  return { uniqueIds: uniqueIds.map((id, index) => ({ ...id, isDefault: index === firstDefault })), conflicts };
}

/** The distinct valid ids given for one provider. */
export function idValues(elements: readonly IdElement[], provider: string): string[] {
  const firm = new Set<string>();
  const fallback = new Set<string>();
  for (const element of elements) {
    if (element.provider !== provider || element.value === null) continue;
    (element.isFallback ? fallback : firm).add(element.value);
  }
  return [...(firm.size > 0 ? firm : fallback)];
}

function readIdElement(document: NfoDocument, element: XmlElement, others: readonly IdElement[]): IdElement[] {
  const found: IdElement[] = [];
  for (const attribute of ['IMDB', 'TMDB', 'TVDB']) {
    const provider = attribute.toLowerCase();
    const value = normalizeProviderId(provider, document.attribute(element, attribute) ?? '');
    if (value !== null) found.push({ provider, value, element, attribute, isDefault: false, isFallback: false });
  }
  const text = document.text(element);
  if (text === null) return found;
  const imdb = /^tt/i.test(text) ? normalizeProviderId('imdb', text) : null;
  // Kodi repeats its default unique id here, whatever provider that is of.
  const mirrored = others.find((other) => other.value === text)?.provider;
  const tmdb = normalizeProviderId('tmdb', text);
  const place = { element, attribute: null, isDefault: false };
  if (imdb !== null) found.push({ ...place, provider: 'imdb', value: imdb, isFallback: false });
  else if (mirrored !== undefined) found.push({ ...place, provider: mirrored, value: text, isFallback: false });
  else if (tmdb !== null) found.push({ ...place, provider: 'tmdb', value: tmdb, isFallback: true });
  return found;
}
