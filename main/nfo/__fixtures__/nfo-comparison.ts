import { findIdElements, mergeIds } from '../id-elements.ts';
import { NfoDocument } from '../nfo-document.ts';
import type { NfoKind, NfoValues } from '../nfo-kind.ts';
import { decodeNfo } from '../nfo-text.ts';
import { idFields } from '../own-ids.ts';
import { readFields } from '../read-fields.ts';
import { rootsOfKind } from '../roots-of-kind.ts';
import { readStreamDetails } from '../stream-detail-elements.ts';
import type { XmlElement } from '../xml-tree.ts';

/** What each root says, in the shape that is written. */
export function nfoValuesOf(bytes: Uint8Array, kind: NfoKind): NfoValues[] {
  const document = NfoDocument.parse(bytes);
  return rootsOfKind(document, kind).map((root) => ({
    ...readFields(document, root, kind),
    ...idFields(mergeIds(findIdElements(document, root, kind.bareIdProvider)).uniqueIds),
    streams: readStreamDetails(document, root),
  }));
}

/** The text without the elements of some names in one root, and the white space before them. */
export function textWithout(bytes: Uint8Array, kind: NfoKind, rootIndex: number, names: readonly RegExp[]): string {
  const { text } = decodeNfo(bytes);
  const root = rootsOfKind(NfoDocument.parse(bytes), kind)[rootIndex] as XmlElement;
  let left = '';
  let from = 0;
  for (const child of root.children) {
    if (!names.some((name) => name.test(child.name))) continue;
    left += text.slice(from, child.start).trimEnd();
    from = child.end;
  }
  return left + text.slice(from);
}
