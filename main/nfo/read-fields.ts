import { inCreditOrder, findActorElements } from './actor-elements.ts';
import { readList } from './list-elements.ts';
import { readMovieSet } from './movie-set-element.ts';
import { findSeasonNameElements, mergeSeasonNames } from './named-season-elements.ts';
import { yearOfNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { findRatingElements, mergeRatings } from './rating-elements.ts';
import { formatScalar, readScalar } from './scalar-elements.ts';
import type { XmlElement } from './xml-tree.ts';

/** Every field of a kind as its root says it, but for ids and streams, which have readers of their own. */
export function readFields(document: NfoDocument, root: XmlElement, kind: NfoKind): NfoValues {
  const values: NfoValues = {};
  for (const field of kind.fields) {
    if (field.kind === 'scalar') values[field.field] = readScalar(document, field, root);
    else if (field.kind === 'list') values[field.field] = readList(document, field, root);
    else if (field.kind === 'set') values.set = readMovieSet(document, root)?.set ?? null;
    else if (field.kind === 'ratings') values.ratings = mergeRatings(findRatingElements(document, root));
    else if (field.kind === 'actors') {
      values.actors = inCreditOrder(findActorElements(document, root).map(({ actor }) => actor));
    } else if (field.kind === 'namedSeasons') {
      values.namedSeasons = mergeSeasonNames(findSeasonNameElements(document, root));
    }
  }
  if (values.year === null) {
    const premiered = values.premiered ?? null;
    values.year = premiered === null ? readReleaseYear(document, root, kind) : yearOfNfoDate(formatScalar(premiered));
  }
  return values;
}

/** The year that the release date gives, even one that is no full date; what an item without `<year>` has. */
export function readReleaseYear(document: NfoDocument, root: XmlElement, kind: NfoKind): number | null {
  return yearOfNfoDate(document.childText(root, ...kind.releaseDates) ?? '');
}
