import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

const TABLES = { movie: 'movies', series: 'series' } as const;
/** Films have an id at TheTVDB as well, which is no field of theirs. */
const HAS_ID = '(i.tmdb_id IS NOT NULL OR i.tvdb_id IS NOT NULL OR i.imdb_id IS NOT NULL)';
const IS_IDENTIFIED = `i.deleted_on IS NULL AND ${HAS_ID}
  AND i.state NOT IN ('discovered', 'needs_identification', 'error_parse')`;

/**
 * Identified films and shows of a library (null: of all) that have never been enriched or that somebody did not answer
 * about; with `isFresh` all of them. Films first, in the order they came.
 * @param since those that were enriched after this moment are among them: an interrupted job may have more to do there
 */
export function enrichableItems(
  db: ReadDb,
  libraryId: number | null,
  isFresh: boolean,
  since: string | null = null,
): ItemRef[] {
  return (['movie', 'series'] as const).flatMap((type) => {
    const ids = prepare(
      db,
      'enrichment.items',
      `SELECT i.id FROM ${TABLES[type]} i WHERE ${IS_IDENTIFIED} AND (@libraryId IS NULL OR i.library_id = @libraryId)
       ${isFresh ? '' : `AND (i.enriched_at IS NULL OR i.enriched_at >= @since OR ${hasProblem(type)})`} ORDER BY i.id`,
    )
      .pluck()
      .all(isFresh ? { libraryId } : { libraryId, since }) as number[];
    return ids.map((id) => ({ type, id }));
  });
}

function hasProblem(type: 'movie' | 'series'): string {
  return `EXISTS (SELECT 1 FROM provider_asks p WHERE p.entity_type = '${type}' AND p.entity_id = i.id
    AND p.problem IS NOT NULL)`;
}

/** Of these the ones that are to be published: enriched, and with changes. Above those below them. */
export function unpublishedOf(db: ReadDb, items: readonly ItemRef[]): ItemRef[] {
  return (['movie', 'series'] as const).flatMap((type) => {
    const ids = items.filter((item) => item.type === type).map(({ id }) => id);
    const below =
      type === 'movie'
        ? ''
        : `OR EXISTS (SELECT 1 FROM episodes e WHERE e.series_id = i.id AND e.deleted_on IS NULL
             AND e.has_unpublished_changes = 1 AND e.file_path IS NOT NULL)`;
    const found = prepare(
      db,
      'enrichment.unpublished',
      `SELECT i.id FROM ${TABLES[type]} i WHERE i.id IN (SELECT value FROM json_each(?)) AND i.deleted_on IS NULL
         AND i.enriched_at IS NOT NULL AND (+i.has_unpublished_changes = 1 ${below}) ORDER BY i.id`,
    )
      .pluck()
      .all(JSON.stringify(ids)) as number[];
    return found.map((id) => ({ type, id }));
  });
}

/** After a crash: what was being asked about is identified, and its job goes on. Answers how many there were. */
export function recoverEnriching(db: WriteDb): number {
  return ['movies', 'series', 'seasons', 'episodes']
    .map(
      (table) =>
        prepare(
          db,
          'enrichment.recover',
          `UPDATE ${table} SET state = 'identified', updated_at = ? WHERE state = 'enriching'`,
        ).run(nowTimestamp()).changes,
    )
    .reduce((sum, changes) => sum + changes, 0);
}

/** What an item will never have, with when that was said. */
export function waiversOf(db: ReadDb, item: ItemRef): Set<string> {
  const rows = prepare(
    db,
    'waiver.of',
    'SELECT requirement FROM completeness_waivers WHERE entity_type = ? AND entity_id = ?',
  )
    .pluck()
    .all(item.type, item.id) as string[];
  return new Set(rows);
}

/** @param reason in the person's words; null takes the waiver back */
export function setWaiver(db: WriteDb, item: ItemRef, requirement: string, reason: string | null): void {
  if (reason === null) {
    prepare(
      db,
      'waiver.remove',
      'DELETE FROM completeness_waivers WHERE entity_type = ? AND entity_id = ? AND requirement = ?',
    ).run(item.type, item.id, requirement);
    return;
  }
  prepare(
    db,
    'waiver.set',
    `INSERT INTO completeness_waivers (entity_type, entity_id, requirement, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT (entity_type, entity_id, requirement) DO UPDATE SET reason = excluded.reason`,
  ).run(item.type, item.id, requirement, reason);
}
