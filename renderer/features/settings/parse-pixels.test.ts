import { describe, expect, it } from 'vitest';
import { parsePixels } from './parse-pixels.ts';

describe('parsePixels', () => {
  it.each([
    ['', null],
    ['  ', null],
    [' 1000 ', 1000],
    ['0', 0],
    ['20000', 20_000],
    ['20001', undefined],
    ['-1', undefined],
    ['12.5', undefined],
    ['wide', undefined],
  ])('%j is %j', (typed, pixels) => expect(parsePixels(typed)).toBe(pixels));
});
