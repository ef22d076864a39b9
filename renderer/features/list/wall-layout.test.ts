import { describe, expect, it } from 'vitest';
import { wallLayout } from './wall-layout.ts';

describe('wallLayout', () => {
  it('fills the width with as many posters as fit', () => {
    const layout = wallLayout(1000, 160, 16);
    expect(layout.columns).toBe(5);
    expect(layout.cardPx * 5 + 16 * 4).toBeLessThanOrEqual(1000);
    expect(layout.cardPx).toBeGreaterThanOrEqual(160);
  });

  it('keeps one column however narrow the window', () => {
    expect(wallLayout(90, 160, 16)).toMatchObject({ columns: 1, cardPx: 90 });
  });
});
