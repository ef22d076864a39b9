import type { ActorCredit } from '../domain/movie-metadata.ts';
import type { NfoDocument } from './nfo-document.ts';
import { parseLeadingInteger } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

export interface ActorElement {
  element: XmlElement;
  actor: ActorCredit;
}

/** The `<actor>` elements that are actors (Jellyfin lists crew there too, with a `<type>`), in document order. */
export function findActorElements(document: NfoDocument, root: XmlElement): ActorElement[] {
  const found: ActorElement[] = [];
  for (const element of document.children(root, 'actor')) {
    const name = document.childText(element, 'name');
    const type = document.childText(element, 'type');
    if (name === null || (type !== null && !isActorType(type))) continue;
    const order = document.childText(element, 'order', 'sortorder');
    found.push({
      element,
      actor: {
        name,
        role: document.childText(element, 'role'),
        order: order !== null && /^\d{1,6}$/.test(order) ? Number(order) : found.length,
        thumbUrl: document.childText(element, 'thumb'),
        tmdbId: parseLeadingInteger(document.childText(element, 'tmdbid')),
      },
    });
  }
  return found;
}

/** Whether a `<type>` of Jellyfin's says that somebody acts. */
export function isActorType(type: string): boolean {
  return /^(?:actor|guest ?star)$/i.test(type);
}

/** Actors by their order; where two claim one place all are numbered anew, keeping that sequence. */
export function inCreditOrder(actors: readonly ActorCredit[]): ActorCredit[] {
  const sorted = [...actors].sort((a, b) => a.order - b.order);
  const isDistinct = sorted.every((actor, index) => index === 0 || actor.order !== sorted[index - 1]?.order);
  return isDistinct ? sorted : sorted.map((actor, order) => ({ ...actor, order }));
}
