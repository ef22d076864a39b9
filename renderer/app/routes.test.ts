import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './routes.ts';

describe('routes', () => {
  it.each<[string, Route]>([
    ['#/home', { page: 'home' }],
    ['#/settings', { page: 'settings' }],
    ['#/films', { page: 'films', query: '', filmId: null, tab: 'metadata' }],
    ['#/films?q=alien&film=12&tab=artwork', { page: 'films', query: 'q=alien', filmId: 12, tab: 'artwork' }],
  ])('%s is read and written back', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  it('opens the films for anything it does not know', () => {
    const films = { page: 'films', query: '', filmId: null, tab: 'metadata' };
    expect(parseRoute('')).toEqual(films);
    expect(parseRoute('#/nowhere')).toEqual(films);
    expect(parseRoute('#/films?film=-3&tab=secret')).toEqual(films);
  });
});
