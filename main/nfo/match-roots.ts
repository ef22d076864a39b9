import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { readFields } from './read-fields.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * Which root is to say which values, beside the values; null where one is missing. Roots of episodes are known by season
 * and number, those without by their place; the only root of a file with one episode is that one, whatever its number.
 * Of a kind with one root a file the first counts.
 */
export function matchRoots(
  document: NfoDocument,
  roots: readonly XmlElement[],
  values: readonly NfoValues[],
  kind: NfoKind,
): (XmlElement | null)[] {
  if (!kind.hasManyRoots || (roots.length === 1 && values.length === 1)) {
    return values.map((_, index) => roots[index] ?? null);
  }
  const free = Map.groupBy(roots, (root) => numberKey(readFields(document, root, kind)));
  // Last first, so that the next one is taken from the end.
  for (const own of free.values()) own.reverse();
  const take = (key: string | null): XmlElement | null => free.get(key)?.pop() ?? null;
  const byNumber = values.map((value) => {
    const key = numberKey(value);
    return key === null ? null : take(key);
  });
  return byNumber.map((root) => root ?? take(null));
}

/** `1x02`; null unless both numbers are known. */
function numberKey({ season, episode }: NfoValues): string | null {
  return typeof season === 'number' && typeof episode === 'number' ? `${season}x${episode}` : null;
}
