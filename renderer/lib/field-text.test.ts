import { describe, expect, it } from 'vitest';
import type { PersonCredit } from '../../contract/field-values.ts';
import { fieldText, listChange } from './field-text.ts';

const person = { name: 'Ada Quill', role: 'Keeper', tmdbId: null, thumbHash: null } as PersonCredit;

describe('fieldText', () => {
  it('says values as the rows do', () => {
    expect(fieldText('runtime', 117)).toBe('1 h 57 min');
    expect(fieldText('premiered', '1979-05-25')).toBe('25 May 1979');
    expect(fieldText('year', 1979)).toBe('1979');
    expect(fieldText('user_rating', 8)).toBe('8 / 10');
    expect(fieldText('set_id', { name: 'Harbour', overview: null })).toBe('Harbour');
    expect(fieldText('genres', ['Drama', 'Horror'])).toBe('Drama, Horror');
    expect(fieldText('actors', [person])).toBe('Ada Quill as Keeper');
    expect(fieldText('episode_order', 'dvd')).toBe('DVD');
  });

  it('has no words for nothing', () => {
    expect(fieldText('plot', null)).toBe('');
    expect(fieldText('plot', undefined)).toBe('');
    expect(fieldText('genres', [])).toBe('');
  });
});

describe('listChange', () => {
  it('tells what comes and goes', () => {
    expect(listChange('genres', ['Drama', 'Horror'], ['Horror', 'Crime'])).toEqual({
      added: ['Crime'],
      removed: ['Drama'],
    });
    expect(listChange('genres', null, ['Crime'])).toEqual({ added: ['Crime'], removed: [] });
  });

  it('is nothing for one value', () => {
    expect(listChange('title', 'a', 'b')).toBeNull();
  });
});
