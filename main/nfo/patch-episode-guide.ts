import { insertInOrder } from './element-order.ts';
import { readEpisodeGuide } from './episode-guide-element.ts';
import { findIdElements, idValues } from './id-elements.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { ownIds } from './own-ids.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * Keeps `<episodeguide>` in step with the ids: a file without one gets one, as Kodi (since v19) asks it for the episodes that
 * have no NFO; in one that is there those ids follow that change with this patch. What else the guide names stays, and so do
 * the URLs that Kodi had there before v19.
 */
export function patchEpisodeGuide(document: NfoDocument, root: XmlElement, values: NfoValues, kind: NfoKind): void {
  const wanted = ownIds(values, kind);
  if (document.children(root, 'episodeguide').length === 0) {
    const known = wanted.filter(([, id]) => id !== null);
    if (known.length === 0) return;
    const content = JSON.stringify(Object.fromEntries(known));
    insertInOrder(document, root, { name: 'episodeguide', content }, kind.order);
    return;
  }
  const guide = readEpisodeGuide(document, root);
  if (guide === null) return;
  const elements = findIdElements(document, root, kind.bareIdProvider);
  const content = new Map(Object.entries(guide.content));
  for (const [provider, id] of wanted) {
    const current = idValues(elements, provider);
    if ((current.length === 1 ? current[0] : null) === id || guide.ids[provider] === (id ?? undefined)) continue;
    if (id === null) content.delete(provider);
    else content.set(provider, id);
  }
  const text = JSON.stringify(Object.fromEntries(content));
  if (text === JSON.stringify(guide.content)) return;
  if (content.size === 0) document.remove(guide.element);
  else document.replaceText(guide.element, text);
}
