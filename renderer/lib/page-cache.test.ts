import { describe, expect, it } from 'vitest';
import { PageCache } from './page-cache.ts';

const rows = (from: number, count: number): { id: number; title?: string }[] =>
  Array.from({ length: count }, (_, index) => ({ id: from + index }));

describe('PageCache', () => {
  it('finds rows by their position in the whole list', () => {
    const cache = new PageCache(10, 5);
    cache.setPage(3, rows(130, 10));
    expect(cache.get(34)).toEqual({ id: 134 });
    expect(cache.get(29)).toBeUndefined();
    expect(cache.indexOf(139)).toBe(39);
    expect(cache.indexOf(1)).toBe(-1);
  });

  it('asks for the pages a range needs, once they are missing or stale', () => {
    const cache = new PageCache(10, 5);
    expect(cache.wantedPages(5, 25)).toEqual([0, 1, 2]);
    cache.setPage(1, rows(10, 10));
    expect(cache.wantedPages(5, 20)).toEqual([0]);
    cache.markStale();
    expect(cache.wantedPages(10, 20)).toEqual([1]);
    expect(cache.get(10)).toEqual({ id: 10 });
    expect(cache.wantedPages(10, 10)).toEqual([]);
  });

  it('drops the page used longest ago', () => {
    const cache = new PageCache(10, 2);
    cache.setPage(0, rows(0, 10));
    cache.setPage(1, rows(10, 10));
    cache.wantedPages(0, 10);
    cache.setPage(2, rows(20, 10));
    expect(cache.get(0)).toBeDefined();
    expect(cache.get(10)).toBeUndefined();
  });

  it('patches rows in place and says whether it held them', () => {
    const cache = new PageCache<{ id: number; title?: string }>(10, 2);
    cache.setPage(0, rows(0, 10));
    expect(cache.patch([{ id: 4, title: 'Alien' }])).toBe(true);
    expect(cache.get(4)).toEqual({ id: 4, title: 'Alien' });
    expect(cache.patch([{ id: 99 }])).toBe(false);
    expect(cache.held([4, 99])).toEqual([4]);
  });
});
