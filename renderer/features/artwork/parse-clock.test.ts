import { describe, expect, it } from 'vitest';
import { parseClock } from './parse-clock.ts';

describe('parseClock', () => {
  it.each([
    ['45', 45],
    ['12:30', 750],
    ['1:02:03', 3723],
    [' 0:05 ', 5],
    ['90:00', 5400],
    ['1:75', null],
    ['1:2:3:4', null],
    ['', null],
    ['noon', null],
    ['-3', null],
  ])('%j is %j seconds', (typed, seconds) => expect(parseClock(typed)).toBe(seconds));
});
