import type { Library } from '../../../contract/libraries.ts';
import { t } from '../../messages/t.ts';
import type { ListFilter } from './list-kind.ts';

/** One part of a filter: its words and the filter without it. */
export interface FilterChip {
  key: string;
  label: string;
  without: ListFilter;
}

const FLAG_KEYS = ['hasUnpublishedChanges', 'hasMissingEpisodes', 'hasMissingFilms', 'hasLocks', 'hasIssues'] as const;

function omit(filter: ListFilter, ...keys: (keyof ListFilter)[]): ListFilter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => !(keys as string[]).includes(key)));
}

/** What narrows the list, in words, each part removable on its own. The search has its own field and is left out. */
export function filterChips(filter: ListFilter, libraries: readonly Library[]): FilterChip[] {
  const chips: FilterChip[] = [];
  if (filter.libraryId != null) {
    const name = libraries.find((library) => library.id === filter.libraryId)?.name ?? t.list.library;
    chips.push({ key: 'library', label: name, without: omit(filter, 'libraryId') });
  }
  for (const state of filter.states ?? []) {
    const states = (filter.states ?? []).filter((other) => other !== state);
    const without = states.length > 0 ? { ...filter, states } : omit(filter, 'states');
    chips.push({ key: `state-${state}`, label: t.list.states[state], without });
  }
  if (filter.completenessMin != null || filter.completenessMax != null) {
    chips.push({
      key: 'completeness',
      label: t.list.bandFromTo(filter.completenessMin ?? 0, filter.completenessMax ?? 100),
      without: omit(filter, 'completenessMin', 'completenessMax'),
    });
  }
  for (const key of FLAG_KEYS) {
    const value = filter[key];
    if (value == null) continue;
    chips.push({ key, label: value ? t.list.flags[key].yes : t.list.flags[key].no, without: omit(filter, key) });
  }
  return chips;
}
