import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** `holds_below`: the item's lock also holds for what is below it. `exempt`: locks from above do not hold here. */
export type LockRule = 'holds_below' | 'exempt';

export interface LockRuleRow {
  item: ItemRef;
  /** Of a season; null otherwise. */
  seasonNumber: number | null;
  /** A field or an artwork type. */
  target: string;
  rule: LockRule;
}

/** Every rule of a show, its seasons and its episodes. */
export function lockRulesOfSeries(db: ReadDb, seriesId: number): LockRuleRow[] {
  const rows = prepare(
    db,
    'lockRule.ofSeries',
    `SELECT 'series' AS type, entity_id AS id, NULL AS seasonNumber, target, rule FROM lock_rules
       WHERE entity_type = 'series' AND entity_id = @seriesId
     UNION ALL SELECT 'season', s.id, s.season_number, r.target, r.rule
       FROM seasons s CROSS JOIN lock_rules r ON r.entity_type = 'season' AND r.entity_id = s.id
       WHERE s.series_id = @seriesId
     UNION ALL SELECT 'episode', e.id, NULL, r.target, r.rule
       FROM episodes e CROSS JOIN lock_rules r ON r.entity_type = 'episode' AND r.entity_id = e.id
       WHERE e.series_id = @seriesId`,
  ).all({ seriesId });
  return toRules(rows);
}

/** The rules of an item, of its season and of its show: what decides about the item's own locks. */
export function lockRulesAround(db: ReadDb, item: ItemRef): LockRuleRow[] {
  if (item.type === 'movie' || item.type === 'set') return [];
  const source = {
    series: `SELECT 'series' AS type, entity_id AS id, NULL AS seasonNumber, target, rule FROM lock_rules
      WHERE entity_type = 'series' AND entity_id = @id`,
    season: `SELECT r.entity_type AS type, r.entity_id AS id, iif(r.entity_type = 'season', s.season_number, NULL) AS seasonNumber,
        r.target, r.rule
      FROM seasons s CROSS JOIN lock_rules r
        ON (r.entity_type = 'season' AND r.entity_id = s.id) OR (r.entity_type = 'series' AND r.entity_id = s.series_id)
      WHERE s.id = @id`,
    episode: `SELECT r.entity_type AS type, r.entity_id AS id, iif(r.entity_type = 'season', s.season_number, NULL) AS seasonNumber,
        r.target, r.rule
      FROM episodes e LEFT JOIN seasons s ON s.series_id = e.series_id AND s.season_number = e.season_number
      CROSS JOIN lock_rules r
        ON (r.entity_type = 'episode' AND r.entity_id = e.id) OR (r.entity_type = 'season' AND r.entity_id = s.id)
          OR (r.entity_type = 'series' AND r.entity_id = e.series_id)
      WHERE e.id = @id`,
  }[item.type];
  return toRules(prepare(db, 'lockRule.around', source).all({ id: item.id }));
}

function toRules(rows: readonly unknown[]): LockRuleRow[] {
  return (rows as (Omit<LockRuleRow, 'item'> & ItemRef)[]).map(({ type, id, ...rule }) => ({
    ...rule,
    item: { type, id },
  }));
}

/** The item's own rules for a target. */
export function lockRulesFor(db: ReadDb, item: ItemRef, target: string): LockRule[] {
  return prepare(
    db,
    'lockRule.for',
    'SELECT rule FROM lock_rules WHERE entity_type = ? AND entity_id = ? AND target = ? ORDER BY rule',
  )
    .pluck()
    .all(item.type, item.id, target) as LockRule[];
}

/** Makes exactly these the item's own rules for a target. Films and sets have none. */
export function setLockRules(db: WriteDb, item: ItemRef, target: string, rules: readonly LockRule[]): void {
  if (item.type === 'movie' || item.type === 'set') return;
  prepare(db, 'lockRule.clear', 'DELETE FROM lock_rules WHERE entity_type = ? AND entity_id = ? AND target = ?').run(
    item.type,
    item.id,
    target,
  );
  const insert = prepare(
    db,
    'lockRule.insert',
    'INSERT INTO lock_rules (entity_type, entity_id, target, rule) VALUES (?, ?, ?, ?)',
  );
  for (const rule of rules) insert.run(item.type, item.id, target, rule);
}
