import type { NewElement } from './new-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

export const ACTOR_ELEMENT_ORDER = ['name', 'role', 'order', 'sortorder', 'thumb', 'profile', 'tmdbid'] as const;

/**
 * Inserts a child where the order puts it among its siblings: after the last of the nearest kind that comes before it,
 * else before the first that comes after it. Siblings outside the order count for nothing. Call in the order's sequence
 * when inserting several kinds.
 */
export function insertInOrder(
  document: NfoDocument,
  parent: XmlElement,
  element: NewElement,
  order: readonly string[],
): void {
  document.insert(parent, siblingBefore(parent, order, order.indexOf(element.name)), element);
}

/** The sibling that stands directly before another; null for the first. */
export function previousSibling(element: XmlElement): XmlElement | null {
  const siblings = element.parent?.children ?? [];
  return siblings[siblings.indexOf(element) - 1] ?? null;
}

function siblingBefore(parent: XmlElement, order: readonly string[], rank: number): XmlElement | null {
  let before: { sibling: XmlElement; rank: number } | null = null;
  let after: { sibling: XmlElement; rank: number } | null = null;
  for (const sibling of parent.children) {
    const siblingRank = order.indexOf(sibling.name);
    if (siblingRank === -1) continue;
    if (siblingRank <= rank) {
      if (before === null || siblingRank >= before.rank) before = { sibling, rank: siblingRank };
    } else if (after === null || siblingRank < after.rank) {
      after = { sibling, rank: siblingRank };
    }
  }
  if (before !== null) return before.sibling;
  return after === null ? (parent.children.at(-1) ?? null) : previousSibling(after.sibling);
}
