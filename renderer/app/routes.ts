/** The tabs of an open film. */
export const FILM_TABS = ['metadata', 'artwork', 'cast', 'files', 'history'] as const;
export type FilmTab = (typeof FILM_TABS)[number];

const PLAIN_PAGES = ['home', 'history', 'trash', 'settings'] as const;

/** Where the window is. It lives in the part of the address after #, so that back, forward and reload work. */
export type Route =
  | { page: (typeof PLAIN_PAGES)[number] }
  | {
      page: 'films';
      /** What the list shows, as address parameters. */
      query: string;
      filmId: number | null;
      tab: FilmTab;
    };

/** Reads "#/films?q=alien&film=12&tab=artwork". Anything unknown is the films page, the heart of the window. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const plain = PLAIN_PAGES.find((page) => page === path);
  if (plain) return { page: plain };
  const params = new URLSearchParams(search);
  const film = params.get('film') ?? '';
  const tab = FILM_TABS.find((candidate) => candidate === params.get('tab')) ?? 'metadata';
  params.delete('film');
  params.delete('tab');
  return { page: 'films', query: params.toString(), filmId: /^[1-9]\d{0,14}$/.test(film) ? Number(film) : null, tab };
}

/** Writes a route as the part of the address after and including #. */
export function formatRoute(route: Route): string {
  if (route.page !== 'films') return `#/${route.page}`;
  const params = new URLSearchParams(route.query);
  if (route.filmId !== null) params.set('film', String(route.filmId));
  if (route.filmId !== null && route.tab !== 'metadata') params.set('tab', route.tab);
  const search = params.toString();
  return search === '' ? '#/films' : `#/films?${search}`;
}
