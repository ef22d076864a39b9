import type { SetFilter, SetRow, SetSort } from '../../contract/sets.ts';
import { imageTypesOf } from '../domain/asset-types.ts';
import { fieldsOf } from '../domain/item-fields.ts';
import { firstLetter, letterBounds, type ListClause, nextCursorOf, parseCursor, stateClause } from './list-query.ts';
import { ftsQuery } from './list-search.store.ts';
import type { ReadDb } from './open-database.ts';
import { indexNewest } from './search-index.ts';
import { prepare } from './sql.ts';

export interface SetPageRequest {
  filter: SetFilter;
  sort: SetSort;
  isDescending: boolean;
  after: string | null;
  offset: number;
  limit: number;
}

const LOCKS = [...fieldsOf('set'), ...imageTypesOf('set')].map((name) => `s.${name}_locked`).join(' + ');
const FILM_COUNT = '(SELECT count(*) FROM movies m WHERE m.set_id = s.id AND m.deleted_on IS NULL)';
/** What a provider knows of a set and no library holds. */
const MISSING_COUNT = `(SELECT count(DISTINCT p.tmdb_id) FROM set_parts p WHERE p.set_id = s.id
  AND NOT EXISTS (SELECT 1 FROM movies m WHERE m.tmdb_id = p.tmdb_id AND m.deleted_on IS NULL))`;
const yearBy = (aggregate: 'min' | 'max'): string => `(SELECT ${aggregate}(year) FROM (
  SELECT m.year FROM movies m WHERE m.set_id = s.id AND m.deleted_on IS NULL
  UNION ALL SELECT p.year FROM set_parts p WHERE p.set_id = s.id))`;

const SORTS: Readonly<Record<SetSort, string>> = {
  title: 's.sort_key',
  year: `coalesce(${yearBy('min')}, 0)`,
  added: 's.created_at',
  completeness: 's.completeness',
  films: FILM_COUNT,
};

function source(db: ReadDb, filter: SetFilter): ListClause & { from: string } {
  const { sql, params } = stateClause({ ...filter, libraryId: null }, 's');
  if (filter.libraryId !== null) {
    sql.push(
      'EXISTS (SELECT 1 FROM movies m WHERE m.set_id = s.id AND m.deleted_on IS NULL AND m.library_id = @libraryId)',
    );
    params['libraryId'] = filter.libraryId;
  }
  const add = (isWanted: boolean | null, condition: string): void => {
    if (isWanted !== null) sql.push(isWanted ? condition : `NOT ${condition}`);
  };
  add(filter.hasUnpublishedChanges, '(s.has_unpublished_changes = 1)');
  add(filter.hasLocks, `(${LOCKS} > 0)`);
  add(filter.hasIssues, `(s.scan_issues <> '[]')`);
  add(filter.hasMissingFilms, `(${MISSING_COUNT} > 0)`);
  const letter = firstLetter(filter.search);
  if (letter !== null) {
    sql.push('s.sort_key >= @letter AND s.sort_key < @afterLetter');
    return { from: 'sets s', sql, params: { ...params, ...letterBounds(letter) } };
  }
  const match = ftsQuery(filter.search);
  if (match === null) return { from: 'sets s', sql, params };
  indexNewest(db);
  sql.push('s.id IN (SELECT rowid FROM sets_fts WHERE sets_fts MATCH @match)');
  return { from: 'sets s', sql, params: { ...params, match } };
}

/** Ids of one page of sets, in order, and the cursor for the next. */
export function setPageIds(db: ReadDb, request: SetPageRequest): { ids: number[]; nextCursor: string | null } {
  const key = SORTS[request.sort];
  const { from, sql, params } = source(db, request.filter);
  const direction = request.isDescending ? 'DESC' : 'ASC';
  const cursor = parseCursor(request.after);
  if (cursor !== null) sql.push(`(${key}, s.id) ${request.isDescending ? '<' : '>'} (@cursorKey, @cursorId)`);
  const rows = prepare(
    db,
    'set.page',
    `SELECT s.id AS id, ${key} AS sortValue FROM ${from} WHERE ${sql.join(' AND ')}
     ORDER BY sortValue ${direction}, s.id ${direction} LIMIT @limit OFFSET @offset`,
  ).all({
    ...params,
    ...(cursor === null ? {} : { cursorKey: cursor.key, cursorId: cursor.id }),
    limit: request.limit,
    offset: cursor === null ? request.offset : 0,
  }) as { id: number; sortValue: string | number }[];
  return { ids: rows.map((row) => row.id), nextCursor: nextCursorOf(rows, request.limit) };
}

/** How many sets the filter leaves. */
export function countSets(db: ReadDb, filter: SetFilter): number {
  const { from, sql, params } = source(db, filter);
  return prepare(db, 'set.count', `SELECT count(*) FROM ${from} WHERE ${sql.join(' AND ')}`)
    .pluck()
    .get(params) as number;
}

interface Row {
  id: number;
  name: string;
  year: number | null;
  last_year: number | null;
  state: SetRow['state'];
  completeness: number;
  has_unpublished_changes: number;
  locks: number;
  issues: number;
  poster_hash: string | null;
  poster_color: string | null;
  film_count: number;
  missing_count: number;
  created_at: string;
  deleted_on: string | null;
}

const ROWS_SQL = `
  SELECT s.id, s.name, s.state, s.completeness, s.has_unpublished_changes, ${LOCKS} AS locks,
    json_array_length(s.scan_issues) AS issues, s.created_at, s.deleted_on,
    ${yearBy('min')} AS year, ${yearBy('max')} AS last_year, ${FILM_COUNT} AS film_count, ${MISSING_COUNT} AS missing_count,
    p.content_hash AS poster_hash, ci.dominant_color AS poster_color
  FROM json_each(@ids) wanted
  CROSS JOIN sets s ON s.id = wanted.value
  LEFT JOIN asset_candidates p ON p.id = (
    SELECT c.id FROM asset_candidates c
    WHERE c.entity_type = 'set' AND c.entity_id = s.id AND c.asset_type = 'poster' AND c.is_selected = 1
    ORDER BY c.selected_rank LIMIT 1)
  LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash
  ORDER BY wanted.key`;

/** What lists show of each set, in the order of the ids. Ids that do not exist are left out. */
export function setRowsById(db: ReadDb, ids: readonly number[]): SetRow[] {
  const rows = prepare(db, 'set.rows', ROWS_SQL).all({ ids: JSON.stringify(ids) }) as Row[];
  return rows.map((row) => ({
    id: row.id,
    title: row.name,
    year: row.year,
    lastYear: row.last_year,
    state: row.state,
    completeness: row.completeness,
    hasUnpublishedChanges: row.has_unpublished_changes === 1,
    isLocked: row.locks > 0,
    issueCount: row.issues,
    posterHash: row.poster_hash,
    posterColor: row.poster_color,
    filmCount: row.film_count,
    missingFilmCount: row.missing_count,
    addedAt: row.created_at,
    deletedOn: row.deleted_on,
  }));
}
