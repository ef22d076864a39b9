import { describe, expect, it } from 'vitest';
import { filmsQueryFromParams, filmsQueryToParams, isFiltered, type FilmsQuery } from './filter-query.ts';

describe('the address of a list', () => {
  it('comes back as it was', () => {
    const query: FilmsQuery = {
      filter: {
        search: 'amélie & co',
        libraryId: 3,
        states: ['published', 'error_parse'],
        completenessMin: 0,
        completenessMax: 49,
        hasUnpublishedChanges: true,
        hasLocks: false,
        hasIssues: true,
      },
      sort: 'added',
      isDescending: true,
    };
    expect(filmsQueryFromParams(new URLSearchParams(filmsQueryToParams(query).toString()))).toEqual(query);
  });

  it('is empty for the plain list', () => {
    expect(filmsQueryToParams({ filter: {}, sort: 'title', isDescending: false }).toString()).toBe('');
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ search: '' })).toBe(false);
    expect(isFiltered({ completenessMin: 0 })).toBe(true);
  });

  it('ignores what makes no sense', () => {
    const params = new URLSearchParams('library=-1&min=900&max=x&sort=size&unpublished=yes&state=lost');
    expect(filmsQueryFromParams(params)).toEqual({ filter: {}, sort: 'title', isDescending: false });
  });
});
