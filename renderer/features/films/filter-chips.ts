import type { Library } from '../../../contract/libraries.ts';
import type { MovieFilterInput } from '../../../contract/movies.ts';
import { t } from '../../messages/t.ts';

/** One part of a filter: its words and the filter without it. */
export interface FilterChip {
  key: string;
  label: string;
  without: MovieFilterInput;
}

const FLAG_KEYS = ['hasUnpublishedChanges', 'hasLocks', 'hasIssues'] as const;

function omit(filter: MovieFilterInput, ...keys: (keyof MovieFilterInput)[]): MovieFilterInput {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => !(keys as string[]).includes(key)));
}

/** What narrows the list, in words, each part removable on its own. The search has its own field and is left out. */
export function filterChips(filter: MovieFilterInput, libraries: readonly Library[]): FilterChip[] {
  const chips: FilterChip[] = [];
  if (filter.libraryId != null) {
    const name = libraries.find((library) => library.id === filter.libraryId)?.name ?? t.films.library;
    chips.push({ key: 'library', label: name, without: omit(filter, 'libraryId') });
  }
  for (const state of filter.states ?? []) {
    const states = (filter.states ?? []).filter((other) => other !== state);
    const without = states.length > 0 ? { ...filter, states } : omit(filter, 'states');
    chips.push({ key: `state-${state}`, label: t.films.states[state], without });
  }
  if (filter.completenessMin != null || filter.completenessMax != null) {
    chips.push({
      key: 'completeness',
      label: t.films.bandFromTo(filter.completenessMin ?? 0, filter.completenessMax ?? 100),
      without: omit(filter, 'completenessMin', 'completenessMax'),
    });
  }
  for (const key of FLAG_KEYS) {
    const value = filter[key];
    if (value == null) continue;
    chips.push({ key, label: value ? t.films.flags[key].yes : t.films.flags[key].no, without: omit(filter, key) });
  }
  return chips;
}
