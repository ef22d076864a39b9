import type { SeasonName } from '../domain/tv-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

export interface SeasonNameElement {
  element: XmlElement;
  season: number;
  /** Null when it is blank. */
  name: string | null;
}

/** Kodi's `<namedseason number="1">Name</namedseason>`, in document order. */
export function findSeasonNameElements(document: NfoDocument, root: XmlElement): SeasonNameElement[] {
  return document.children(root, 'namedseason').flatMap((element) => {
    const number = document.attribute(element, 'number');
    if (number === null || !/^\d{1,6}$/.test(number)) return [];
    return [{ element, season: Number(number), name: document.text(element) }];
  });
}

/** One name a season, by number; of several for one season Kodi takes the first. */
export function mergeSeasonNames(elements: readonly SeasonNameElement[]): SeasonName[] {
  const bySeason = new Map<number, string>();
  for (const { season, name } of elements) if (name !== null && !bySeason.has(season)) bySeason.set(season, name);
  return [...bySeason].map(([season, name]) => ({ season, name })).sort((a, b) => a.season - b.season);
}
