import { describe, expect, it } from 'vitest';
import { defaultUse } from './default-use.ts';
import { unknownQueryFromParams, unknownQueryToParams } from './unknown-query.ts';

describe('the address of the unknown files', () => {
  it('comes back as it was', () => {
    const query = { search: 'ä & b', libraryId: 4, category: 'image' } as const;
    expect(unknownQueryFromParams(new URLSearchParams(unknownQueryToParams(query).toString()))).toEqual(query);
  });

  it('is empty for all of them, and ignores what makes no sense', () => {
    const all = { search: '', libraryId: null, category: null };
    expect(unknownQueryToParams(all).toString()).toBe('');
    expect(unknownQueryFromParams(new URLSearchParams('library=-1&kind=film'))).toEqual(all);
  });
});

describe('defaultUse', () => {
  it.each([
    ['image', 'artwork'],
    ['subtitle', 'subtitle'],
    ['video', 'extra'],
    ['audio', 'theme'],
    ['other', 'extra'],
  ] as const)('%s is most often %s', (category, use) => expect(defaultUse(category)).toBe(use));
});
