import type { ItemRef, ItemType } from '../../contract/primitives.ts';

/** The tabs of an open item. */
export const ITEM_TABS = ['metadata', 'artwork', 'cast', 'episodes', 'films', 'files', 'history'] as const;
export type ItemTab = (typeof ITEM_TABS)[number];

const PLAIN_PAGES = ['home', 'history', 'trash'] as const;
/** The pages of the settings; the first is where they open. */
export const SETTINGS_SECTIONS = [
  'general',
  'libraries',
  'providers',
  'rules',
  'artwork',
  'completeness',
  'publishing',
  'renaming',
  'maintenance',
  'recovery',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

const QUERY_PAGES = ['inbox', 'unknown', 'verify', 'publications'] as const;
const LIST_PAGES = ['films', 'series', 'collections'] as const;
export type ListPageName = (typeof LIST_PAGES)[number];

/** Under which name the address carries an open item, and on which page it opens. */
const ITEM_PARAMS: Readonly<Record<ItemType, { page: ListPageName; name: string }>> = {
  movie: { page: 'films', name: 'film' },
  series: { page: 'series', name: 'show' },
  season: { page: 'series', name: 'season' },
  episode: { page: 'series', name: 'episode' },
  set: { page: 'collections', name: 'set' },
};

export interface ListRoute {
  page: ListPageName;
  /** What the list shows, as address parameters. */
  query: string;
  item: ItemRef | null;
  /** Null for the first tab of the item's type. */
  tab: ItemTab | null;
}

/** Where the window is. It lives in the part of the address after #, so that back, forward and reload work. */
export type Route =
  | { page: (typeof PLAIN_PAGES)[number] }
  | { page: 'settings'; section: SettingsSection }
  | { page: (typeof QUERY_PAGES)[number]; query: string }
  | ListRoute;

/** Where an item opens, with the list as it is when nothing narrows it. */
export function itemRoute(item: ItemRef): ListRoute {
  return { page: ITEM_PARAMS[item.type].page, query: '', item: { type: item.type, id: item.id }, tab: null };
}

function openItem(page: ListPageName, params: URLSearchParams): ItemRef | null {
  let open: ItemRef | null = null;
  for (const type of Object.keys(ITEM_PARAMS) as ItemType[]) {
    const { page: itsPage, name } = ITEM_PARAMS[type];
    if (itsPage !== page) continue;
    const id = params.get(name) ?? '';
    if (/^[1-9]\d{0,14}$/.test(id)) open = { type, id: Number(id) };
    params.delete(name);
  }
  return open;
}

/** Reads "#/films?q=alien&film=12&tab=artwork". Anything unknown is the films page, the heart of the window. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const plain = PLAIN_PAGES.find((page) => page === path);
  if (plain) return { page: plain };
  const section = /^settings(?:\/(.*))?$/.exec(path);
  if (section) return { page: 'settings', section: SETTINGS_SECTIONS.find((name) => name === section[1]) ?? 'general' };
  const params = new URLSearchParams(search);
  const queried = QUERY_PAGES.find((page) => page === path);
  if (queried) return { page: queried, query: params.toString() };
  const page = LIST_PAGES.find((candidate) => candidate === path) ?? 'films';
  const item = openItem(page, params);
  const tab = ITEM_TABS.find((candidate) => candidate === params.get('tab')) ?? null;
  params.delete('tab');
  return { page, query: params.toString(), item, tab };
}

/** Writes a route as the part of the address after and including #. */
export function formatRoute(route: Route): string {
  if (route.page === 'settings') return route.section === 'general' ? '#/settings' : `#/settings/${route.section}`;
  if (!('query' in route)) return `#/${route.page}`;
  const params = new URLSearchParams(route.query);
  if ('item' in route && route.item) {
    params.set(ITEM_PARAMS[route.item.type].name, String(route.item.id));
    if (route.tab !== null) params.set('tab', route.tab);
  }
  const search = params.toString();
  return search === '' ? `#/${route.page}` : `#/${route.page}?${search}`;
}
