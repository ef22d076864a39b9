import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Everything that an edit changed of one field, so that undo puts exactly this back. */
export interface FieldSnapshot {
  value: unknown;
  source: string | null;
  isReleased: boolean;
  /** Of a set: which one it was, since sets may share a name. */
  setId?: number | null;
  /** The text of a set that the edit replaced for all films of that set. */
  replaced?: { setId: number; overview: string | null };
}

export interface Edit {
  id: number;
  entityId: number;
  field: string;
  before: FieldSnapshot;
  after: FieldSnapshot;
  beforeLocked: boolean;
  afterLocked: boolean;
  editedAt: string;
  undoneAt: string | null;
}

interface EditRow {
  id: number;
  entity_id: number;
  field: string;
  before_value: string;
  after_value: string;
  before_locked: number;
  after_locked: number;
  edited_at: string;
  undone_at: string | null;
}

function toEdit(row: EditRow): Edit {
  return {
    id: row.id,
    entityId: row.entity_id,
    field: row.field,
    before: JSON.parse(row.before_value) as FieldSnapshot,
    after: JSON.parse(row.after_value) as FieldSnapshot,
    beforeLocked: row.before_locked === 1,
    afterLocked: row.after_locked === 1,
    editedAt: row.edited_at,
    undoneAt: row.undone_at,
  };
}

export function insertEdit(
  db: WriteDb,
  entityType: string,
  edit: Pick<Edit, 'entityId' | 'field' | 'before' | 'after' | 'beforeLocked' | 'afterLocked'>,
): number {
  const { lastInsertRowid } = prepare(
    db,
    'edit.insert',
    `INSERT INTO edit_history (entity_type, entity_id, field, before_value, after_value, before_locked, after_locked,
       edited_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entityType,
    edit.entityId,
    edit.field,
    JSON.stringify(edit.before),
    JSON.stringify(edit.after),
    Number(edit.beforeLocked),
    Number(edit.afterLocked),
    nowTimestamp(),
  );
  return Number(lastInsertRowid);
}

export function getEdit(db: ReadDb, id: number): Edit | null {
  const row = prepare(db, 'edit.get', 'SELECT * FROM edit_history WHERE id = ?').get(id) as EditRow | undefined;
  return row === undefined ? null : toEdit(row);
}

/** The newest edit that has not been undone; of one item, or of all when `entityId` is null. */
export function newestEdit(db: ReadDb, entityType: string, entityId: number | null): Edit | null {
  const row = prepare(
    db,
    'edit.newest',
    `SELECT * FROM edit_history WHERE entity_type = @entityType AND (@entityId IS NULL OR entity_id = @entityId) AND undone_at IS NULL
     ORDER BY id DESC LIMIT 1`,
  ).get({ entityType, entityId }) as EditRow | undefined;
  return row === undefined ? null : toEdit(row);
}

/** True when a later, still standing edit changed the same field: undoing the earlier one would lose it. */
export function hasLaterEdit(db: ReadDb, entityType: string, edit: Edit): boolean {
  return (
    prepare(
      db,
      'edit.hasLater',
      `SELECT 1 FROM edit_history WHERE entity_type = ? AND entity_id = ? AND field = ? AND id > ? AND undone_at IS NULL`,
    ).get(entityType, edit.entityId, edit.field, edit.id) !== undefined
  );
}

export function markUndone(db: WriteDb, id: number): void {
  prepare(db, 'edit.markUndone', 'UPDATE edit_history SET undone_at = ? WHERE id = ?').run(nowTimestamp(), id);
}

/** Newest first. */
export function listEdits(db: ReadDb, entityType: string, entityId: number, limit: number): Edit[] {
  const rows = prepare(
    db,
    'edit.list',
    'SELECT * FROM edit_history WHERE entity_type = ? AND entity_id = ? ORDER BY id DESC LIMIT ?',
  ).all(entityType, entityId, limit) as EditRow[];
  return rows.map(toEdit);
}
