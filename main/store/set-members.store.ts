import type { MemberOrder } from '../../contract/sets.ts';
import type { MediaState } from '../../contract/primitives.ts';
import type { KnownPart } from '../domain/set-members.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** A live film of a set, with what lists show of it. */
export interface MemberFilm {
  movieId: number;
  tmdbId: number | null;
  title: string;
  year: number | null;
  premiered: string | null;
  position: number | null;
  state: MediaState;
  hasUnpublishedChanges: number;
  libraryName: string;
  posterHash: string | null;
  posterColor: string | null;
}

/** The live films of a set, in no order that means anything. */
export function memberFilms(db: ReadDb, setId: number): MemberFilm[] {
  return prepare(
    db,
    'setMember.films',
    `SELECT m.id AS movieId, m.tmdb_id AS tmdbId, m.title, m.year, m.premiered, m.set_position AS position, m.state,
       m.has_unpublished_changes AS hasUnpublishedChanges, l.name AS libraryName, p.content_hash AS posterHash,
       ci.dominant_color AS posterColor
     FROM movies m JOIN libraries l ON l.id = m.library_id
     LEFT JOIN asset_candidates p ON p.id = (
       SELECT c.id FROM asset_candidates c
       WHERE c.entity_type = 'movie' AND c.entity_id = m.id AND c.asset_type = 'poster' AND c.is_selected = 1
       ORDER BY c.selected_rank LIMIT 1)
     LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash
     WHERE m.set_id = ? AND m.deleted_on IS NULL ORDER BY m.id`,
  ).all(setId) as MemberFilm[];
}

/** Ids of the films of a set, live ones and those in the trash. */
export function memberIds(db: ReadDb, setId: number): number[] {
  return prepare(db, 'setMember.ids', 'SELECT id FROM movies WHERE set_id = ? ORDER BY id')
    .pluck()
    .all(setId) as number[];
}

/** The first of these ids that no film has, live or in the trash; null when all are films. */
export function missingFilm(db: ReadDb, ids: readonly number[]): number | null {
  const id = prepare(
    db,
    'setMember.missing',
    'SELECT value FROM json_each(?) wanted WHERE NOT EXISTS (SELECT 1 FROM movies m WHERE m.id = wanted.value) LIMIT 1',
  )
    .pluck()
    .get(JSON.stringify(ids)) as number | undefined;
  return id ?? null;
}

/** What providers know of a set's films, each once, in the order of the provider that knows most of them. */
export function partsOf(db: ReadDb, setId: number): KnownPart[] {
  const rows = prepare(
    db,
    'setMember.parts',
    `SELECT tmdb_id AS tmdbId, title, year, position FROM set_parts WHERE set_id = ? ORDER BY position, tmdb_id`,
  ).all(setId) as KnownPart[];
  return [...new Map(rows.toReversed().map((part) => [part.tmdbId, part])).values()].toReversed();
}

/** Makes exactly these what a provider knows of a set's films; they are in order of release. */
export function putParts(
  db: WriteDb,
  setId: number,
  provider: string,
  parts: readonly { tmdbId: number; title: string; year: number | null }[],
): void {
  prepare(db, 'setMember.clearParts', 'DELETE FROM set_parts WHERE set_id = ? AND provider = ?').run(setId, provider);
  const insert = prepare(
    db,
    'setMember.addPart',
    'INSERT OR IGNORE INTO set_parts (set_id, provider, tmdb_id, title, year, position) VALUES (?, ?, ?, ?, ?, ?)',
  );
  parts.forEach(({ tmdbId, title, year }, position) => {
    if (tmdbId > 0 && title !== '') insert.run(setId, provider, tmdbId, title, year, position);
  });
}

/** Live films by their ids at TMDB, wherever they are. */
export function filmsByTmdbId(db: ReadDb, tmdbIds: readonly number[]): Map<number, number> {
  const rows = prepare(
    db,
    'setMember.byTmdb',
    `SELECT m.tmdb_id AS tmdbId, m.id FROM json_each(?) wanted CROSS JOIN movies m ON m.tmdb_id = wanted.value
     WHERE m.deleted_on IS NULL ORDER BY m.id DESC`,
  ).all(JSON.stringify(tmdbIds)) as { tmdbId: number; id: number }[];
  return new Map(rows.map(({ tmdbId, id }) => [tmdbId, id]));
}

export function memberOrderOf(db: ReadDb, setId: number): MemberOrder {
  return prepare(db, 'setMember.order', 'SELECT member_order FROM sets WHERE id = ?').pluck().get(setId) as MemberOrder;
}

/** The films that a person gave a place in the set, in that order. */
export function placedFilms(db: ReadDb, setId: number): number[] {
  return prepare(
    db,
    'setMember.placed',
    'SELECT id FROM movies WHERE set_id = ? AND set_position IS NOT NULL ORDER BY set_position, id',
  )
    .pluck()
    .all(setId) as number[];
}

/** Gives these films of a set places in this order, and no other one. */
export function placeFilms(db: WriteDb, setId: number, order: MemberOrder, movieIds: readonly number[]): void {
  const now = nowTimestamp();
  prepare(db, 'setMember.setOrder', 'UPDATE sets SET member_order = ?, updated_at = ? WHERE id = ?').run(
    order,
    now,
    setId,
  );
  prepare(db, 'setMember.unplace', 'UPDATE movies SET set_position = NULL WHERE set_id = ?').run(setId);
  const place = prepare(db, 'setMember.place', 'UPDATE movies SET set_position = ? WHERE id = ? AND set_id = ?');
  movieIds.forEach((id, position) => place.run(position, id, setId));
}

/** Both the name and the text stand in the NFO of each film. */
export function markMembersUnpublished(db: WriteDb, setId: number): void {
  prepare(
    db,
    'setMember.mark',
    'UPDATE movies SET has_unpublished_changes = 1 WHERE set_id = ? AND has_unpublished_changes = 0',
  ).run(setId);
}
