import type { NfoItem } from './nfo-item.ts';
import { idsFromUrls, type UrlIds } from './nfo-urls.ts';
import { openNfo } from './open-nfo.ts';
import { ITEM_KINDS, readNfoItem } from './read-nfo-item.ts';

export interface NfoItemsReading {
  outcome: 'parse' | 'url_only' | 'reject';
  /** One per root, in the file's order. */
  items: NfoItem[];
  /** Ids from URLs in a file without XML, or around its XML; providers whose URLs disagree are left out. */
  urlIds: Partial<Record<'imdb' | 'tmdb' | 'tvdb', string>>;
  /** For people: why nothing was read, and ids that disagree. */
  problems: string[];
}

const ANY_KIND = {
  rootNames: Object.keys(ITEM_KINDS) as [string, ...string[]],
  urlIds: [
    ['imdb', 'imdb'],
    ['tmdb', 'tmdbMovie'],
    ['tmdb', 'tmdbTv'],
    ['tvdb', 'tvdb'],
  ],
} as const;

/** Reads everything in an NFO of any kind, in the dialects of all players and managers. Never throws. */
export function readNfoItems(bytes: Uint8Array): NfoItemsReading {
  const opened = openNfo(bytes, ANY_KIND);
  if (opened.kind === 'problem') return { outcome: 'reject', items: [], urlIds: {}, problems: [opened.message] };
  if (opened.kind === 'urls') return { outcome: 'url_only', items: [], ...readUrlIds(opened.ids) };
  const { document, roots } = opened;
  const readings = roots.map((root) => readNfoItem(document, root));
  const { urlIds, problems } = readUrlIds(idsFromUrls(document.textAroundRoots()));
  return {
    outcome: 'parse',
    items: readings.map(({ item }) => item),
    urlIds,
    problems: [...readings.flatMap(({ conflicts }) => conflicts.map(toProblem)), ...problems],
  };
}

function readUrlIds(urls: UrlIds): Pick<NfoItemsReading, 'urlIds' | 'problems'> {
  const values = { imdb: urls.imdb, tmdb: [...urls.tmdbMovie, ...urls.tmdbTv], tvdb: urls.tvdb };
  const urlIds: NfoItemsReading['urlIds'] = {};
  const problems: string[] = [];
  for (const provider of ['imdb', 'tmdb', 'tvdb'] as const) {
    const distinct = [...new Set(values[provider])];
    if (distinct.length > 1) problems.push(toProblem(`${provider}: ${distinct.join(', ')}`));
    else if (distinct[0] !== undefined) urlIds[provider] = distinct[0];
  }
  return { urlIds, problems };
}

function toProblem(conflict: string): string {
  return `Ids disagree: ${conflict}`;
}
