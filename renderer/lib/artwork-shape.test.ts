import { describe, expect, it } from 'vitest';
import { wantsCrop } from './artwork-shape.ts';

describe('wantsCrop', () => {
  it.each([
    ['poster', 1000, 1500, false],
    ['poster', 1000, 1480, false],
    ['poster', 1920, 1080, true],
    ['fanart', 3840, 2160, false],
    ['fanart', 1440, 1080, true],
    ['clearlogo', 400, 400, false],
    ['discart', 1000, 1000, false],
    ['banner', 758, 140, false],
    ['poster', 0, 0, false],
  ] as const)('%s of %i × %i: %s', (type, width, height, wanted) =>
    expect(wantsCrop(type, width, height)).toBe(wanted),
  );
});
