import { describe, expect, it } from 'vitest';
import { scrollToReveal, visibleRows } from './visible-rows.ts';

describe('visibleRows', () => {
  const base = { scrollTopPx: 0, viewportPx: 320, rowPx: 32, rowCount: 50_000, overscanRows: 4 };

  it('renders the viewport and what is just outside it', () => {
    expect(visibleRows(base)).toEqual({ first: 0, last: 14 });
    expect(visibleRows({ ...base, scrollTopPx: 3200 })).toEqual({ first: 96, last: 114 });
  });

  it('stops at the end of the list', () => {
    expect(visibleRows({ ...base, scrollTopPx: 50_000 * 32 - 320 })).toEqual({ first: 49_986, last: 50_000 });
  });

  it('stays within a list that became shorter than the scroll position', () => {
    expect(visibleRows({ ...base, scrollTopPx: 90_000, rowCount: 3 })).toEqual({ first: 2, last: 3 });
  });

  it('renders nothing of an empty list', () => {
    expect(visibleRows({ ...base, rowCount: 0 })).toEqual({ first: 0, last: 0 });
  });
});

describe('scrollToReveal', () => {
  const view = { scrollTopPx: 320, viewportPx: 320, rowPx: 32 };

  it('does nothing for a row in view', () => {
    expect(scrollToReveal(12, view)).toBeNull();
  });

  it('puts a row above at the top and a row below at the bottom', () => {
    expect(scrollToReveal(2, view)).toBe(64);
    expect(scrollToReveal(20, view)).toBe(352);
  });
});
