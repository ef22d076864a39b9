import { parseNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import { formatDecimal, parseDecimal, parseLeadingInteger, parseRuntime, roundToSixPlaces } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

export type ScalarField =
  | 'title'
  | 'originalTitle'
  | 'sortTitle'
  | 'userRating'
  | 'season'
  | 'episode'
  | 'displaySeason'
  | 'displayEpisode'
  | 'absolute'
  | 'dvdSeason'
  | 'dvdEpisode'
  | 'outline'
  | 'plot'
  | 'tagline'
  | 'runtime'
  | 'mpaa'
  | 'premiered'
  | 'year'
  | 'status'
  | 'aired';

export interface ScalarSpec {
  kind: 'scalar';
  field: ScalarField;
  /** Elements that hold the value, by precedence; the first is the one that is written anew. */
  elements: readonly [string, ...string[]];
  parse: (text: string) => string | number | null;
}

const asIs = (text: string): string => text;

/** A field that is text as it stands; the element's name is the field's in lower case unless given. */
export function textField(field: ScalarField, ...elements: string[]): ScalarSpec {
  return scalarField(field, asIs, ...elements);
}

/** A season's or episode's number. Kodi writes -1 for none. */
export function numberField(field: ScalarField, ...elements: string[]): ScalarSpec {
  return scalarField(field, parseNumber, ...elements);
}

export function dateField(field: ScalarField, ...elements: string[]): ScalarSpec {
  return scalarField(field, parseNfoDate, ...elements);
}

/** Minutes. */
export const RUNTIME_FIELD = scalarField('runtime', parseRuntime);
/** The person's own rating, 0–10. */
export const USER_RATING_FIELD = scalarField('userRating', parseUserRating);
export const YEAR_FIELD = scalarField('year', parseYear);

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

export function formatScalar(value: string | number): string {
  return typeof value === 'number' ? formatDecimal(value) : value;
}

function scalarField(field: ScalarField, parse: ScalarSpec['parse'], ...elements: string[]): ScalarSpec {
  const [first = field.toLowerCase(), ...others] = elements;
  return { kind: 'scalar', field, elements: [first, ...others], parse };
}

function parseNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function parseUserRating(text: string): number | null {
  const value = parseDecimal(text);
  return value !== null && value > 0 && value <= 10 ? roundToSixPlaces(value) : null;
}

function parseYear(text: string): number | null {
  const year = parseLeadingInteger(text);
  return year !== null && year >= 1000 && year <= 9999 ? year : null;
}
