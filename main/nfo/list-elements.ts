import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

export type ListField = 'genres' | 'studios' | 'countries' | 'tags' | 'directors' | 'writers';

export interface ListSpec {
  kind: 'list';
  field: ListField;
  /** Elements that hold entries; the first is the one that is written. */
  elements: readonly [string, ...string[]];
}

export const GENRES: ListSpec = { kind: 'list', field: 'genres', elements: ['genre'] };
export const COUNTRIES: ListSpec = { kind: 'list', field: 'countries', elements: ['country'] };
export const WRITERS: ListSpec = { kind: 'list', field: 'writers', elements: ['credits', 'writer'] };
export const DIRECTORS: ListSpec = { kind: 'list', field: 'directors', elements: ['director'] };
export const STUDIOS: ListSpec = { kind: 'list', field: 'studios', elements: ['studio'] };
export const TAGS: ListSpec = { kind: 'list', field: 'tags', elements: ['tag'] };

/** The entries one element holds. */
export function listEntries(document: NfoDocument, element: XmlElement): string[] {
  return splitEntries(document.text(element) ?? '');
}

/** All entries of a list, in document order and without repeats. */
export function readList(document: NfoDocument, spec: ListSpec, root: XmlElement): string[] {
  const entries = new Set<string>();
  for (const element of root.children) {
    if (!spec.elements.includes(element.name)) continue;
    for (const entry of listEntries(document, element)) entries.add(entry);
  }
  return [...entries];
}

/** `A / B` → A and B, as Kodi splits every list; trimmed, blanks dropped. */
export function splitEntries(text: string): string[] {
  return text
    .split(/\s\/\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
