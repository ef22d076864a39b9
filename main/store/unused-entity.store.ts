import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** What exists only because something refers to it; each with the columns that do. */
const REFERRERS = {
  actors: ['movies_actors.actor_id', 'series_actors.actor_id', 'episodes_actors.actor_id'],
  directors: ['movies_directors.director_id', 'series_directors.director_id', 'episodes_directors.director_id'],
  writers: ['movies_writers.writer_id', 'series_writers.writer_id', 'episodes_writers.writer_id'],
  genres: ['movies_genres.genre_id', 'series_genres.genre_id'],
  studios: ['movies_studios.studio_id', 'series_studios.studio_id'],
  tags: ['movies_tags.tag_id', 'series_tags.tag_id'],
  countries: ['movies_countries.country_id', 'series_countries.country_id'],
  sets: ['movies.set_id'],
} as const;

export type TidiedTable = keyof typeof REFERRERS;
export const TIDIED_TABLES = Object.keys(REFERRERS) as TidiedTable[];

/** What a person did to somebody or something with a name of its own is kept, though nothing refers to it at present. */
const KEPT: Partial<Record<TidiedTable, string>> = {
  actors: `t.name_locked = 1 OR t.thumb_locked = 1 OR ${editedByHand('actor')}`,
  sets: `t.is_by_hand = 1 OR t.deleted_on IS NOT NULL OR ${editedByHand('set')}`,
};

function editedByHand(type: 'actor' | 'set'): string {
  return `EXISTS (SELECT 1 FROM edit_history h WHERE h.entity_type = '${type}' AND h.entity_id = t.id
    AND h.run_id IS NULL AND h.undone_at IS NULL)
    OR EXISTS (SELECT 1 FROM asset_candidates c WHERE c.entity_type = '${type}' AND c.entity_id = t.id
      AND c.selected_by = 'manual')`;
}

function unusedCondition(table: TidiedTable): string {
  const unused = REFERRERS[table].map((referrer) => {
    const [name = '', column = ''] = referrer.split('.');
    return `NOT EXISTS (SELECT 1 FROM ${name} r WHERE r.${column} = t.id)`;
  });
  const kept = KEPT[table];
  return [...unused, ...(kept === undefined ? [] : [`NOT (${kept})`])].join(' AND ');
}

/**
 * Looks at the next `span` rows behind an id: answers the last id looked at (null at the end) and which of them nothing
 * refers to, not even from the trash.
 */
export function unusedIn(
  db: ReadDb,
  table: TidiedTable,
  afterId: number,
  span: number,
): { lastId: number | null; unused: number[] } {
  const rows = prepare(
    db,
    'unused.look',
    `SELECT t.id, (${unusedCondition(table)}) AS isUnused
     FROM (SELECT * FROM ${table} WHERE id > ? ORDER BY id LIMIT ?) t ORDER BY t.id`,
  ).all(afterId, span) as { id: number; isUnused: number }[];
  return {
    lastId: rows.at(-1)?.id ?? null,
    unused: rows.filter(({ isUnused }) => isUnused === 1).map(({ id }) => id),
  };
}

/** Deletes those of some rows that nothing refers to, still; answers how many. */
export function deleteUnused(db: WriteDb, table: TidiedTable, ids: readonly number[]): number {
  return prepare(
    db,
    'unused.delete',
    `DELETE FROM ${table} AS t WHERE id IN (SELECT value FROM json_each(?)) AND ${unusedCondition(table)}`,
  ).run(JSON.stringify(ids)).changes;
}
