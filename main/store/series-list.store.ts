import type { SeriesFilter, SeriesRow, SeriesSort } from '../../contract/series.ts';
import type { ReadDb } from './open-database.ts';
import { firstLetter, letterBounds, type ListClause, nextCursorOf, parseCursor, stateClause } from './list-query.ts';
import { searchHits } from './list-search.store.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

const EPISODE_COUNT = `(SELECT count(*) FROM episodes e INDEXED BY idx_episodes_tree
  WHERE e.series_id = s.id AND e.deleted_on IS NULL AND e.file_path IS NOT NULL)`;

/**
 * What each list is sorted by. The columns have covering indexes that also hold what a filter can ask of the show; how
 * many episodes it has is counted from theirs.
 */
const SORTS: Record<SeriesSort, { key: string; index: string }> = {
  title: { key: 's.sort_key', index: 'idx_series_list_title' },
  year: { key: 's.sort_year', index: 'idx_series_list_year' },
  added: { key: 's.created_at', index: 'idx_series_list_added' },
  completeness: { key: 's.completeness', index: 'idx_series_list_completeness' },
  episodes: { key: EPISODE_COUNT, index: 'idx_series_list_title' },
};

export interface SeriesPageRequest {
  filter: SeriesFilter;
  sort: SeriesSort;
  isDescending: boolean;
  after: string | null;
  offset: number;
  limit: number;
}

interface Source extends ListClause {
  from: string;
}

/** A condition on the show, one of its seasons or one of its live episodes, read from the index named. */
function anywhere(condition: (alias: string) => string, episodeIndex: string): string {
  return `(${condition('s')} OR EXISTS (SELECT 1 FROM seasons n WHERE n.series_id = s.id AND ${condition('n')})
    OR EXISTS (SELECT 1 FROM episodes e INDEXED BY ${episodeIndex}
      WHERE e.series_id = s.id AND e.deleted_on IS NULL AND ${condition('e')}))`;
}

const UNPUBLISHED = anywhere((alias) => `${alias}.has_unpublished_changes = 1`, 'idx_episodes_unpublished');
const LOCKED = anywhere((alias) => `${alias}.lock_count > 0`, 'idx_episodes_tree');
const TROUBLED = anywhere((alias) => `${alias}.issue_count > 0`, 'idx_episodes_tree');
const INCOMPLETE = `EXISTS (SELECT 1 FROM episodes e INDEXED BY idx_episodes_missing WHERE e.series_id = s.id
  AND e.deleted_on IS NULL AND e.file_path IS NULL AND e.season_number > 0 AND e.aired <= @today)`;

function filterClause(filter: SeriesFilter): ListClause {
  const clause = stateClause(filter, 's');
  const add = (isWanted: boolean | null, condition: string): void => {
    if (isWanted !== null) clause.sql.push(isWanted ? condition : `NOT ${condition}`);
  };
  add(filter.hasUnpublishedChanges, UNPUBLISHED);
  add(filter.hasLocks, LOCKED);
  add(filter.hasIssues, TROUBLED);
  add(filter.hasMissingEpisodes, INCOMPLETE);
  if (filter.hasMissingEpisodes !== null) clause.params['today'] = today();
  return clause;
}

function source(db: ReadDb, filter: SeriesFilter, sort: SeriesSort): Source {
  const { sql, params } = filterClause(filter);
  const indexed = (by: SeriesSort): string => `series s ${filter.isDeleted ? '' : `INDEXED BY ${SORTS[by].index}`}`;
  const letter = firstLetter(filter.search);
  if (letter !== null) {
    sql.push('s.sort_key >= @letter AND s.sort_key < @afterLetter');
    return { from: indexed('title'), sql, params: { ...params, ...letterBounds(letter) } };
  }
  const hits = searchHits(db, 'series', filter.search);
  if (hits === null) return { from: indexed(sort), sql, params };
  return {
    from: 'json_each(@hits) h CROSS JOIN series s ON s.id = h.value',
    sql,
    params: { ...params, hits: hits.idsJson },
  };
}

/** Ids of one page, in order, and the cursor for the next. */
export function seriesPageIds(db: ReadDb, request: SeriesPageRequest): { ids: number[]; nextCursor: string | null } {
  const { key } = SORTS[request.sort];
  const { from, sql, params } = source(db, request.filter, request.sort);
  const direction = request.isDescending ? 'DESC' : 'ASC';
  const cursor = parseCursor(request.after);
  if (cursor !== null) sql.push(`(${key}, s.id) ${request.isDescending ? '<' : '>'} (@cursorKey, @cursorId)`);
  const rows = prepare(
    db,
    'series.page',
    `SELECT s.id AS id, ${key} AS sortValue FROM ${from} WHERE ${sql.join(' AND ')}
     ORDER BY ${key} ${direction}, s.id ${direction} LIMIT @limit OFFSET @offset`,
  ).all({
    ...params,
    ...(cursor === null ? {} : { cursorKey: cursor.key, cursorId: cursor.id }),
    limit: request.limit,
    offset: cursor === null ? request.offset : 0,
  }) as { id: number; sortValue: string | number }[];
  return { ids: rows.map((row) => row.id), nextCursor: nextCursorOf(rows, request.limit) };
}

/** How many shows the filter leaves. */
export function countSeries(db: ReadDb, filter: SeriesFilter): number {
  const { from, sql, params } = source(db, filter, 'title');
  return prepare(db, 'series.count', `SELECT count(*) FROM ${from} WHERE ${sql.join(' AND ')}`)
    .pluck()
    .get(params) as number;
}

interface Row {
  id: number;
  title: string;
  year: number | null;
  state: SeriesRow['state'];
  completeness: number;
  has_unpublished: number;
  locks: number;
  issues: number;
  poster_hash: string | null;
  poster_color: string | null;
  series_status: string | null;
  mpaa: string | null;
  season_count: number;
  episode_count: number;
  missing_count: number;
  directory_path: string;
  created_at: string;
  deleted_on: string | null;
}

/** One pass over the episodes' index for all rows of a page. */
const ROWS_SQL = `
  WITH below AS MATERIALIZED (
    SELECT e.series_id, max(e.has_unpublished_changes) AS unpublished, sum(e.lock_count) AS locks, sum(e.issue_count) AS issues,
      sum(e.file_path IS NOT NULL) AS files,
      sum(e.file_path IS NULL AND e.season_number > 0 AND e.aired IS NOT NULL AND e.aired <= @today) AS missing
    FROM json_each(@ids) wanted
    CROSS JOIN episodes e INDEXED BY idx_episodes_tree ON e.series_id = wanted.value AND e.deleted_on IS NULL
    GROUP BY e.series_id
  ), between_them AS MATERIALIZED (
    SELECT n.series_id, max(n.has_unpublished_changes) AS unpublished, sum(n.lock_count) AS locks, sum(n.issue_count) AS issues
    FROM json_each(@ids) wanted CROSS JOIN seasons n ON n.series_id = wanted.value
    GROUP BY n.series_id
  )
  SELECT s.id, s.title, s.year, s.state, s.completeness, s.series_status, s.mpaa, s.directory_path, s.created_at, s.deleted_on,
    max(s.has_unpublished_changes, coalesce(b.unpublished, 0), coalesce(n.unpublished, 0)) AS has_unpublished,
    s.lock_count + coalesce(b.locks, 0) + coalesce(n.locks, 0) AS locks,
    s.issue_count + coalesce(b.issues, 0) + coalesce(n.issues, 0) AS issues,
    coalesce(b.files, 0) AS episode_count, coalesce(b.missing, 0) AS missing_count,
    (SELECT count(*) FROM (
      SELECT season_number FROM seasons WHERE series_id = s.id AND season_number > 0
      UNION SELECT season_number FROM episodes INDEXED BY idx_episodes_tree
        WHERE series_id = s.id AND season_number > 0 AND deleted_on IS NULL)) AS season_count,
    p.content_hash AS poster_hash, ci.dominant_color AS poster_color
  FROM json_each(@ids) wanted
  CROSS JOIN series s ON s.id = wanted.value
  LEFT JOIN below b ON b.series_id = s.id
  LEFT JOIN between_them n ON n.series_id = s.id
  LEFT JOIN asset_candidates p ON p.id = (
    SELECT c.id FROM asset_candidates c
    WHERE c.entity_type = 'series' AND c.entity_id = s.id AND c.asset_type = 'poster' AND c.is_selected = 1
    ORDER BY c.selected_rank LIMIT 1)
  LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash
  ORDER BY wanted.key`;

/** What lists show of each show, in the order of the ids. Ids that do not exist are left out. */
export function seriesRowsById(db: ReadDb, ids: readonly number[]): SeriesRow[] {
  const rows = prepare(db, 'series.rows', ROWS_SQL).all({ ids: JSON.stringify(ids), today: today() }) as Row[];
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    year: row.year,
    state: row.state,
    completeness: row.completeness,
    hasUnpublishedChanges: row.has_unpublished === 1,
    isLocked: row.locks > 0,
    issueCount: row.issues,
    posterHash: row.poster_hash,
    posterColor: row.poster_color,
    status: row.series_status,
    mpaa: row.mpaa,
    seasonCount: row.season_count,
    episodeCount: row.episode_count,
    missingCount: row.missing_count,
    directoryPath: row.directory_path,
    addedAt: row.created_at,
    deletedOn: row.deleted_on,
  }));
}

/** Dates of the first broadcast are days without a time zone; UTC's day is as good as any. */
function today(): string {
  return nowTimestamp().slice(0, 10);
}
