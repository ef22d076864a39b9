import { describe, expect, it } from 'vitest';
import { paletteMatch } from './palette-match.ts';

describe('paletteMatch', () => {
  it('finds unfinished words in any order', () => {
    expect(paletteMatch('Go to Settings', 'sett go')).toBeGreaterThan(0);
    expect(paletteMatch('Go to Settings', 'films')).toBe(0);
  });

  it('prefers the start of a word', () => {
    expect(paletteMatch('Scan Films', 'films')).toBeGreaterThan(paletteMatch('Microfilms', 'films'));
  });

  it('lets everything through while nothing is typed', () => {
    expect(paletteMatch('Anything', '  ')).toBeGreaterThan(0);
  });
});
