import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem } from './nfo-item.ts';
import type { XmlElement } from './xml-tree.ts';

export type NfoArt = Pick<NfoItem, 'art_urls' | 'season_art_urls' | 'set_art_urls' | 'art_block'>;

type Lists = Map<string, Set<string>>;

interface ArtLists {
  urls: Lists;
  setUrls: Lists;
  block: Lists;
  seasons: Map<string, NfoItem['season_art_urls'][number]>;
}

/**
 * Where a root says its artwork is: `<thumb aspect="…">`, with `type="season"` or the aspect `set.poster` that of seasons
 * and of the set, `<fanart><thumb>`, and `<art>` (https://kodi.wiki/view/NFO_files/Movies#Artwork_Tags). `plainType` is what
 * a thumb without aspect shows. What is no address on the network is left out, but for `<art>`, where paths stand.
 */
export function readArt(document: NfoDocument, root: XmlElement, plainType: string): NfoArt {
  const art: ArtLists = { urls: new Map(), setUrls: new Map(), block: new Map(), seasons: new Map() };
  const thumbs = [
    ...document.children(root, 'thumb'),
    ...document.children(root, 'thumbs').flatMap((list) => document.children(list, 'thumb')),
  ];
  for (const thumb of thumbs) addThumb(document, art, thumb, plainType);
  for (const fanart of document.children(root, 'fanart')) {
    const base = document.attribute(fanart, 'url') ?? '';
    const inner = document.children(fanart, 'thumb');
    const texts = inner.length > 0 ? inner.map((thumb) => document.text(thumb)) : [document.ownText(fanart)];
    for (const text of texts) addUrl(art.urls, 'fanart', text === null || isUrl(text) ? text : base + text);
  }
  for (const block of document.children(root, 'art')) {
    for (const element of block.children) {
      if (element.name === 'season') addSeasonBlock(document, art, element);
      else add(art.block, element.name, document.text(element));
    }
  }
  return {
    art_urls: toRecord(art.urls),
    season_art_urls: [...art.seasons.values()],
    set_art_urls: toRecord(art.setUrls),
    art_block: toRecord(art.block),
  };
}

function addThumb(document: NfoDocument, art: ArtLists, thumb: XmlElement, plainType: string): void {
  const text = document.text(thumb);
  const aspect = document.attribute(thumb, 'aspect')?.toLowerCase() ?? null;
  const season = document.attribute(thumb, 'season');
  if (season !== null || document.attribute(thumb, 'type')?.toLowerCase() === 'season') {
    addSeasonUrl(art, season, aspect ?? 'poster', text);
  } else if (aspect?.startsWith('set.')) {
    addUrl(art.setUrls, aspect.slice(4), text);
  } else {
    addUrl(art.urls, aspect ?? plainType, text);
  }
}

function addSeasonBlock(document: NfoDocument, art: ArtLists, block: XmlElement): void {
  const season = document.attribute(block, 'num') ?? document.attribute(block, 'number');
  for (const element of block.children) addSeasonUrl(art, season, element.name, document.text(element));
}

function addSeasonUrl(art: ArtLists, season: string | null, type: string, url: string | null): void {
  if (url === null || !isUrl(url) || season === null || !/^(?:-1|\d{1,6})$/.test(season)) return;
  const entry = { season: Number(season), type, url };
  art.seasons.set(JSON.stringify(entry), entry);
}

function addUrl(urls: Lists, type: string, url: string | null): void {
  if (url !== null && isUrl(url)) add(urls, type, url);
}

function add(lists: Lists, type: string, text: string | null): void {
  if (text === null) return;
  const list = lists.get(type);
  if (list === undefined) lists.set(type, new Set([text]));
  else list.add(text);
}

function toRecord(lists: Lists): Record<string, string[]> {
  return Object.fromEntries([...lists].map(([type, texts]) => [type, [...texts]]));
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}
