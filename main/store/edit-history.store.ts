import type { ItemRef } from '../../contract/primitives.ts';
import type { LockRule } from './lock-rule.store.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** Everything that an edit changed of one field, so that undo puts exactly this back. */
export interface FieldSnapshot {
  value: unknown;
  source: string | null;
  /** Of a provider's value its language. */
  detail?: string | null;
  /** When a job wrote it: as long as the field's origin is of then, nobody has changed it since. */
  setAt?: string;
  isReleased: boolean;
  /** The item's own lock; edits of early versions say nothing of it. */
  isOwnLock?: boolean;
  /** Of artwork: a person had chosen it, also when it was not locked any more. */
  isHandPicked?: boolean;
  /** The item's own rules for the field, where the edit changed them. */
  rules?: LockRule[];
  /** Of a set: which one it was, since sets may share a name. */
  setId?: number | null;
  /** The text of a set that the edit replaced for all films of that set. */
  replaced?: { setId: number; overview: string | null };
}

export interface Edit {
  id: number;
  item: ItemRef;
  field: string;
  before: FieldSnapshot;
  after: FieldSnapshot;
  /** Whether it was locked, here or from above. */
  beforeLocked: boolean;
  afterLocked: boolean;
  /** The same for edits that were made together; null for one alone. */
  groupId: string | null;
  /** The job that wrote it by itself; null for a person's own edit. */
  runId: number | null;
  editedAt: string;
  undoneAt: string | null;
}

interface EditRow {
  id: number;
  entity_type: ItemRef['type'];
  entity_id: number;
  field: string;
  before_value: string;
  after_value: string;
  before_locked: number;
  after_locked: number;
  group_id: string | null;
  run_id: number | null;
  edited_at: string;
  undone_at: string | null;
}

function toEdit(row: EditRow): Edit {
  return {
    id: row.id,
    item: { type: row.entity_type, id: row.entity_id },
    field: row.field,
    before: JSON.parse(row.before_value) as FieldSnapshot,
    after: JSON.parse(row.after_value) as FieldSnapshot,
    beforeLocked: row.before_locked === 1,
    afterLocked: row.after_locked === 1,
    groupId: row.group_id,
    runId: row.run_id,
    editedAt: row.edited_at,
    undoneAt: row.undone_at,
  };
}

export function insertEdit(
  db: WriteDb,
  edit: Pick<Edit, 'item' | 'field' | 'before' | 'after' | 'beforeLocked' | 'afterLocked' | 'groupId'> &
    Partial<Pick<Edit, 'runId'>>,
): number {
  const { lastInsertRowid } = prepare(
    db,
    'edit.insert',
    `INSERT INTO edit_history (entity_type, entity_id, field, before_value, after_value, before_locked, after_locked,
       group_id, run_id, edited_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    edit.item.type,
    edit.item.id,
    edit.field,
    JSON.stringify(edit.before),
    JSON.stringify(edit.after),
    Number(edit.beforeLocked),
    Number(edit.afterLocked),
    edit.groupId,
    edit.runId ?? null,
    nowTimestamp(),
  );
  return Number(lastInsertRowid);
}

export function getEdit(db: ReadDb, id: number): Edit | null {
  const row = prepare(db, 'edit.get', 'SELECT * FROM edit_history WHERE id = ?').get(id) as EditRow | undefined;
  return row === undefined ? null : toEdit(row);
}

/** The newest edit by hand that has not been undone; of one item, or of all. */
export function newestEdit(db: ReadDb, item: ItemRef | null): Edit | null {
  const row =
    item === null
      ? prepare(
          db,
          'edit.newest',
          // What jobs wrote is the larger part by far.
          `SELECT * FROM edit_history INDEXED BY idx_edit_history_by_hand WHERE entity_type IN ('movie', 'series', 'season', 'episode', 'set') AND undone_at IS NULL
             AND run_id IS NULL ORDER BY id DESC LIMIT 1`,
        ).get()
      : prepare(
          db,
          'edit.newest',
          `SELECT * FROM edit_history WHERE entity_type = ? AND entity_id = ? AND undone_at IS NULL
             AND run_id IS NULL ORDER BY id DESC LIMIT 1`,
        ).get(item.type, item.id);
  return row === undefined ? null : toEdit(row as EditRow);
}

/** The edits that were made together, newest first: the order in which they are taken back. */
export function editsOfGroup(db: ReadDb, groupId: string): Edit[] {
  const rows = prepare(db, 'edit.ofGroup', 'SELECT * FROM edit_history WHERE group_id = ? ORDER BY id DESC').all(
    groupId,
  ) as EditRow[];
  return rows.map(toEdit);
}

/** What a job wrote by itself and nobody has taken back, newest first. */
export function editsOfRun(db: ReadDb, runId: number): Edit[] {
  const rows = prepare(
    db,
    'edit.ofRun',
    'SELECT * FROM edit_history WHERE run_id = ? AND undone_at IS NULL ORDER BY id DESC',
  ).all(runId) as EditRow[];
  return rows.map(toEdit);
}

/** What jobs wrote to an item after an edit and nobody has taken back, newest first. */
export function runEditsSince(db: ReadDb, item: ItemRef, editId: number): Edit[] {
  const rows = prepare(
    db,
    'edit.runsSince',
    `SELECT * FROM edit_history WHERE entity_type = ? AND entity_id = ? AND id > ? AND run_id IS NOT NULL
       AND undone_at IS NULL ORDER BY id DESC`,
  ).all(item.type, item.id, editId) as EditRow[];
  return rows.map(toEdit);
}

/** True when a later, still standing edit changed the same field: undoing the earlier one would lose it. */
export function hasLaterEdit(db: ReadDb, edit: Edit): boolean {
  return (
    prepare(
      db,
      'edit.hasLater',
      `SELECT 1 FROM edit_history WHERE entity_type = ? AND entity_id = ? AND field = ? AND id > ? AND undone_at IS NULL`,
    ).get(edit.item.type, edit.item.id, edit.field, edit.id) !== undefined
  );
}

export function markUndone(db: WriteDb, id: number): void {
  prepare(db, 'edit.markUndone', 'UPDATE edit_history SET undone_at = ? WHERE id = ?').run(nowTimestamp(), id);
}

/** Newest first. */
export function listEdits(db: ReadDb, item: ItemRef, limit: number): Edit[] {
  const rows = prepare(
    db,
    'edit.list',
    'SELECT * FROM edit_history WHERE entity_type = ? AND entity_id = ? ORDER BY id DESC LIMIT ?',
  ).all(item.type, item.id, limit) as EditRow[];
  return rows.map(toEdit);
}
