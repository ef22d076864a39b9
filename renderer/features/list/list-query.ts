import type { MediaState } from '../../../contract/primitives.ts';
import { MediaStates } from '../../lib/media-states.ts';
import type { ListFilter, ListFlag, ListKind, ListQuery } from './list-kind.ts';

const FLAGS = {
  unpublished: 'hasUnpublishedChanges',
  locked: 'hasLocks',
  issues: 'hasIssues',
  missing: 'hasMissingEpisodes',
  gaps: 'hasMissingFilms',
} as const satisfies Record<string, ListFlag>;

function isState(text: string): text is MediaState {
  return (MediaStates as readonly string[]).includes(text);
}

function integer(text: string | null, min: number, max: number): number | undefined {
  if (text === null || !/^\d{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

/** Writes a query into address parameters, leaving out what is not set. */
export function listQueryToParams(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  const { filter } = query;
  if (filter.search) params.set('q', filter.search);
  if (filter.libraryId) params.set('library', String(filter.libraryId));
  if (filter.states?.length) params.set('state', filter.states.join(','));
  if (filter.completenessMin != null) params.set('min', String(filter.completenessMin));
  if (filter.completenessMax != null) params.set('max', String(filter.completenessMax));
  for (const [name, key] of Object.entries(FLAGS)) {
    const value = filter[key];
    if (value != null) params.set(name, value ? '1' : '0');
  }
  if (query.sort !== 'title') params.set('sort', query.sort);
  if (query.isDescending) params.set('desc', '1');
  return params;
}

/** Reads a query from address parameters; what makes no sense, or not in this list, is left out. */
export function listQueryFromParams(params: URLSearchParams, kind: Pick<ListKind, 'sorts' | 'flags'>): ListQuery {
  const filter: ListFilter = {};
  const search = params.get('q');
  if (search) filter.search = search.slice(0, 200);
  const libraryId = integer(params.get('library'), 1, Number.MAX_SAFE_INTEGER);
  if (libraryId !== undefined) filter.libraryId = libraryId;
  const states = (params.get('state') ?? '').split(',').filter(isState);
  if (states.length > 0) filter.states = states;
  const min = integer(params.get('min'), 0, 100);
  if (min !== undefined) filter.completenessMin = min;
  const max = integer(params.get('max'), 0, 100);
  if (max !== undefined) filter.completenessMax = max;
  for (const [name, key] of Object.entries(FLAGS)) {
    const value = params.get(name);
    if (!kind.flags.includes(key)) continue;
    if (value === '1' || value === '0') filter[key] = value === '1';
  }
  const sort = kind.sorts.find((candidate) => candidate === params.get('sort')) ?? 'title';
  return { filter, sort, isDescending: params.get('desc') === '1' };
}

/** True when anything narrows the list. */
export function isFiltered(filter: ListFilter): boolean {
  return [...listQueryToParams({ filter, sort: 'title', isDescending: false }).keys()].length > 0;
}
