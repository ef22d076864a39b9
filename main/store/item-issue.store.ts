import type { ItemIssue } from '../../contract/items.ts';
import type { EntityRef } from '../domain/entity-ref.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

const TABLES: Record<EntityRef['type'], string> = {
  movie: 'movies',
  series: 'series',
  season: 'seasons',
  episode: 'episodes',
  set: 'sets',
};

/** The problems kept at an item; null when there is no such item. */
export function issuesOf(db: ReadDb, entity: EntityRef): ItemIssue[] | null {
  const table = TABLES[entity.type];
  const text = prepare(db, 'itemIssue.of', `SELECT scan_issues FROM ${table} WHERE id = ?`).pluck().get(entity.id) as
    string | undefined;
  return text === undefined ? null : (JSON.parse(text) as ItemIssue[]);
}

/** Replaces the problems kept at an item; what is the same already is not written. */
export function setIssues(db: WriteDb, entity: EntityRef, issues: readonly ItemIssue[]): void {
  const table = TABLES[entity.type];
  prepare(
    db,
    'itemIssue.set',
    `UPDATE ${table} SET scan_issues = @issues, updated_at = @now WHERE id = @id AND scan_issues <> @issues`,
  ).run({ id: entity.id, issues: JSON.stringify(issues), now: nowTimestamp() });
}
