import type { ActivityEntry } from '../../contract/jobs.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export interface NewActivity {
  eventType: string;
  severity: ActivityEntry['severity'];
  description: string;
  entityType?: string;
  entityId?: number;
  metadata?: Record<string, unknown>;
}

export function logActivity(db: WriteDb, entry: NewActivity): number {
  const { lastInsertRowid } = prepare(
    db,
    'activity.insert',
    `INSERT INTO activity_log (timestamp, event_type, severity, entity_type, entity_id, description, metadata)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    nowTimestamp(),
    entry.eventType,
    entry.severity,
    entry.entityType ?? null,
    entry.entityId ?? null,
    entry.description,
    entry.metadata === undefined ? null : JSON.stringify(entry.metadata),
  );
  return Number(lastInsertRowid);
}

/** Newest first; `before` is the id of the last entry the caller has. */
export function pageActivity(
  db: ReadDb,
  request: { before: number | null; limit: number; severities: readonly string[] },
): { entries: ActivityEntry[]; hasMore: boolean } {
  const rows = prepare(
    db,
    'activity.page',
    `SELECT id, timestamp AS at, event_type AS eventType, severity, entity_type AS entityType, entity_id AS entityId,
       description FROM activity_log
     WHERE (@before IS NULL OR id < @before)
       AND (@any = 1 OR severity IN (SELECT value FROM json_each(@severities)))
     ORDER BY id DESC LIMIT @limit`,
  ).all({
    before: request.before,
    any: Number(request.severities.length === 0),
    severities: JSON.stringify(request.severities),
    limit: request.limit + 1,
  }) as ActivityEntry[];
  return { entries: rows.slice(0, request.limit), hasMore: rows.length > request.limit };
}
