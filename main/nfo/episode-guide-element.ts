import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

export interface EpisodeGuide {
  element: XmlElement;
  /** All that it holds, as parsed. */
  content: Readonly<Record<string, unknown>>;
  /** Ids by provider, as written. */
  ids: Record<string, string>;
}

/**
 * The ids in a series' `<episodeguide>`, which Kodi hands its scraper since v19: JSON with an id per provider
 * (https://kodi.wiki/view/NFO_files/TV_shows). Null for none, a blank one and the URLs of older versions.
 */
export function readEpisodeGuide(document: NfoDocument, root: XmlElement): EpisodeGuide | null {
  for (const element of document.children(root, 'episodeguide')) {
    const text = element.children.length === 0 ? document.text(element) : null;
    const content = text === null ? null : parseObject(text);
    if (content === null) continue;
    const ids: [string, string][] = [];
    for (const [provider, id] of Object.entries(content)) {
      if ((typeof id === 'string' && id.trim() !== '') || typeof id === 'number') ids.push([provider, String(id)]);
    }
    return { element, content, ids: Object.fromEntries(ids) };
  }
  return null;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
