import { describe, expect, it } from 'vitest';
import { filterChips } from './filter-chips.ts';
import type { ListFilter } from './list-kind.ts';

describe('filterChips', () => {
  const filter: ListFilter = {
    search: 'alien',
    states: ['published', 'discovered'],
    completenessMin: 50,
    completenessMax: 99,
    hasLocks: false,
  };

  it('names every part of the filter but the search', () => {
    expect(filterChips(filter, []).map((chip) => chip.label)).toEqual([
      'Published',
      'Found',
      '50–99 % complete',
      'Without locks',
    ]);
  });

  it('gives the filter without that part', () => {
    const chips = filterChips(filter, []);
    expect(chips[0]?.without.states).toEqual(['discovered']);
    expect(chips[2]?.without).not.toHaveProperty('completenessMin');
    expect(chips[3]?.without).not.toHaveProperty('hasLocks');
    expect(filterChips({ states: ['published'] }, [])[0]?.without).toEqual({});
  });
});
