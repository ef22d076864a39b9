import type { ItemRef, ItemType } from '../../contract/primitives.ts';
import { itemTable } from './item-columns.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** Path, size and whole milliseconds of a file; size and time null where none is to be. */
export type FoundFile = [path: string, sizeBytes: number | null, mtimeMs: number | null];

export interface PublishCheck {
  item: ItemRef;
  /** What the finding depends on besides the items themselves. */
  context: string;
  /** Ids with `updated_at` of what is published together, the owner first. */
  members: [id: number, updatedAt: string][];
  files: FoundFile[];
}

/** Notes that all files of an item are as they should be. */
export function recordCheck(db: WriteDb, check: PublishCheck): void {
  prepare(
    db,
    'publishChecks.record',
    `INSERT INTO publish_checks (item_type, item_id, context, members, files)
     VALUES (@type, @id, @context, @members, @files)
     ON CONFLICT (item_type, item_id) DO UPDATE SET context = excluded.context, members = excluded.members, files = excluded.files`,
  ).run({
    type: check.item.type,
    id: check.item.id,
    context: check.context,
    members: JSON.stringify(check.members),
    files: JSON.stringify(check.files),
  });
}

/** The item has to be looked into again. */
export function forgetCheck(db: WriteDb, item: ItemRef): void {
  prepare(db, 'publishChecks.forget', 'DELETE FROM publish_checks WHERE item_type = ? AND item_id = ?').run(
    item.type,
    item.id,
  );
}

/** The files of those items that have not changed since all was found as it should be, by id. */
export function standingChecks(
  db: ReadDb,
  type: ItemType,
  ids: readonly number[],
  context: string,
): Map<number, FoundFile[]> {
  const rows = prepare(
    db,
    'publishChecks.standing',
    `SELECT c.item_id AS id, c.files FROM publish_checks c
     WHERE c.item_type = ? AND c.context = ? AND c.item_id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (
         SELECT 1 FROM json_each(c.members) m LEFT JOIN ${itemTable(type)} i ON i.id = m.value ->> 0
         WHERE i.updated_at IS NOT m.value ->> 1)`,
  ).all(type, context, JSON.stringify(ids)) as { id: number; files: string }[];
  return new Map(rows.map(({ id, files }) => [id, JSON.parse(files) as FoundFile[]]));
}
