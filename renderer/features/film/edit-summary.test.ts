import { describe, expect, it } from 'vitest';
import { editSummary } from './edit-summary.ts';

describe('editSummary', () => {
  it.each([
    [null, 'empty'],
    [[], 'empty'],
    [1979, '1979'],
    [true, 'Locked'],
    [['Horror', 'Science Fiction'], 'Horror, Science Fiction'],
    [[{ name: 'Sigourney Weaver', role: 'Ripley' }], 'Sigourney Weaver'],
    [{ name: 'Alien Collection', overview: null }, 'Alien Collection'],
    ['a'.repeat(64), 'an image'],
  ])('%j is "%s"', (value, text) => expect(editSummary(value)).toBe(text));

  it('shortens long text and counts long lists', () => {
    expect(editSummary('x '.repeat(200)).length).toBeLessThanOrEqual(120);
    expect(editSummary(Array.from({ length: 40 }, (_, index) => `Somebody ${index}`))).toBe('40 entries');
  });
});
