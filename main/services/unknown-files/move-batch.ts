import path from 'node:path';
import { CoreError } from '../../domain/core-error.ts';
import type { FileErrorData } from '../../files/file-error.ts';
import {
  type FileMove,
  movesOf,
  openMoves,
  planMoves,
  type PlannedMove,
  setMoveState,
} from '../../store/file-move.store.ts';
import { transaction } from '../../store/sql.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';

type MoveDependencies = Pick<UnknownFileDependencies, 'db' | 'pool'>;

export interface BatchResult {
  /** Null when nothing was moved. */
  undoId: number | null;
  /** Beside the plan: null for a file that was moved, else why it was not. */
  errors: (CoreError | null)[];
}

/** Renames files, written down before and after, so that a crash loses none and undo finds each. */
export async function runMoves(
  { db, pool }: MoveDependencies,
  action: 'assign' | 'extras',
  planned: readonly PlannedMove[],
): Promise<BatchResult> {
  if (planned.length === 0) return { undoId: null, errors: [] };
  const batchId = transaction(db, () => planMoves(db, action, planned));
  const moves = movesOf(db, batchId);
  const results = await pool.run(
    'moveFiles',
    moves.map(({ fromPath, toPath }) => ({ from: fromPath, to: toPath, emptyFolder: null })),
  );
  transaction(db, () => {
    moves.forEach(({ id }, at) => {
      const result = results[at];
      const isMoved = result?.ok === true;
      setMoveState(db, id, isMoved ? 'moved' : 'failed', isMoved && result.hasMadeFolder);
    });
  });
  const errors = results.map((result, at) => (result.ok ? null : toCoreError(result.error, planned[at]?.toPath ?? '')));
  return { undoId: errors.includes(null) ? batchId : null, errors };
}

export interface UndoneBatch {
  restored: FileMove[];
}

/**
 * Moves the files of a batch back, the last one first. Those that somebody has changed since, or whose old name is taken,
 * stay. Throws `not_found` for an unknown batch, `conflict` when nothing of it can be taken back.
 */
export async function undoMoves({ db, pool }: MoveDependencies, batchId: number): Promise<UndoneBatch> {
  const all = movesOf(db, batchId);
  if (all.length === 0) throw new CoreError('not_found', 'This move is not known any more.');
  const moves = all.filter((move) => move.state === 'moved').reverse();
  if (moves.length === 0) throw new CoreError('conflict', 'This has been undone already.');
  const states = await pool.run(
    'statFiles',
    moves.map((move) => move.toPath),
  );
  const own = moves.filter((move, at) => {
    const state = states[at];
    return state?.sizeBytes === move.sizeBytes && state.mtimeMs === move.mtimeMs;
  });
  const [first] = moves;
  if (own.length === 0) {
    throw new CoreError('conflict', `${first?.toPath ?? ''} was changed or moved since, so it is left where it is.`);
  }
  transaction(db, () => {
    for (const { id } of own) setMoveState(db, id, 'undoing', false);
  });
  const results = await pool.run(
    'moveFiles',
    own.map((move) => ({
      from: move.toPath,
      to: move.fromPath,
      emptyFolder: move.hasMadeFolder ? path.dirname(move.toPath) : null,
    })),
  );
  transaction(db, () => {
    own.forEach(({ id }, at) => {
      setMoveState(db, id, results[at]?.ok === true ? 'undone' : 'moved', false);
    });
  });
  const restored = own.filter((_move, at) => results[at]?.ok === true);
  const failure = results.find((result) => !result.ok);
  if (restored.length === 0 && failure !== undefined) throw toCoreError(failure.error, own[0]?.fromPath ?? '');
  return { restored };
}

/** At start: tells of each move that a crash interrupted what became of it. Those out of reach wait for the next start. */
export async function settleOpenMoves({ db, pool }: MoveDependencies): Promise<void> {
  const moves = openMoves(db);
  if (moves.length === 0) return;
  const ways = moves.map(({ state, fromPath, toPath }) =>
    state === 'undoing' ? { from: toPath, to: fromPath } : { from: fromPath, to: toPath },
  );
  const settled = await pool.run('settleMoves', ways);
  transaction(db, () => {
    moves.forEach((move, at) => {
      const outcome = settled[at];
      if (outcome === undefined || outcome === 'away') return;
      const hasHappened = outcome === 'new';
      if (move.state === 'undoing') setMoveState(db, move.id, hasHappened ? 'undone' : 'moved', false);
      else setMoveState(db, move.id, hasHappened ? 'moved' : 'failed', false);
    });
  });
}

/** A name that is taken is a conflict; what the disk says goes on as it is. */
function toCoreError({ code, path: place, message }: FileErrorData, toPath: string): CoreError {
  const isTaken = code === 'changed_on_disk' && place === toPath;
  const isGone = code === 'not_found' && place !== toPath;
  return new CoreError(isTaken ? 'conflict' : isGone ? 'file_missing' : code, message, { path: place });
}
