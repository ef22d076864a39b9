/** Where a fixed-height list stands and how large it is, in CSS pixels and rows. */
export interface Scroll {
  scrollTopPx: number;
  viewportPx: number;
  rowPx: number;
  rowCount: number;
  overscanRows: number;
}

/** The rows to render: `first` inclusive, `last` exclusive. Both 0 for an empty list. */
export function visibleRows(scroll: Scroll): { first: number; last: number } {
  const { scrollTopPx, viewportPx, rowPx, rowCount, overscanRows } = scroll;
  if (rowCount === 0 || rowPx <= 0) return { first: 0, last: 0 };
  const top = Math.floor(scrollTopPx / rowPx);
  const bottom = Math.ceil((scrollTopPx + viewportPx) / rowPx);
  const last = Math.min(rowCount, bottom + overscanRows);
  return { first: Math.min(Math.max(0, top - overscanRows), Math.max(0, last - 1)), last };
}

/** The scroll position that brings a row into view, or null when it is in view already. */
export function scrollToReveal(row: number, scroll: Omit<Scroll, 'overscanRows' | 'rowCount'>): number | null {
  const top = row * scroll.rowPx;
  if (top < scroll.scrollTopPx) return top;
  const bottom = top + scroll.rowPx;
  if (bottom > scroll.scrollTopPx + scroll.viewportPx) return bottom - scroll.viewportPx;
  return null;
}
