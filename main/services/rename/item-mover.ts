import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ItemRef } from '../../../contract/primitives.ts';
import { reversedSteps, type RenameStep } from '../../domain/rename/rename-step.ts';
import { logActivity } from '../../store/activity.store.ts';
import { followMove, followSeasonFolder } from '../../store/follow-rename.store.ts';
import { getItem } from '../../store/item.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import { episodesWithFiles } from '../../store/rename-facts.store.ts';
import {
  addRenameSteps,
  getRenameItem,
  openRenameItems,
  type RenameItemRow,
  setRenameItem,
} from '../../store/rename-run.store.ts';
import { transaction } from '../../store/sql.ts';
import type { StageResult } from '../../files/take-steps.ts';
import { whyUnreachable } from '../scan/library-reachable.ts';
import type { RenameDependencies } from './rename-dependencies.ts';

/** A transaction that writes what follows ends after this long, so that no frame waits for it. */
const SLICE_MS = 5;

type MoverDependencies = Pick<RenameDependencies, 'db' | 'pool' | 'events' | 'logger' | 'turns'>;

/**
 * Brings an item from its old names to its new ones, or back. Where it stands is written down before each stage, so that a
 * crash at any moment leaves what can be brought to one of both ends; the database follows once all files are there.
 */
export class ItemMover {
  readonly #deps: MoverDependencies;

  constructor(deps: MoverDependencies) {
    this.#deps = deps;
  }

  /** Gives a planned item its new names. Answers the row as it is then: `moved`, `failed`, or still on its way. */
  async move(id: number): Promise<RenameItemRow | null> {
    return this.#inTurn(id, (row) => {
      if (row.state !== 'planned') return null;
      setRenameItem(this.#deps.db, id, { state: 'moving', stage: 0, problem: null });
      return id;
    });
  }

  /** Gives a renamed item its old names back: `undone`, or `moved` with the reason why not. */
  async undo(id: number): Promise<RenameItemRow | null> {
    const { db, pool } = this.#deps;
    return this.#inTurn(id, async (row) => {
      const library = getLibrary(db, row.libraryId);
      if (row.state !== 'moved' || library === null) return null;
      const late = await pool.run('findLateSteps', { root: library.path, steps: row.steps });
      transaction(db, () => {
        if (late.length > 0) addRenameSteps(db, row, late);
        setRenameItem(db, id, { state: 'undoing', stage: lastStage(row.steps), problem: null });
      });
      return id;
    });
  }

  /** At start: brings what a crash left on its way to one end. What lies on a disk out of reach waits for the next start. */
  async settle(): Promise<void> {
    for (const row of openRenameItems(this.#deps.db)) {
      try {
        await this.#drive(row);
      } catch (error) {
        this.#deps.logger.error({ error, item: row.id }, 'A rename could not be settled');
      }
    }
  }

  async #inTurn(
    id: number,
    begin: (row: RenameItemRow) => number | null | Promise<number | null>,
  ): Promise<RenameItemRow | null> {
    const { db, turns } = this.#deps;
    const before = getRenameItem(db, id);
    if (before === null) return null;
    const work = async (): Promise<RenameItemRow | null> => {
      const row = getRenameItem(db, id);
      const begun = row === null ? null : await begin(row);
      const current = getRenameItem(db, id);
      return begun === null || current === null ? current : this.#drive(current);
    };
    return this.#turnsOf(before).reduceRight<() => Promise<RenameItemRow | null>>(
      (next, ref) => () => turns.take(ref, next),
      work,
    )();
  }

  /** Everything that may be published in the folders that move. */
  #turnsOf(row: RenameItemRow): ItemRef[] {
    if (row.type !== 'series') return [{ type: row.type, id: row.entityId }];
    const episodes = episodesWithFiles(this.#deps.db, row.entityId);
    return [{ type: 'series', id: row.entityId }, ...episodes.map((id): ItemRef => ({ type: 'episode', id }))];
  }

  async #drive(start: RenameItemRow): Promise<RenameItemRow | null> {
    const { db } = this.#deps;
    const library = getLibrary(db, start.libraryId);
    if (library === null || (await whyUnreachable(library.path)) !== null) return start;
    for (let row: RenameItemRow | null = start; row !== null; row = getRenameItem(db, start.id)) {
      switch (row.state) {
        case 'moving':
        case 'redoing':
          if (!(await this.#forward(row, library.path))) return row;
          break;
        case 'backing':
        case 'undoing':
          if (!(await this.#backward(row, library.path))) return row;
          break;
        case 'following':
          await this.#follow(row, row.steps, 'moved', library.path);
          break;
        case 'following_back':
          await this.#follow(row, reversedSteps(row.steps), 'undone', library.path);
          break;
        default:
          return row;
      }
    }
    return null;
  }

  /** False when it can go neither way now. */
  async #forward(row: RenameItemRow, root: string): Promise<boolean> {
    const { db } = this.#deps;
    const result = await this.#take(row, root, row.steps);
    const isLast = row.stage === lastStage(row.steps);
    if (result.ok) {
      if (!isLast) setRenameItem(db, row.id, { state: row.state, stage: row.stage + 1 });
      else setRenameItem(db, row.id, { state: row.state === 'moving' ? 'following' : 'moved', stage: 0 });
      return true;
    }
    if (row.state === 'redoing' || !result.isClean) return this.#stuck(row, result.error.message);
    const problem = result.error.message;
    if (row.stage === 0) setRenameItem(db, row.id, { state: 'failed', problem });
    else setRenameItem(db, row.id, { state: 'backing', stage: row.stage - 1, problem });
    return true;
  }

  /** False when it can go neither way now. */
  async #backward(row: RenameItemRow, root: string): Promise<boolean> {
    const { db } = this.#deps;
    const result = await this.#take(row, root, reversedSteps(row.steps));
    if (result.ok) {
      if (row.stage > 0) setRenameItem(db, row.id, { state: row.state, stage: row.stage - 1 });
      else setRenameItem(db, row.id, { state: row.state === 'undoing' ? 'following_back' : 'failed', stage: 0 });
      return true;
    }
    if (row.state === 'backing' || !result.isClean) return this.#stuck(row, result.error.message);
    const problem = result.error.message;
    if (row.stage === lastStage(row.steps)) setRenameItem(db, row.id, { state: 'moved', stage: 0, problem });
    else setRenameItem(db, row.id, { state: 'redoing', stage: row.stage + 1, problem });
    return true;
  }

  #take(row: RenameItemRow, root: string, steps: readonly RenameStep[]): Promise<StageResult> {
    return this.#deps.pool.run('takeRenameSteps', { root, steps: steps.filter(({ stage }) => stage === row.stage) });
  }

  #stuck(row: RenameItemRow, reason: string): false {
    const { db, events } = this.#deps;
    setRenameItem(db, row.id, { state: row.state, problem: reason });
    const id = logActivity(db, {
      eventType: 'rename.stuck',
      severity: 'error',
      entityType: row.type,
      entityId: row.entityId,
      description: `Renaming ${row.title} stopped half way: ${reason} It is settled when Metarr starts again.`,
    });
    events.publish({ name: 'activity.logged', payload: { id } });
    return false;
  }

  async #follow(
    row: RenameItemRow,
    steps: readonly RenameStep[],
    end: 'moved' | 'undone',
    root: string,
  ): Promise<void> {
    const { db, events } = this.#deps;
    const absolute = (place: string): string => path.join(root, place);
    const moves = steps
      .filter(({ op }) => op === 'move')
      .map(({ from, to, isFolder }) => ({ from: absolute(from), to: absolute(to), isFolder }));
    const item =
      row.seriesId === null
        ? { type: 'movie' as const, id: row.entityId }
        : { type: 'series' as const, id: row.seriesId };
    let at = row.stage;
    for (let isDone = false; !isDone;) {
      isDone = transaction(db, () => {
        const startedMs = performance.now();
        for (let move = moves[at]; move !== undefined; move = moves[at]) {
          if (followMove(db, item, move)) at += 1;
          if (performance.now() - startedMs < SLICE_MS) continue;
          setRenameItem(db, row.id, { state: row.state, stage: at });
          return false;
        }
        followSeasons(db, row, end, root);
        setRenameItem(db, row.id, { state: end, stage: 0, problem: null });
        return true;
      });
      if (!isDone) await nextTurn();
    }
    events.itemChanged({ type: row.type, id: row.entityId });
    if (row.seriesId !== null) events.itemChanged({ type: 'series', id: row.seriesId });
  }
}

function followSeasons(db: RenameDependencies['db'], row: RenameItemRow, end: 'moved' | 'undone', root: string): void {
  if (row.seriesId === null) return;
  const show = getItem(db, { type: 'series', id: row.seriesId })?.directory_path ?? null;
  const place = (folder: string): string | null => {
    const whole = path.join(root, folder);
    return whole === show ? null : whole;
  };
  for (const { season, from, to } of row.seasonFolders) {
    const folders = { from: place(from), to: place(to) };
    followSeasonFolder(db, row.seriesId, season, end === 'moved' ? folders : { from: folders.to, to: folders.from });
  }
}

function lastStage(steps: readonly RenameStep[]): number {
  return steps.at(-1)?.stage ?? 0;
}
