import Clapperboard from '@lucide/svelte/icons/clapperboard';
import Layers from '@lucide/svelte/icons/layers';
import Tv from '@lucide/svelte/icons/tv';
import type { MovieSort } from '../../../contract/movies.ts';
import type { SeriesSort } from '../../../contract/series.ts';
import type { SetSort } from '../../../contract/sets.ts';
import { call } from '../../client/client.ts';
import { t } from '../../messages/t.ts';
import type { ListKind, ListSort, ListType } from './list-kind.ts';

const MOVIE_SORTS = ['title', 'year', 'added', 'completeness'] as const satisfies readonly MovieSort[];
const SERIES_SORTS = ['title', 'year', 'added', 'completeness', 'episodes'] as const satisfies readonly SeriesSort[];
const SET_SORTS = ['title', 'year', 'added', 'completeness', 'films'] as const satisfies readonly SetSort[];

function known<S extends ListSort>(sorts: readonly S[], sort: ListSort, otherwise: S): S {
  return sorts.find((candidate) => candidate === sort) ?? otherwise;
}

const movie: ListKind = {
  type: 'movie',
  words: t.list.of.movie,
  icon: Clapperboard,
  sorts: MOVIE_SORTS,
  flags: ['hasUnpublishedChanges', 'hasLocks', 'hasIssues'],
  columns: [
    { key: 'title', sort: 'title' },
    { key: 'year', sort: 'year' },
    { key: 'marks' },
    { key: 'state' },
    { key: 'completeness', sort: 'completeness' },
    { key: 'resolution' },
    { key: 'audio' },
    { key: 'runtime' },
    { key: 'mpaa' },
    { key: 'added', sort: 'added' },
  ],
  page: async ({ filter, sort, isDescending }, offset, limit) =>
    (await call('movies.page', { filter, sort: known(MOVIE_SORTS, sort, 'title'), isDescending, offset, limit })).rows,
  count: (filter) => call('movies.count', { filter }),
  rows: (ids) => call('movies.rows', { ids }),
  remove: async (ids) => (await call('movies.remove', { ids })).removed,
  restore: async (ids) => (await call('movies.restore', { ids })).restored,
};

const series: ListKind = {
  type: 'series',
  words: t.list.of.series,
  icon: Tv,
  sorts: SERIES_SORTS,
  flags: ['hasUnpublishedChanges', 'hasMissingEpisodes', 'hasLocks', 'hasIssues'],
  columns: [
    { key: 'title', sort: 'title' },
    { key: 'year', sort: 'year' },
    { key: 'marks' },
    { key: 'state' },
    { key: 'completeness', sort: 'completeness' },
    { key: 'status' },
    { key: 'seasons' },
    { key: 'episodes', sort: 'episodes' },
    { key: 'missing' },
    { key: 'added', sort: 'added' },
  ],
  page: async ({ filter, sort, isDescending }, offset, limit) =>
    (await call('series.page', { filter, sort: known(SERIES_SORTS, sort, 'title'), isDescending, offset, limit })).rows,
  count: (filter) => call('series.count', { filter }),
  rows: (ids) => call('series.rows', { ids }),
  remove: async (ids) => (await call('series.remove', { ids })).removed,
  restore: async (ids) => (await call('series.restore', { ids })).restored,
};

const set: ListKind = {
  type: 'set',
  words: t.list.of.set,
  icon: Layers,
  sorts: SET_SORTS,
  flags: ['hasUnpublishedChanges', 'hasMissingFilms', 'hasLocks', 'hasIssues'],
  columns: [
    { key: 'title', sort: 'title' },
    { key: 'year', sort: 'year' },
    { key: 'marks' },
    { key: 'state' },
    { key: 'completeness', sort: 'completeness' },
    { key: 'films', sort: 'films' },
    { key: 'missingFilms' },
    { key: 'added', sort: 'added' },
  ],
  page: async ({ filter, sort, isDescending }, offset, limit) =>
    (await call('sets.page', { filter, sort: known(SET_SORTS, sort, 'title'), isDescending, offset, limit })).rows,
  count: (filter) => call('sets.count', { filter }),
  rows: (ids) => call('sets.rows', { ids }),
  remove: async (ids) => (await call('sets.remove', { ids })).removed,
  restore: async (ids) => (await call('sets.restore', { ids })).restored,
};

/** The lists of the window. */
export const LIST_KINDS: Readonly<Record<ListType, ListKind>> = { movie, series, set };
