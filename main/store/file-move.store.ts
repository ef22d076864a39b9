import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

export type MoveState = 'planned' | 'moved' | 'failed' | 'undoing' | 'undone';

export interface FileMove {
  id: number;
  batchId: number;
  libraryId: number;
  /** Absolute, both in the library. */
  fromPath: string;
  toPath: string;
  hasMadeFolder: boolean;
  sizeBytes: number;
  /** Whole milliseconds. */
  mtimeMs: number;
  state: MoveState;
}

export type PlannedMove = Pick<FileMove, 'libraryId' | 'fromPath' | 'toPath' | 'sizeBytes' | 'mtimeMs'>;

/** Written before the first file is renamed. Answers the batch, which one undo takes back. */
export function planMoves(db: WriteDb, action: 'assign' | 'extras', moves: readonly PlannedMove[]): number {
  const batchId = Number(
    prepare(db, 'fileMove.batch', 'INSERT INTO file_move_batches (action, started_at) VALUES (?, ?)').run(
      action,
      nowTimestamp(),
    ).lastInsertRowid,
  );
  const insert = prepare(
    db,
    'fileMove.plan',
    `INSERT INTO file_moves (batch_id, library_id, from_path, to_path, size_bytes, mtime_ms, state)
     VALUES (@batchId, @libraryId, @fromPath, @toPath, @sizeBytes, @mtimeMs, 'planned')`,
  );
  for (const { libraryId, fromPath, toPath, sizeBytes, mtimeMs } of moves) {
    insert.run({ batchId, libraryId, fromPath, toPath, sizeBytes, mtimeMs });
  }
  return batchId;
}

export function setMoveState(db: WriteDb, id: number, state: MoveState, hasMadeFolder: boolean): void {
  prepare(
    db,
    'fileMove.setState',
    'UPDATE file_moves SET state = ?, has_made_folder = max(has_made_folder, ?) WHERE id = ?',
  ).run(state, Number(hasMadeFolder), id);
}

const SELECT = `SELECT id, batch_id AS batchId, library_id AS libraryId, from_path AS fromPath, to_path AS toPath,
  has_made_folder AS hasMadeFolder, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, state FROM file_moves`;

type Row = Omit<FileMove, 'hasMadeFolder'> & { hasMadeFolder: number };

function toMove(row: Row): FileMove {
  return { ...row, hasMadeFolder: row.hasMadeFolder === 1 };
}

/** In the order they were made. Empty for a batch that is not known. */
export function movesOf(db: ReadDb, batchId: number): FileMove[] {
  const rows = prepare(db, 'fileMove.of', `${SELECT} WHERE batch_id = ? ORDER BY id`).all(batchId) as Row[];
  return rows.map(toMove);
}

/** Moves that a crash interrupted. */
export function openMoves(db: ReadDb): FileMove[] {
  const rows = prepare(
    db,
    'fileMove.open',
    `${SELECT} WHERE state IN ('planned', 'undoing') ORDER BY id`,
  ).all() as Row[];
  return rows.map(toMove);
}
