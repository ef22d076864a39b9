import { findIdElements, mergeIds } from './id-elements.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind } from './nfo-kind.ts';
import { idsFromUrls, type UrlIds } from './nfo-urls.ts';
import { idFields } from './own-ids.ts';
import { readFields } from './read-fields.ts';
import { addUrlIds } from './url-ids.ts';
import type { XmlElement } from './xml-tree.ts';

export interface MetadataReading<Metadata> {
  metadata: Metadata;
  /** One line per provider whose ids disagree, e.g. `tmdb: 603, 604`. */
  conflicts: string[];
}

/**
 * What the first root of a file and the URLs around it say, in the shape of `empty`; what that does not have is left out.
 */
export function readMetadata<Metadata extends object>(
  document: NfoDocument,
  root: XmlElement,
  kind: NfoKind,
  empty: Metadata,
): MetadataReading<Metadata> {
  return readRoot(document, root, { kind, empty, urls: idsFromUrls(document.textAroundRoots()) });
}

/** As readMetadata, of every root. URLs are taken for the only one's. */
export function readEveryMetadata<Metadata extends object>(
  document: NfoDocument,
  roots: readonly XmlElement[],
  kind: NfoKind,
  empty: Metadata,
): MetadataReading<Metadata>[] {
  const urls = roots.length === 1 ? idsFromUrls(document.textAroundRoots()) : null;
  return roots.map((root) => readRoot(document, root, { kind, empty, urls }));
}

function readRoot<Metadata extends object>(
  document: NfoDocument,
  root: XmlElement,
  { kind, empty, urls }: { kind: NfoKind; empty: Metadata; urls: UrlIds | null },
): MetadataReading<Metadata> {
  const inXml = mergeIds(findIdElements(document, root, kind.bareIdProvider));
  const ids = urls === null ? inXml : addUrlIds(inXml, urls, kind);
  const values = { ...readFields(document, root, kind), ...idFields(ids.uniqueIds) };
  return { metadata: filled(empty, values), conflicts: ids.conflicts };
}

/** What the URLs of a file without XML say. */
export function readUrlMetadata<Metadata extends object>(
  urls: UrlIds,
  kind: NfoKind,
  empty: Metadata,
): MetadataReading<Metadata> {
  const { uniqueIds, conflicts } = addUrlIds({ uniqueIds: [], conflicts: [] }, urls, kind);
  return { metadata: filled(empty, idFields(uniqueIds)), conflicts };
}

function filled<Metadata extends object>(empty: Metadata, values: Readonly<Record<string, unknown>>): Metadata {
  const known = Object.entries(values).filter(([name]) => Object.hasOwn(empty, name));
  return { ...empty, ...Object.fromEntries(known) };
}
