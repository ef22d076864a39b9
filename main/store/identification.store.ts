import type { Guess, IdentifiableRef, InboxEntry } from '../../contract/identification.ts';
import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** What a search (or a look at its ids) came to, of an item that waits. */
export interface WaitingResult {
  reason: Exclude<InboxEntry['reason'], 'unasked'>;
  message: string | null;
  problem: InboxEntry['problem'];
  /** Best first. */
  guesses: readonly Guess[];
}

/** An item in the inbox, in the boundary's shape but for its place on the disk. */
export interface WaitingItem extends Omit<InboxEntry, 'path'> {
  /** Absolute: a film's video, a show's folder. */
  filePath: string;
  libraryPath: string;
}

/** States of items that nobody has identified; the partial indexes idx_*_waiting name them as well. */
export const WAITING_STATES = ['discovered', 'needs_identification', 'error_parse'] as const;
const IS_WAITING = `deleted_on IS NULL AND state IN ('discovered', 'needs_identification', 'error_parse')`;

/** Factors of identifications.rank. */
const PER_CONFIDENCE = 2 ** 44;
const SERIES_OFFSET = 2 ** 43;
/** Behind everything that was searched for. */
const UNASKED = 101 * PER_CONFIDENCE;

export function keepIdentification(db: WriteDb, item: IdentifiableRef, libraryId: number, result: WaitingResult): void {
  prepare(
    db,
    'identification.keep',
    `INSERT INTO identifications (entity_type, entity_id, library_id, reason, message, problem, guesses, confidence, searched_at)
     VALUES (@type, @id, @libraryId, @reason, @message, @problem, @guesses, @confidence, @now)
     ON CONFLICT (entity_type, entity_id) DO UPDATE SET library_id = excluded.library_id, reason = excluded.reason,
       message = excluded.message, problem = excluded.problem, guesses = excluded.guesses,
       confidence = excluded.confidence, searched_at = excluded.searched_at`,
  ).run({
    type: item.type,
    id: item.id,
    libraryId,
    reason: result.reason,
    message: result.message,
    problem: result.problem,
    guesses: JSON.stringify(result.guesses),
    confidence: result.guesses[0]?.confidence ?? 0,
    now: nowTimestamp(),
  });
}

/** The last search's result; null when nobody has searched, or the item waits no more. */
export function identificationOf(db: ReadDb, item: IdentifiableRef): (WaitingResult & { searchedAt: string }) | null {
  const row = prepare(
    db,
    'identification.of',
    'SELECT reason, message, problem, guesses, searched_at FROM identifications WHERE entity_type = ? AND entity_id = ?',
  ).get(item.type, item.id) as SearchRow | undefined;
  if (row === undefined) return null;
  return {
    reason: row.reason,
    message: row.message,
    problem: row.problem,
    guesses: JSON.parse(row.guesses) as Guess[],
    searchedAt: row.searched_at,
  };
}

interface SearchRow {
  reason: WaitingResult['reason'];
  message: string | null;
  problem: WaitingResult['problem'];
  guesses: string;
  searched_at: string;
}

/** How many live items wait, in one library or in all. */
export function countWaiting(db: ReadDb, libraryId: number | null): number {
  return (['movies', 'series'] as const)
    .map((table) => prepare(db, 'inbox.count', countSql(table)).pluck().get({ libraryId }) as number)
    .reduce((sum, count) => sum + count, 0);
}

function countSql(table: 'movies' | 'series'): string {
  return `SELECT count(*) FROM ${table} INDEXED BY idx_${table}_waiting
    WHERE ${IS_WAITING} AND (@libraryId IS NULL OR library_id = @libraryId)`;
}

interface Position {
  type: IdentifiableRef['type'];
  id: number;
  rank: number;
}

/** Items that wait, best guesses first, those that nobody has searched for last; `after` is the last one's rank. */
export function pageWaiting(
  db: ReadDb,
  request: { libraryId: number | null; after: number | null; limit: number },
): { items: WaitingItem[]; nextAfter: number | null } {
  const positions = positionsAfter(db, { ...request, after: request.after ?? 0, limit: request.limit + 1 });
  const page = positions.slice(0, request.limit);
  const last = page.at(-1);
  return {
    items: page.flatMap((position) => itemAt(db, position) ?? []),
    nextAfter: positions.length > request.limit && last !== undefined ? last.rank : null,
  };
}

/** The same without what is known of them: for jobs, which take them in slices. */
export function waitingAfter(
  db: ReadDb,
  request: { libraryId: number | null; after: number; limit: number },
): { item: IdentifiableRef; rank: number }[] {
  return positionsAfter(db, request).map(({ type, id, rank }) => ({ item: { type, id }, rank }));
}

function positionsAfter(db: ReadDb, request: { libraryId: number | null; after: number; limit: number }): Position[] {
  const { libraryId, after, limit } = request;
  const searched =
    after >= UNASKED
      ? []
      : (prepare(db, 'inbox.searched', searchedSql(libraryId !== null)).all({
          ...(libraryId === null ? {} : { libraryId }),
          after,
          limit,
        }) as Position[]);
  if (searched.length === limit) return searched;
  const movies =
    after >= UNASKED + SERIES_OFFSET ? [] : unasked(db, 'movie', libraryId, after, limit - searched.length);
  const soFar = [...searched, ...movies];
  if (soFar.length === limit) return soFar;
  return [...soFar, ...unasked(db, 'series', libraryId, after, limit - soFar.length)];
}

function searchedSql(isOfLibrary: boolean): string {
  return `SELECT i.entity_type AS type, i.entity_id AS id, i.rank AS rank
    FROM identifications i INDEXED BY ${isOfLibrary ? 'idx_identifications_library' : 'idx_identifications_rank'}
    WHERE i.rank > @after ${isOfLibrary ? 'AND i.library_id = @libraryId' : ''}
      AND CASE i.entity_type
        WHEN 'movie' THEN EXISTS (SELECT 1 FROM movies m WHERE m.id = i.entity_id AND m.deleted_on IS NULL)
        ELSE EXISTS (SELECT 1 FROM series s WHERE s.id = i.entity_id AND s.deleted_on IS NULL) END
    ORDER BY i.rank LIMIT @limit`;
}

function unasked(
  db: ReadDb,
  type: IdentifiableRef['type'],
  libraryId: number | null,
  after: number,
  limit: number,
): Position[] {
  const offset = UNASKED + (type === 'series' ? SERIES_OFFSET : 0);
  const ids = prepare(db, 'inbox.unasked', unaskedSql(type))
    .pluck()
    .all({ libraryId, after: Math.max(0, after - offset), limit }) as number[];
  return ids.map((id) => ({ type, id, rank: offset + id }));
}

function unaskedSql(type: IdentifiableRef['type']): string {
  const table = type === 'movie' ? 'movies' : 'series';
  return `SELECT t.id FROM ${table} t INDEXED BY idx_${table}_waiting
    WHERE t.deleted_on IS NULL AND t.state IN ('discovered', 'needs_identification', 'error_parse') AND t.id > @after
      AND (@libraryId IS NULL OR t.library_id = @libraryId)
      AND NOT EXISTS (SELECT 1 FROM identifications i WHERE i.entity_type = '${type}' AND i.entity_id = t.id)
    ORDER BY t.id LIMIT @limit`;
}

interface ItemRow {
  title: string;
  year: number | null;
  library_id: number;
  library_path: string;
  path: string;
  poster_hash: string | null;
}

function itemAt(db: ReadDb, { type, id }: Position): WaitingItem | null {
  const [table, path] = type === 'movie' ? ['movies', 'file_path'] : ['series', 'directory_path'];
  const row = prepare(
    db,
    'inbox.item',
    `SELECT t.title, t.year, t.library_id, l.path AS library_path, t.${path} AS path, (
       SELECT c.content_hash FROM asset_candidates c
       WHERE c.entity_type = '${type}' AND c.entity_id = t.id AND c.asset_type = 'poster' AND c.is_selected = 1
       ORDER BY c.selected_rank LIMIT 1) AS poster_hash
     FROM ${table} t JOIN libraries l ON l.id = t.library_id WHERE t.id = ?`,
  ).get(id) as ItemRow | undefined;
  if (row === undefined) return null;
  const search = identificationOf(db, { type, id });
  return {
    item: { type, id },
    title: row.title,
    year: row.year,
    libraryId: row.library_id,
    filePath: row.path,
    libraryPath: row.library_path,
    posterHash: row.poster_hash,
    reason: search?.reason ?? 'unasked',
    message: search?.message ?? null,
    problem: search?.problem ?? null,
    guesses: [...(search?.guesses ?? [])],
    searchedAt: search?.searchedAt ?? null,
  };
}

const OF_PROVIDERS = `provider IN ('tmdb', 'tvdb', 'fanart.tv', 'omdb')`;

/**
 * Forgets what providers said of an item, and of the seasons and episodes of a show: answers, who was asked, images and
 * trailers. What a person has rejected stays.
 * @param isKept whether what is selected of a type stays: it is locked, or a person has chosen it
 */
export function forgetAnswers(
  db: WriteDb,
  item: IdentifiableRef,
  isKept: (entity: ItemRef, assetType: string) => boolean,
): void {
  const below = item.type === 'series' ? (['series', 'season', 'episode'] as const) : (['movie'] as const);
  for (const type of below) {
    const ids = {
      movie: '(@id)',
      series: '(@id)',
      season: '(SELECT id FROM seasons WHERE series_id = @id)',
      episode: '(SELECT id FROM episodes WHERE series_id = @id)',
    }[type];
    const owned = `entity_type = '${type}' AND entity_id IN ${ids} AND ${OF_PROVIDERS}`;
    prepare(db, 'identification.forgetRecords', `DELETE FROM provider_records WHERE ${owned}`).run({ id: item.id });
    prepare(db, 'identification.forgetAsks', `DELETE FROM provider_asks WHERE ${owned}`).run({ id: item.id });
    prepare(
      db,
      'identification.forgetOffers',
      `DELETE FROM asset_candidates WHERE ${owned} AND is_rejected = 0 AND is_selected = 0`,
    ).run({ id: item.id });
    const selected = prepare(
      db,
      'identification.selectedOffers',
      `SELECT id, entity_id AS entityId, asset_type AS assetType FROM asset_candidates WHERE ${owned} AND is_selected = 1`,
    ).all({ id: item.id }) as { id: number; entityId: number; assetType: string }[];
    for (const { id, entityId, assetType } of selected) {
      if (isKept({ type, id: entityId }, assetType)) continue;
      prepare(db, 'identification.forgetOffer', 'DELETE FROM asset_candidates WHERE id = ?').run(id);
    }
  }
}
