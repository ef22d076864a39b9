import { formatRoute, parseRoute, type Route } from './routes.ts';

/** The window's place, kept in the address. */
class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  start(): void {
    addEventListener('hashchange', () => {
      this.route = parseRoute(location.hash);
    });
  }

  /** Goes somewhere. `isReplacing` keeps it out of the history, for steps too small to go back to. */
  go(route: Route, isReplacing = false): void {
    const hash = formatRoute(route);
    if (hash !== location.hash) history[isReplacing ? 'replaceState' : 'pushState'](null, '', hash);
    this.route = route;
  }
}

export const router = new Router();
