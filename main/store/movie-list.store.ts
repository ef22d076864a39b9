import type { MovieFilter, MovieRow, MovieSort } from '../../contract/movies.ts';
import { audioLabel, resolutionLabel } from '../domain/stream-labels.ts';
import { wholeMinutes } from '../domain/whole-minutes.ts';
import type { ReadDb } from './open-database.ts';
import { firstLetter, letterBounds, type ListClause, nextCursorOf, parseCursor, stateClause } from './list-query.ts';
import { searchHits } from './list-search.store.ts';
import { prepare } from './sql.ts';

/** The column each list is sorted by. Each has a covering index that also holds every column a filter can ask for. */
const SORTS: Record<MovieSort, { column: string; index: string }> = {
  title: { column: 'sort_key', index: 'idx_movies_list_title' },
  year: { column: 'sort_year', index: 'idx_movies_list_year' },
  added: { column: 'created_at', index: 'idx_movies_list_added' },
  completeness: { column: 'completeness', index: 'idx_movies_list_completeness' },
};

export interface PageRequest {
  filter: MovieFilter;
  sort: MovieSort;
  isDescending: boolean;
  after: string | null;
  offset: number;
  limit: number;
}

/** Above this many hits it is cheaper to walk the list in order and test each film than to sort the hits. */
const BROAD_SEARCH = 1_500;

function source(
  db: ReadDb,
  filter: MovieFilter,
  sort: MovieSort,
): { from: string; where: string; params: ListClause['params'] } {
  const { sql, params } = stateClause(filter, 'm');
  if (filter.hasUnpublishedChanges !== null) {
    sql.push(`m.has_unpublished_changes = ${filter.hasUnpublishedChanges ? '1' : '0'}`);
  }
  if (filter.hasLocks !== null) sql.push(filter.hasLocks ? 'm.lock_count > 0' : 'm.lock_count = 0');
  if (filter.hasIssues !== null) sql.push(filter.hasIssues ? 'm.issue_count > 0' : 'm.issue_count = 0');
  const indexed = filter.isDeleted ? '' : `INDEXED BY ${SORTS[sort].index}`;
  const letter = firstLetter(filter.search);
  if (letter !== null) {
    sql.push('m.sort_key >= @letter AND m.sort_key < @afterLetter');
    const bounds = letterBounds(letter);
    return {
      from: `movies m ${filter.isDeleted ? '' : `INDEXED BY ${SORTS.title.index}`}`,
      where: sql.join(' AND '),
      params: { ...params, ...bounds },
    };
  }
  const hits = searchHits(db, 'movie', filter.search);
  if (hits === null) return { from: `movies m ${indexed}`, where: sql.join(' AND '), params };
  if (hits.count <= BROAD_SEARCH) {
    return {
      from: 'json_each(@hits) h CROSS JOIN movies m ON m.id = h.value',
      where: sql.join(' AND '),
      params: { ...params, hits: hits.idsJson },
    };
  }
  sql.push('m.id IN (SELECT value FROM json_each(@hits))');
  return { from: `movies m ${indexed}`, where: sql.join(' AND '), params: { ...params, hits: hits.idsJson } };
}

/** Ids of one page, in order, and the cursor for the next. */
export function pageIds(db: ReadDb, request: PageRequest): { ids: number[]; nextCursor: string | null } {
  const { column } = SORTS[request.sort];
  const { from, where, params } = source(db, request.filter, request.sort);
  const direction = request.isDescending ? 'DESC' : 'ASC';
  const cursor = parseCursor(request.after);
  const beyond =
    cursor === null ? '' : `AND (m.${column}, m.id) ${request.isDescending ? '<' : '>'} (@cursorKey, @cursorId)`;
  const sql = `SELECT m.id AS id, m.${column} AS sortValue FROM ${from} WHERE ${where} ${beyond}
    ORDER BY m.${column} ${direction}, m.id ${direction} LIMIT @limit OFFSET @offset`;
  const rows = prepare(db, `movie.page`, sql).all({
    ...params,
    ...(cursor === null ? {} : { cursorKey: cursor.key, cursorId: cursor.id }),
    limit: request.limit,
    offset: cursor === null ? request.offset : 0,
  }) as { id: number; sortValue: string | number }[];
  return { ids: rows.map((row) => row.id), nextCursor: nextCursorOf(rows, request.limit) };
}

/** How many films the filter leaves. */
export function countMatching(db: ReadDb, filter: MovieFilter): number {
  const hits = firstLetter(filter.search) === null ? searchHits(db, 'movie', filter.search) : null;
  if (hits !== null && isSearchAlone(filter)) return hits.count - countDeleted(db, hits.idsJson);
  const { from, where, params } = source(db, filter, 'title');
  const row = prepare(db, 'movie.count', `SELECT count(*) AS n FROM ${from} WHERE ${where}`).get(params) as {
    n: number;
  };
  return row.n;
}

/** Nothing but words narrows the list: then what is not in the trash need not be looked at one by one. */
function isSearchAlone(filter: MovieFilter): boolean {
  const { search: _search, states, isDeleted, ...rest } = filter;
  return !isDeleted && states.length === 0 && Object.values(rest).every((value) => value === null);
}

function countDeleted(db: ReadDb, idsJson: string): number {
  return prepare(
    db,
    'movie.countDeleted',
    `SELECT count(*) FROM movies INDEXED BY idx_movies_deleted_on
     WHERE deleted_on IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .get(idsJson) as number;
}

interface Row {
  id: number;
  title: string;
  year: number | null;
  state: MovieRow['state'];
  completeness: number;
  has_unpublished_changes: number;
  lock_count: number;
  issue_count: number;
  runtime: number | null;
  mpaa: string | null;
  directory_path: string;
  created_at: string;
  deleted_on: string | null;
  poster_hash: string | null;
  poster_color: string | null;
  width: number | null;
  height: number | null;
  hdr_type: string | null;
  duration_seconds: number | null;
  audio_codec: string | null;
  audio_channels: number | null;
}

const ROWS_SQL = `
  SELECT m.id, m.title, m.year, m.state, m.completeness, m.has_unpublished_changes, m.lock_count, m.issue_count,
         m.runtime, m.mpaa, m.directory_path, m.created_at, m.deleted_on,
         p.content_hash AS poster_hash, ci.dominant_color AS poster_color,
         v.width, v.height, v.hdr_type, v.duration_seconds, a.codec AS audio_codec, a.channels AS audio_channels
  FROM json_each(@ids) wanted
  CROSS JOIN movies m ON m.id = wanted.value
  LEFT JOIN asset_candidates p ON p.id = (
    SELECT c.id FROM asset_candidates c
    WHERE c.entity_type = 'movie' AND c.entity_id = m.id AND c.asset_type = 'poster' AND c.is_selected = 1
    ORDER BY c.selected_rank LIMIT 1)
  LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash
  LEFT JOIN video_streams v ON v.id = (
    SELECT s.id FROM video_streams s LEFT JOIN media_files f ON f.id = s.media_file_id
    WHERE s.entity_type = 'movie' AND s.entity_id = m.id
    ORDER BY f.file_path IS NOT m.file_path, f.part, s.id LIMIT 1)
  LEFT JOIN audio_streams a ON a.id = (
    SELECT s.id FROM audio_streams s WHERE s.entity_type = 'movie' AND s.entity_id = m.id AND s.media_file_id IS v.media_file_id
    ORDER BY s.is_default DESC, s.stream_index LIMIT 1)
  ORDER BY wanted.key`;

/** What lists show of each film, in the order of the ids. Ids that do not exist are left out. */
export function rowsById(db: ReadDb, ids: readonly number[]): MovieRow[] {
  const rows = prepare(db, 'movie.rows', ROWS_SQL).all({ ids: JSON.stringify(ids) }) as Row[];
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    year: row.year,
    state: row.state,
    completeness: row.completeness,
    hasUnpublishedChanges: row.has_unpublished_changes === 1,
    isLocked: row.lock_count > 0,
    issueCount: row.issue_count,
    posterHash: row.poster_hash,
    posterColor: row.poster_color,
    resolution: resolutionLabel(row.width, row.height),
    hdrType: row.hdr_type,
    audio: audioLabel(row.audio_codec, row.audio_channels),
    runtime: row.runtime ?? wholeMinutes(row.duration_seconds),
    mpaa: row.mpaa,
    directoryPath: row.directory_path,
    addedAt: row.created_at,
    deletedOn: row.deleted_on,
  }));
}
