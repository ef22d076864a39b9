import { describe, expect, it } from 'vitest';
import type { Artwork } from '../../../contract/artwork.ts';
import { editChange, editSummary } from './edit-summary.ts';

describe('editSummary', () => {
  it.each([
    [null, 'empty'],
    [[], 'empty'],
    [1979, '1979'],
    [['Horror', 'Science Fiction'], 'Horror, Science Fiction'],
    [[{ name: 'Sigourney Weaver', role: 'Ripley' }], 'Sigourney Weaver'],
    [{ name: 'Alien Collection', overview: null }, 'Alien Collection'],
  ])('%j is "%s"', (value, text) => expect(editSummary(value)).toBe(text));

  it('shortens long text and counts long lists', () => {
    expect(editSummary('x '.repeat(200)).length).toBeLessThanOrEqual(120);
    expect(editSummary(Array.from({ length: 40 }, (_, index) => `Somebody ${index}`))).toBe('40 entries');
  });
});

describe('editChange', () => {
  const images = [{ candidateId: 7, fileName: 'poster.jpg' }] as Artwork[];

  it('names the files of artwork', () => {
    expect(editChange({ field: 'poster', before: [], after: [7] }, images)).toEqual({
      before: 'empty',
      after: 'poster.jpg',
    });
    expect(editChange({ field: 'poster', before: [99], after: [7] }, images)?.before).toBe('an image');
  });

  it('is nothing when only the lock changed', () => {
    expect(editChange({ field: 'title', before: 'Alien', after: 'Alien' }, [])).toBeNull();
  });
});
