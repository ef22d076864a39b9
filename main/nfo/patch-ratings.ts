import type { Rating } from '../domain/movie-metadata.ts';
import { insertInOrder } from './element-order.ts';
import { findRatingElements, mergeRatings, type RatingElement } from './rating-elements.ts';
import type { NewElement } from './new-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import { formatDecimal, parseCount, parseDecimal } from './nfo-number.ts';
import { patchChildText } from './patch-child-text.ts';
import type { XmlElement } from './xml-tree.ts';

const RATING_CHILD_ORDER = ['value', 'votes'];

/**
 * Makes the ratings the wanted ones, source by source, each in the form the file has it in; new ones go into
 * `<ratings>`. Flat elements that cannot say what is wanted (another scale, a default) give way to the new form. When no
 * wanted rating is the default the file's own default stays.
 */
export function patchRatings(
  document: NfoDocument,
  root: XmlElement,
  wanted: readonly Rating[],
  order: readonly string[],
): void {
  const elements = findRatingElements(document, root);
  const current = mergeRatings(elements);
  const defaultSource = wantedDefault(wanted, current);
  const target = wanted.map((rating) => ({ ...rating, isDefault: rating.source === defaultSource }));
  const bySource = new Map(current.map((rating) => [rating.source, rating]));
  if (current.length === target.length && target.every((rating) => isSame(rating, bySource.get(rating.source)))) return;

  const missing: Rating[] = [];
  const removed = new Set<RatingElement>();
  for (const rating of target) {
    const own = elements.filter((element) => element.source === rating.source);
    if (own.length > 0 && own.every((element) => canSay(document, element, rating))) {
      for (const element of own) patchRating(document, element, rating);
      if (own.some(({ form, rating: old }) => form === 'flat' && old?.votes !== rating.votes)) {
        patchChildText(document, root, 'votes', rating.votes, { order, parse: parseCount });
      }
    } else {
      for (const element of own) removed.add(element);
      missing.push(rating);
    }
  }
  const sources = new Set(target.map((rating) => rating.source));
  for (const element of elements) {
    if (element.rating !== null && !sources.has(element.source)) removed.add(element);
  }
  for (const { element } of removed) document.remove(element);
  if ([...removed].some(({ form }) => form === 'flat')) {
    for (const votes of document.children(root, 'votes')) document.remove(votes);
  }
  insertRatings(document, root, missing, removed, order);
}

function wantedDefault(wanted: readonly Rating[], current: readonly Rating[]): string | undefined {
  const own = wanted.find((rating) => rating.isDefault)?.source;
  if (own !== undefined) return own;
  const inFile = current.find((rating) => rating.isDefault)?.source;
  if (inFile !== undefined && wanted.some((rating) => rating.source === inFile)) return inFile;
  return current.length === 0 ? wanted[0]?.source : undefined;
}

function isSame(left: Rating, right: Rating | undefined): boolean {
  return (
    left.source === right?.source &&
    left.value === right.value &&
    left.max === right.max &&
    left.votes === right.votes &&
    left.isDefault === right.isDefault
  );
}

function canSay(document: NfoDocument, { element, form }: RatingElement, rating: Rating): boolean {
  if (form === 'critic') return rating.max === 100 && rating.votes === null && !rating.isDefault;
  if (form === 'flat') return (parseDecimal(document.attribute(element, 'max')) ?? 10) === rating.max;
  return true;
}

function patchRating(document: NfoDocument, { element, form, rating }: RatingElement, wanted: Rating): void {
  const value = { order: RATING_CHILD_ORDER, parse: parseDecimal };
  const count = { order: RATING_CHILD_ORDER, parse: parseCount };
  if (form !== 'ratings') {
    if (rating?.value !== wanted.value) document.replaceText(element, formatDecimal(wanted.value));
    return;
  }
  if (element.children.length > 0) {
    if (rating?.value !== wanted.value) patchChildText(document, element, 'value', wanted.value, value);
    if (rating?.votes !== wanted.votes) patchChildText(document, element, 'votes', wanted.votes, count);
  } else if (wanted.votes !== null) {
    document.replaceContent(element, ratingContent(wanted));
  } else if (rating?.value !== wanted.value) {
    document.replaceText(element, formatDecimal(wanted.value));
  }
  if ((parseDecimal(document.attribute(element, 'max')) ?? 10) !== wanted.max) {
    document.setAttribute(element, 'max', formatDecimal(wanted.max));
  }
  const isMarked = document.attribute(element, 'default')?.toLowerCase() === 'true';
  if (isMarked !== wanted.isDefault) document.setAttribute(element, 'default', String(wanted.isDefault));
}

function insertRatings(
  document: NfoDocument,
  root: XmlElement,
  missing: readonly Rating[],
  removed: ReadonlySet<RatingElement>,
  order: readonly string[],
): void {
  const block = document.children(root, 'ratings')[0];
  if (block !== undefined) {
    for (const rating of missing) document.insert(block, block.children.at(-1) ?? null, newRating(rating));
    const gone = new Set([...removed].map(({ element }) => element));
    const left = block.children.filter((child) => !gone.has(child));
    if (missing.length === 0 && left.length === 0) document.remove(block);
  } else if (missing.length > 0) {
    insertInOrder(document, root, { name: 'ratings', content: missing.map(newRating) }, order);
  }
}

function newRating(rating: Rating): NewElement {
  const attributes: Record<string, string> = { name: rating.source, max: formatDecimal(rating.max) };
  if (rating.isDefault) attributes['default'] = 'true';
  return { name: 'rating', attributes, content: ratingContent(rating) };
}

function ratingContent(rating: Rating): NewElement[] {
  const content: NewElement[] = [{ name: 'value', content: formatDecimal(rating.value) }];
  if (rating.votes !== null) content.push({ name: 'votes', content: String(rating.votes) });
  return content;
}
