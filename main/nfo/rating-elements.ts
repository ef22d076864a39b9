import type { Rating } from '../domain/movie-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import { parseCount, parseDecimal, roundToSixPlaces } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

/** One place that holds a rating. */
export interface RatingElement {
  source: string;
  element: XmlElement;
  /** `<ratings><rating>`, or the flat elements of old Kodi, Jellyfin and Emby. */
  form: 'ratings' | 'flat' | 'critic';
  /** Null when it cannot be read. */
  rating: Rating | null;
}

/**
 * Ratings from all three forms; a source named in `<ratings>` hides the flat element of the same meaning, and so does the
 * default one whose value the flat element repeats for players that know no other.
 */
export function findRatingElements(document: NfoDocument, root: XmlElement): RatingElement[] {
  const found: RatingElement[] = [];
  for (const block of document.children(root, 'ratings')) {
    for (const element of document.children(block, 'rating')) {
      const source = document.attribute(element, 'name') ?? 'default';
      found.push({ source, element, form: 'ratings', rating: readRating(document, element, source) });
    }
  }
  const hasFlatName = found.some((other) => other.source === 'default');
  const repeated = communityRating(found.flatMap(({ rating }) => rating ?? []));
  const hasCriticName = found.some((other) => other.source === CRITIC_SOURCE);
  const votes = parseCount(document.childText(root, 'votes'));
  for (const element of root.children) {
    const isFlat = element.name === 'rating' || element.name === 'communityrating';
    if (isFlat && !hasFlatName) {
      const max = parseDecimal(document.attribute(element, 'max')) ?? 10;
      const rating = validRating('default', parseDecimal(document.text(element)), max, votes, false);
      if (rating !== null && rating.max === 10 && rating.value === repeated) continue;
      found.push({ source: 'default', element, form: 'flat', rating });
    } else if (element.name === 'criticrating' && !hasCriticName) {
      const rating = validRating(CRITIC_SOURCE, parseDecimal(document.text(element)), 100, null, false);
      found.push({ source: CRITIC_SOURCE, element, form: 'critic', rating });
    }
  }
  return found;
}

/** The default rating on a scale of ten with one decimal, as `<rating>` has it; null when none is the default. */
export function communityRating(ratings: readonly Rating[]): number | null {
  const chosen = ratings.find(({ isDefault }) => isDefault) ?? (ratings.length === 1 ? ratings[0] : undefined);
  return chosen === undefined ? null : Math.round((chosen.value / chosen.max) * 100) / 10;
}

export const CRITIC_SOURCE = 'tomatometerallcritics';

/** One rating per source. The default is the one that says so, else the flat one. */
export function mergeRatings(elements: readonly RatingElement[]): Rating[] {
  const bySource = new Map<string, Rating>();
  for (const { source, rating } of elements) {
    if (rating !== null && !bySource.has(source)) bySource.set(source, rating);
  }
  const ratings = [...bySource.values()];
  const marked = ratings.find((rating) => rating.isDefault);
  const flat = elements.find((element) => element.form === 'flat' && element.rating !== null)?.source;
  const defaultSource = marked?.source ?? flat;
  return ratings.map((rating) => ({ ...rating, isDefault: rating.source === defaultSource }));
}

/** A rating within its scale, at the precision that is written; null for one that says nothing (0 without votes). */
export function validRating(
  source: string,
  value: number | null,
  max: number,
  votes: number | null,
  isDefault: boolean,
): Rating | null {
  if (value === null || !(value >= 0) || !(max > 0) || !(value <= max)) return null;
  if (value === 0 && (votes ?? 0) === 0) return null;
  return { source, value: roundToSixPlaces(value), max, votes, isDefault };
}

function readRating(document: NfoDocument, element: XmlElement, source: string): Rating | null {
  const value = parseDecimal(document.childText(element, 'value') ?? document.ownText(element));
  const max = parseDecimal(document.attribute(element, 'max')) ?? 10;
  const votes = parseCount(document.childText(element, 'votes'));
  const isDefault = document.attribute(element, 'default')?.toLowerCase() === 'true';
  return validRating(source, value, max, votes, isDefault);
}
