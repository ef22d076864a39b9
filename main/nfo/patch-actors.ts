import type { ActorCredit } from '../domain/movie-metadata.ts';
import { ACTOR_ELEMENT_ORDER, insertInOrder, previousSibling } from './element-order.ts';
import { type ActorElement, findActorElements, inCreditOrder } from './actor-elements.ts';
import type { NewElement } from './new-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import { parseLeadingInteger } from './nfo-number.ts';
import { patchChildText } from './patch-child-text.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * Makes a cast the wanted one (in credit order, see inCreditOrder). An actor is recognised by TMDB id or name, and
 * edited in place, so whatever else the element holds survives; a portrait URL or TMDB id that the wanted actor lacks is
 * such an extra. New actors are put behind the one they follow.
 */
export function patchActors(
  document: NfoDocument,
  root: XmlElement,
  wanted: readonly ActorCredit[],
  order: readonly string[],
): void {
  const found = findActorElements(document, root);
  const current = inCreditOrder(found.map(({ actor }) => actor));
  const isSame =
    current.length === wanted.length && current.every((actor, index) => says(actor, wanted[index] as ActorCredit));
  if (isSame) return;

  const matched = matchActors(found, wanted);
  const kept = new Set(matched.values());
  const finalOrder: (ActorElement | ActorCredit)[] = found.filter((candidate) => kept.has(candidate));
  const inserts: { actor: ActorCredit; after: XmlElement | null }[] = [];
  let previous: ActorElement | ActorCredit | null = null;
  let anchor: ActorElement | null = null;
  for (const actor of wanted) {
    const own: ActorElement | undefined = matched.get(actor);
    if (own === undefined) {
      inserts.push({ actor, after: anchor?.element ?? null });
      finalOrder.splice(previous === null ? 0 : finalOrder.indexOf(previous) + 1, 0, actor);
    } else {
      anchor = own;
    }
    previous = own ?? actor;
  }
  for (const candidate of found) if (!kept.has(candidate)) document.remove(candidate.element);
  for (const [actor, own] of matched) patchActor(document, own, actor, finalOrder.indexOf(own));
  for (const { actor, after } of inserts) {
    const first = found[0];
    if (after !== null) document.insert(root, after, newActor(actor));
    else if (first !== undefined) document.insert(root, previousSibling(first.element), newActor(actor));
    else insertInOrder(document, root, newActor(actor), order);
  }
}

function says(actor: ActorCredit, wanted: ActorCredit): boolean {
  return (
    actor.name === wanted.name &&
    actor.role === wanted.role &&
    actor.order === wanted.order &&
    (wanted.thumbUrl === null || actor.thumbUrl === wanted.thumbUrl) &&
    (wanted.tmdbId === null || actor.tmdbId === wanted.tmdbId)
  );
}

/** Pairs wanted actors with elements, surest signs first; each element is taken once. */
function matchActors(found: readonly ActorElement[], wanted: readonly ActorCredit[]): Map<ActorCredit, ActorElement> {
  const matched = new Map<ActorCredit, ActorElement>();
  const taken = new Set<ActorElement>();
  const signs: ((actor: ActorCredit) => string | null)[] = [
    (actor) => (actor.tmdbId === null ? null : JSON.stringify([actor.tmdbId, actor.role])),
    (actor) => JSON.stringify([actor.name, actor.role]),
    (actor) => (actor.tmdbId === null ? null : String(actor.tmdbId)),
    (actor) => actor.name,
  ];
  for (const sign of signs) {
    const bySign = new Map<string, ActorElement[]>();
    for (const candidate of found) {
      const key = taken.has(candidate) ? null : sign(candidate.actor);
      if (key === null) continue;
      const others = bySign.get(key);
      if (others === undefined) bySign.set(key, [candidate]);
      else others.push(candidate);
    }
    for (const actor of wanted) {
      const key = matched.has(actor) ? null : sign(actor);
      const candidates = key === null ? undefined : bySign.get(key);
      const index = candidates?.findIndex((candidate) => !areOtherPeople(candidate.actor, actor)) ?? -1;
      const own = index === -1 ? undefined : candidates?.splice(index, 1)[0];
      if (own === undefined) continue;
      matched.set(actor, own);
      taken.add(own);
    }
  }
  return matched;
}

/** Namesakes with different ids are different people. */
function areOtherPeople(left: ActorCredit, right: ActorCredit): boolean {
  return left.tmdbId !== null && right.tmdbId !== null && left.tmdbId !== right.tmdbId;
}

function patchActor(document: NfoDocument, own: ActorElement, wanted: ActorCredit, finalIndex: number): void {
  const { element } = own;
  const text = { order: ACTOR_ELEMENT_ORDER, parse: (found: string) => found };
  const number = { order: ACTOR_ELEMENT_ORDER, parse: parseLeadingInteger };
  patchChildText(document, element, 'name', wanted.name, text);
  patchChildText(document, element, 'role', wanted.role, text);
  patchOrder(document, element, wanted.order, finalIndex);
  if (wanted.thumbUrl !== null) patchChildText(document, element, 'thumb', wanted.thumbUrl, text);
  if (wanted.tmdbId !== null) patchChildText(document, element, 'tmdbid', wanted.tmdbId, number);
}

function patchOrder(document: NfoDocument, element: XmlElement, order: number, finalIndex: number): void {
  const places = document.children(element, 'order', 'sortorder').filter((place) => document.text(place) !== null);
  if (places.length === 0) {
    if (finalIndex === order) return;
    const content = String(order);
    insertInOrder(document, element, { name: 'order', content }, ACTOR_ELEMENT_ORDER);
  }
  for (const place of places) {
    const text = document.text(place) ?? '';
    if (!/^\d{1,6}$/.test(text) || Number(text) !== order) document.replaceText(place, String(order));
  }
}

function newActor(actor: ActorCredit): NewElement {
  const content: NewElement[] = [{ name: 'name', content: actor.name }];
  if (actor.role !== null) content.push({ name: 'role', content: actor.role });
  content.push({ name: 'order', content: String(actor.order) });
  if (actor.thumbUrl !== null) content.push({ name: 'thumb', content: actor.thumbUrl });
  if (actor.tmdbId !== null) content.push({ name: 'tmdbid', content: String(actor.tmdbId) });
  return { name: 'actor', content };
}
