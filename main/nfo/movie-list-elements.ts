import type { MovieMetadata } from '../domain/movie-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

export type MovieListField = 'genres' | 'studios' | 'countries' | 'tags' | 'directors' | 'writers';

interface ListSpec {
  field: MovieListField & keyof MovieMetadata;
  /** Elements that hold entries; the first is the one that is written. */
  elements: readonly [string, ...string[]];
  /** Whether `A / B` is two entries. */
  isSplit: boolean;
}

export const MOVIE_LISTS: readonly ListSpec[] = [
  { field: 'genres', elements: ['genre'], isSplit: true },
  { field: 'countries', elements: ['country'], isSplit: true },
  { field: 'writers', elements: ['credits', 'writer'], isSplit: true },
  { field: 'directors', elements: ['director'], isSplit: true },
  { field: 'studios', elements: ['studio'], isSplit: true },
  { field: 'tags', elements: ['tag'], isSplit: false },
];

/** The entries one element holds. */
export function listEntries(document: NfoDocument, spec: ListSpec, element: XmlElement): string[] {
  const text = document.text(element);
  return text === null ? [] : splitEntries(text, spec.isSplit);
}

/** All entries of a list, in document order and without repeats. */
export function readList(document: NfoDocument, spec: ListSpec, root: XmlElement): string[] {
  const entries = new Set<string>();
  for (const element of root.children) {
    if (!spec.elements.includes(element.name)) continue;
    for (const entry of listEntries(document, spec, element)) entries.add(entry);
  }
  return [...entries];
}

/** `A / B` → A and B, trimmed, blanks dropped. */
export function splitEntries(text: string, isSplit: boolean): string[] {
  const parts = isSplit ? text.split(/\s+\/\s+/) : [text];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
