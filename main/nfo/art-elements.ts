import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem } from './nfo-item.ts';
import type { XmlElement } from './xml-tree.ts';

export type NfoArt = Pick<NfoItem, 'art_urls' | 'season_art_urls' | 'set_art_urls' | 'art_block'>;

/**
 * Where a root says its artwork is: `<thumb aspect="…">`, with `type="season"` or the aspect `set.poster` that of seasons
 * and of the set, `<fanart><thumb>`, and `<art>` (https://kodi.wiki/view/NFO_files/Movies#Artwork_Tags). `plainType` is what
 * a thumb without aspect shows. What is no address on the network is left out, but for `<art>`, where paths stand.
 */
export function readArt(document: NfoDocument, root: XmlElement, plainType: string): NfoArt {
  const art: NfoArt = { art_urls: {}, season_art_urls: [], set_art_urls: {}, art_block: {} };
  const thumbs = [
    ...document.children(root, 'thumb'),
    ...document.children(root, 'thumbs').flatMap((list) => document.children(list, 'thumb')),
  ];
  for (const thumb of thumbs) addThumb(document, art, thumb, plainType);
  for (const fanart of document.children(root, 'fanart')) {
    const base = document.attribute(fanart, 'url') ?? '';
    const inner = document.children(fanart, 'thumb');
    const texts = inner.length > 0 ? inner.map((thumb) => document.text(thumb)) : [document.ownText(fanart)];
    for (const text of texts) addUrl(art.art_urls, 'fanart', text === null || isUrl(text) ? text : base + text);
  }
  for (const block of document.children(root, 'art')) {
    for (const element of block.children) {
      if (element.name === 'season') addSeasonBlock(document, art, element);
      else add(art.art_block, element.name, document.text(element));
    }
  }
  return art;
}

function addThumb(document: NfoDocument, art: NfoArt, thumb: XmlElement, plainType: string): void {
  const text = document.text(thumb);
  const aspect = document.attribute(thumb, 'aspect')?.toLowerCase() ?? null;
  const season = document.attribute(thumb, 'season');
  if (season !== null || document.attribute(thumb, 'type')?.toLowerCase() === 'season') {
    addSeasonUrl(art, season, aspect ?? 'poster', text);
  } else if (aspect?.startsWith('set.')) {
    addUrl(art.set_art_urls, aspect.slice(4), text);
  } else {
    addUrl(art.art_urls, aspect ?? plainType, text);
  }
}

function addSeasonBlock(document: NfoDocument, art: NfoArt, block: XmlElement): void {
  const season = document.attribute(block, 'num') ?? document.attribute(block, 'number');
  for (const element of block.children) addSeasonUrl(art, season, element.name, document.text(element));
}

function addSeasonUrl(art: NfoArt, season: string | null, type: string, url: string | null): void {
  if (url === null || !isUrl(url) || season === null || !/^(?:-1|\d{1,6})$/.test(season)) return;
  const entry = { season: Number(season), type, url };
  const isKnown = art.season_art_urls.some(
    (other) => other.season === entry.season && other.type === type && other.url === url,
  );
  if (!isKnown) art.season_art_urls.push(entry);
}

function addUrl(urls: Record<string, string[]>, type: string, url: string | null): void {
  if (url !== null && isUrl(url)) add(urls, type, url);
}

function add(texts: Record<string, string[]>, type: string, text: string | null): void {
  if (text === null || type === '__proto__') return;
  const known = Object.hasOwn(texts, type) ? (texts[type] ?? []) : [];
  if (!known.includes(text)) texts[type] = [...known, text];
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}
