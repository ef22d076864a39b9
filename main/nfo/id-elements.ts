import type { UniqueId } from '../domain/movie-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { OwnProvider } from './nfo-kind.ts';
import { normalizeProvider, normalizeProviderId } from './provider-id.ts';
import type { XmlElement } from './xml-tree.ts';

/** One place of an NFO that holds an id. */
export interface IdElement {
  provider: string;
  /** In the provider's own form; null when it is blank or malformed. */
  value: string | null;
  element: XmlElement;
  /** The attribute that holds it; null when it is the element's text. */
  attribute: string | null;
  isDefault: boolean;
  /** True for a bare number in `<id>`, which means a kind's own provider only when nothing else says so. */
  isFallback: boolean;
}

export interface MergedIds {
  uniqueIds: UniqueId[];
  /** One line per provider whose ids disagree; such a provider is not in uniqueIds. */
  conflicts: string[];
}

/** Jellyfin and Emby have an element per provider, `<tvmazeid>` or `<imdb_id>`. */
const NAMED_ELEMENT =
  /^(tmdb|imdb|tvdb|tvrage|tvmaze|zap2it|anidb|anilist|anisearch|kitsu|trakt|wikidata|imvdb|musicbrainz[a-z]*)_?id$/;

/** Every id in the children of a root: uniqueid, tmdbid and its kin, id (text and attributes). */
export function findIdElements(document: NfoDocument, root: XmlElement, bareIdProvider: OwnProvider): IdElement[] {
  const found: IdElement[] = [];
  for (const element of root.children) {
    const provider = elementProvider(document, element);
    if (provider === null) continue;
    const value = normalizeProviderId(provider, document.text(element) ?? '');
    const isDefault = element.name === 'uniqueid' && document.attribute(element, 'default')?.toLowerCase() === 'true';
    found.push({ provider, value, element, attribute: null, isDefault, isFallback: false });
  }
  const providers = new Map<string | null, string>();
  for (const { value, provider } of found) if (!providers.has(value)) providers.set(value, provider);
  for (const element of document.children(root, 'id')) {
    found.push(...readIdElement(document, element, providers, bareIdProvider));
  }
  return found;
}

/** What those places say together. */
export function mergeIds(elements: readonly IdElement[]): MergedIds {
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

/** Whose id an element of its own holds; a `<uniqueid>` without type tells by the form of an IMDb id. */
function elementProvider(document: NfoDocument, element: XmlElement): string | null {
  if (element.name !== 'uniqueid') return NAMED_ELEMENT.exec(element.name)?.[1] ?? null;
  const type = document.attribute(element, 'type');
  if (type !== null) return normalizeProvider(type);
  return /^tt\d{7,10}$/.test(document.text(element) ?? '') ? 'imdb' : null;
}

function readIdElement(
  document: NfoDocument,
  element: XmlElement,
  providers: ReadonlyMap<string | null, string>,
  bareIdProvider: OwnProvider,
): IdElement[] {
  const found: IdElement[] = [];
  for (const attribute of ['IMDB', 'TMDB', 'TVDB']) {
    const provider = attribute.toLowerCase();
    const value = normalizeProviderId(provider, document.attribute(element, attribute) ?? '');
    if (value !== null) found.push({ provider, value, element, attribute, isDefault: false, isFallback: false });
  }
  const text = document.text(element);
  if (text === null) return found;
  const owner = document.attribute(element, 'moviedb');
  if (owner !== null) {
    const provider = normalizeProvider(owner);
    const value = normalizeProviderId(provider, text);
    return [...found, { provider, value, element, attribute: null, isDefault: false, isFallback: false }];
  }
  const imdb = /^tt/i.test(text) ? normalizeProviderId('imdb', text) : null;
  // Kodi repeats its default unique id here, whatever provider that is of.
  const mirrored = providers.get(text);
  const bare = normalizeProviderId(bareIdProvider, text);
  const place = { element, attribute: null, isDefault: false };
  if (imdb !== null) found.push({ ...place, provider: 'imdb', value: imdb, isFallback: false });
  else if (mirrored !== undefined) found.push({ ...place, provider: mirrored, value: text, isFallback: false });
  else if (bare !== null) found.push({ ...place, provider: bareIdProvider, value: bare, isFallback: true });
  return found;
}
