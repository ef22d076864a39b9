import { describe, expect, it } from 'vitest';
import type { ListQuery } from './list-kind.ts';
import { isFiltered, listQueryFromParams, listQueryToParams } from './list-query.ts';

const films = { sorts: ['title', 'added'], flags: ['hasUnpublishedChanges', 'hasLocks', 'hasIssues'] } as const;
const shows = { sorts: ['title', 'episodes'], flags: ['hasMissingEpisodes'] } as const;

describe('the address of a list', () => {
  it('comes back as it was', () => {
    const query: ListQuery = {
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
    expect(listQueryFromParams(new URLSearchParams(listQueryToParams(query).toString()), films)).toEqual(query);
  });

  it('keeps to what the list knows', () => {
    const params = new URLSearchParams('missing=1&sort=episodes');
    expect(listQueryFromParams(params, shows)).toEqual({
      filter: { hasMissingEpisodes: true },
      sort: 'episodes',
      isDescending: false,
    });
    expect(listQueryFromParams(params, films)).toEqual({ filter: {}, sort: 'title', isDescending: false });
  });

  it('is empty for the plain list', () => {
    expect(listQueryToParams({ filter: {}, sort: 'title', isDescending: false }).toString()).toBe('');
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ search: '' })).toBe(false);
    expect(isFiltered({ completenessMin: 0 })).toBe(true);
  });

  it('ignores what makes no sense', () => {
    const params = new URLSearchParams('library=-1&min=900&max=x&sort=size&unpublished=yes&state=lost');
    expect(listQueryFromParams(params, films)).toEqual({ filter: {}, sort: 'title', isDescending: false });
  });
});
