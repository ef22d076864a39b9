import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind } from './nfo-kind.ts';
import type { XmlElement } from './xml-tree.ts';

/** Root elements that have a meaning of their own, so that nothing of another kind is looked for in them. */
export const KNOWN_ROOTS: ReadonlySet<string> = new Set([
  'movie',
  'tvshow',
  'season',
  'episodedetails',
  'set',
  'collection',
  'musicvideo',
  'artist',
  'album',
  'video',
  'html',
]);

/** The roots of a kind, also within one element around them, as some writers have it for several episodes. */
export function rootsOfKind(document: NfoDocument, kind: Pick<NfoKind, 'rootNames'>): XmlElement[] {
  const isOne = ({ name }: XmlElement): boolean => kind.rootNames.includes(name);
  const direct = document.roots.filter(isOne);
  if (direct.length > 0) return direct;
  return document.roots.flatMap((root) =>
    KNOWN_ROOTS.has(root.name) ? [] : root.children.filter((child) => isOne(child) && child.children.length > 0),
  );
}
