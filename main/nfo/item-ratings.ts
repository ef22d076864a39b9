import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem } from './nfo-item.ts';
import { parseCount, parseDecimal } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

/** Ratings in both forms, also those of 0 that say nothing. */
export function readItemRatings(
  document: NfoDocument,
  root: XmlElement,
): Pick<NfoItem, 'ratings' | 'legacy_rating' | 'legacy_votes'> {
  const ratings: NfoItem['ratings'] = [];
  for (const block of document.children(root, 'ratings')) {
    for (const element of document.children(block, 'rating')) {
      const value = parseDecimal(document.childText(element, 'value') ?? document.ownText(element));
      if (value === null) continue;
      ratings.push({
        name: document.attribute(element, 'name') ?? 'default',
        value,
        max: parseDecimal(document.attribute(element, 'max')) ?? 10,
        votes: parseCount(document.childText(element, 'votes')),
        default: document.attribute(element, 'default')?.toLowerCase() === 'true',
      });
    }
  }
  return {
    ratings,
    legacy_rating: parseDecimal(document.childText(root, 'rating') ?? document.childText(root, 'communityrating')),
    legacy_votes: parseCount(document.childText(root, 'votes')),
  };
}
