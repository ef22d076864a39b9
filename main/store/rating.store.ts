import type { RatingValue } from '../../contract/field-values.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

export function ratingsOf(db: ReadDb, entityType: string, entityId: number): RatingValue[] {
  const rows = prepare(
    db,
    'ratings.of',
    'SELECT source, value, max, votes, is_default FROM ratings WHERE entity_type = ? AND entity_id = ? ORDER BY id',
  ).all(entityType, entityId) as {
    source: string;
    value: number;
    max: number;
    votes: number | null;
    is_default: number;
  }[];
  return rows.map(({ is_default, ...row }) => ({ ...row, isDefault: is_default === 1 }));
}

/**
 * Replaces an item's ratings; the first that says it is the default is.
 * @param isNew the item has none to take away
 */
export function setRatings(
  db: WriteDb,
  entityType: string,
  entityId: number,
  ratings: readonly RatingValue[],
  isNew = false,
): void {
  if (!isNew) {
    const clear = 'DELETE FROM ratings WHERE entity_type = ? AND entity_id = ?';
    prepare(db, 'ratings.clear', clear).run(entityType, entityId);
  }
  const defaultIndex = ratings.findIndex((rating) => rating.isDefault);
  // IGNORE, so that a rating that makes no sense (below zero, of a scale of nothing) is left out and does not end a scan.
  const insert = prepare(
    db,
    'ratings.insert',
    `INSERT OR IGNORE INTO ratings (entity_type, entity_id, source, value, max, votes, is_default)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  ratings.forEach((rating, i) => {
    insert.run(entityType, entityId, rating.source, rating.value, rating.max, rating.votes, Number(i === defaultIndex));
  });
}
