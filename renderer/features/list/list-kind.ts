import type { Component } from 'svelte';
import type { MovieFilterInput, MovieRow, MovieSort } from '../../../contract/movies.ts';
import type { SeriesFilterInput, SeriesRow, SeriesSort } from '../../../contract/series.ts';
import type { SetFilterInput, SetRow, SetSort } from '../../../contract/sets.ts';
import type { t } from '../../messages/t.ts';

export type ListType = 'movie' | 'series' | 'set';
export type ListRow = MovieRow | SeriesRow | SetRow;
export type ListSort = MovieSort | SeriesSort | SetSort;
/** What narrows any of the lists; a list offers the parts that it knows (`flags`). */
export type ListFilter = MovieFilterInput & SeriesFilterInput & SetFilterInput;
export type ListFlag = 'hasUnpublishedChanges' | 'hasLocks' | 'hasIssues' | 'hasMissingEpisodes' | 'hasMissingFilms';

/** What a list shows and in which order; it lives in the address, so that back and forward work. */
export interface ListQuery {
  filter: ListFilter;
  sort: ListSort;
  isDescending: boolean;
}

/** A column of the table that only this kind of list has, or that another one lacks. */
export interface ListColumn {
  key: keyof typeof t.list.columns;
  sort?: ListSort;
}

/** All that tells one list from another: its calls, its words, what it can be sorted and narrowed by. Calls throw what the core refuses. */
export interface ListKind {
  type: ListType;
  words: (typeof t.list.of)['movie'];
  icon: Component<{ size?: number | string; strokeWidth?: number | string }>;
  sorts: readonly ListSort[];
  flags: readonly ListFlag[];
  columns: readonly ListColumn[];
  page(query: ListQuery, offset: number, limit: number): Promise<ListRow[]>;
  count(filter: ListFilter): Promise<{ matching: number; total: number }>;
  /** Rows by id; unknown ids are left out. At most 500 at once. */
  rows(ids: number[]): Promise<ListRow[]>;
  remove(ids: number[]): Promise<number>;
  restore(ids: number[]): Promise<number>;
}
