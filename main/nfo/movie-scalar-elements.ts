import type { MovieMetadata } from '../domain/movie-metadata.ts';
import { parseNfoDate, yearOfNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import { parseDecimal, parseLeadingInteger, parseRuntime, formatDecimal, roundToSixPlaces } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

export type MovieScalarField =
  | 'title'
  | 'originalTitle'
  | 'sortTitle'
  | 'userRating'
  | 'outline'
  | 'plot'
  | 'tagline'
  | 'runtime'
  | 'mpaa'
  | 'premiered'
  | 'year';

export interface ScalarSpec {
  field: MovieScalarField & keyof MovieMetadata;
  /** Elements that hold the value, by precedence; the first is the one that is written anew. */
  elements: readonly [string, ...string[]];
  parse: (text: string) => string | number | null;
}

export const RELEASE_DATE_ELEMENTS: readonly [string, ...string[]] = ['premiered', 'releasedate'];

const asIs = (text: string): string => text;

export const MOVIE_SCALARS: readonly ScalarSpec[] = [
  { field: 'title', elements: ['title'], parse: asIs },
  { field: 'originalTitle', elements: ['originaltitle'], parse: asIs },
  { field: 'sortTitle', elements: ['sorttitle'], parse: asIs },
  { field: 'userRating', elements: ['userrating'], parse: parseUserRating },
  { field: 'outline', elements: ['outline'], parse: asIs },
  { field: 'plot', elements: ['plot'], parse: asIs },
  { field: 'tagline', elements: ['tagline'], parse: asIs },
  { field: 'runtime', elements: ['runtime'], parse: parseRuntime },
  { field: 'mpaa', elements: ['mpaa'], parse: asIs },
  { field: 'premiered', elements: RELEASE_DATE_ELEMENTS, parse: parseNfoDate },
  { field: 'year', elements: ['year'], parse: parseYear },
];

/** The first valid value the spec's elements hold. */
export function readScalar(document: NfoDocument, spec: ScalarSpec, root: XmlElement): string | number | null {
  for (const name of spec.elements) {
    for (const element of root.children) {
      if (element.name !== name) continue;
      const text = document.text(element);
      const value = text === null ? null : spec.parse(text);
      if (value !== null) return value;
    }
  }
  return null;
}

/** The year that the release date gives, even one that is no full date; what a film without `<year>` has. */
export function readReleaseYear(document: NfoDocument, root: XmlElement): number | null {
  return yearOfNfoDate(document.childText(root, ...RELEASE_DATE_ELEMENTS) ?? '');
}

export function formatScalar(value: string | number): string {
  return typeof value === 'number' ? formatDecimal(value) : value;
}

function parseUserRating(text: string): number | null {
  const value = parseDecimal(text);
  return value !== null && value > 0 && value <= 10 ? roundToSixPlaces(value) : null;
}

function parseYear(text: string): number | null {
  const year = parseLeadingInteger(text);
  return year !== null && year >= 1000 && year <= 9999 ? year : null;
}
