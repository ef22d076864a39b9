import { isActorType } from './actor-elements.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem } from './nfo-item.ts';
import { parseWhole } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

/** Those in `<actor>`, in document order: actors and guests, and the others that Jellyfin lists there. */
export function readItemPeople(document: NfoDocument, root: XmlElement): Pick<NfoItem, 'actors' | 'other_people'> {
  const people: Pick<NfoItem, 'actors' | 'other_people'> = { actors: [], other_people: [] };
  for (const element of document.children(root, 'actor')) {
    const name = document.childText(element, 'name');
    const type = document.childText(element, 'type');
    if (name === null) continue;
    if (type !== null && !isActorType(type)) {
      people.other_people.push({ name, type });
      continue;
    }
    people.actors.push({
      name,
      role: document.childText(element, 'role'),
      order: parseWhole(document.childText(element, 'order', 'sortorder')),
      thumb: document.childText(element, 'thumb'),
      ...(type === null || /^actor$/i.test(type) ? {} : { type }),
    });
  }
  return people;
}
