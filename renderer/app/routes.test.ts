import { describe, expect, it } from 'vitest';
import { formatRoute, itemRoute, parseRoute, type Route } from './routes.ts';

describe('routes', () => {
  it.each<[string, Route]>([
    ['#/home', { page: 'home' }],
    ['#/settings', { page: 'settings', section: 'general' }],
    ['#/settings/providers', { page: 'settings', section: 'providers' }],
    ['#/unknown', { page: 'unknown', query: '' }],
    ['#/inbox', { page: 'inbox', query: '' }],
    ['#/verify?kind=missing', { page: 'verify', query: 'kind=missing' }],
    ['#/inbox?library=2', { page: 'inbox', query: 'library=2' }],
    ['#/unknown?library=2', { page: 'unknown', query: 'library=2' }],
    ['#/films', { page: 'films', query: '', item: null, tab: null }],
    [
      '#/films?q=alien&film=12&tab=artwork',
      { page: 'films', query: 'q=alien', item: { type: 'movie', id: 12 }, tab: 'artwork' },
    ],
    ['#/series?missing=1', { page: 'series', query: 'missing=1', item: null, tab: null }],
    ['#/series?show=4', { page: 'series', query: '', item: { type: 'series', id: 4 }, tab: null }],
    ['#/series?season=5&tab=episodes', { page: 'series', query: '', item: { type: 'season', id: 5 }, tab: 'episodes' }],
    ['#/series?episode=6', { page: 'series', query: '', item: { type: 'episode', id: 6 }, tab: null }],
  ])('%s is read and written back', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  it('opens each item on its page', () => {
    expect(formatRoute(itemRoute({ type: 'movie', id: 1 }))).toBe('#/films?film=1');
    expect(formatRoute(itemRoute({ type: 'episode', id: 2 }))).toBe('#/series?episode=2');
  });

  it('opens the films for anything it does not know', () => {
    const films = { page: 'films', query: '', item: null, tab: null };
    expect(parseRoute('')).toEqual(films);
    expect(parseRoute('#/nowhere')).toEqual(films);
    expect(parseRoute('#/settings/nothing')).toEqual({ page: 'settings', section: 'general' });
    expect(parseRoute('#/films?film=-3&tab=secret')).toEqual(films);
    expect(parseRoute('#/series?show=0')).toEqual({ ...films, page: 'series' });
  });
});
