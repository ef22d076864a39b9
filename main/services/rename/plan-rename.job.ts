import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type ItemRef, ItemRef as ItemRefSchema } from '../../../contract/primitives.ts';
import { nameKey } from '../../domain/rename/safe-name.ts';
import { type JobContext, type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { listUnfinished, type NewJob } from '../../store/job.store.ts';
import { filmFacts, itemIdsOf, showFacts, showsOf } from '../../store/rename-facts.store.ts';
import {
  addUnchanged,
  clearRenameRun,
  dropOldPlans,
  insertRenameItem,
  setRenameItem,
  updateRenameRun,
} from '../../store/rename-run.store.ts';
import { transaction } from '../../store/sql.ts';
import { APPLY_RENAMES, UNDO_RENAMES } from './apply-renames.job.ts';
import { type ItemPlan, patternsOf, planFilms, planShow, requireLibrary } from './plan-items.ts';
import type { RenameDependencies } from './rename-dependencies.ts';

export const PLAN_RENAMES = 'plan_renames';
const RENAMING: ReadonlySet<string> = new Set([APPLY_RENAMES, UNDO_RENAMES]);

const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('items'), items: z.array(ItemRefSchema) }),
  z.object({ kind: z.literal('library'), libraryId: z.int() }),
]);
export type RenameScope = z.infer<typeof Scope>;

const FILMS_AT_ONCE = 40;
const PLANS_KEPT = 20;
const AGAIN_AFTER_MS = 500;
const TWINS = 'Another item would get the same name. Tell them apart by year, id or edition, or leave one of them out.';

export function planRenamesJob(runId: number, scope: RenameScope): NewJob {
  return {
    type: PLAN_RENAMES,
    label: 'Plan new names',
    priority: PRIORITY.user,
    payload: { runId, scope },
    ...(scope.kind === 'library' ? { libraryId: scope.libraryId } : {}),
  };
}

/** Plans what a run is to rename. Begun again after a crash it begins anew, and renames nothing. */
export function createPlanRenamesKind(deps: RenameDependencies): JobKind {
  const { db } = deps;
  return jobKind({
    type: PLAN_RENAMES,
    payload: z.object({ runId: z.int(), scope: Scope }),
    concurrency: 1,
    maxRetries: 0,
    run: async ({ runId, scope }, context) => {
      // Names that are on their way would have changed by the time the plan is looked at.
      if (listUnfinished(db).some(({ type }) => RENAMING.has(type))) {
        return { kind: 'rateLimited', untilMs: deps.clock.now() + AGAIN_AFTER_MS };
      }
      while (!dropOldPlans(db, PLANS_KEPT)) await nextTurn();
      while (!clearRenameRun(db, runId)) await nextTurn();
      try {
        const sums = await new Planner(deps, runId, context).plan(scope);
        return {
          kind: 'done',
          result: { runId, ...sums },
          apply: () => {
            updateRenameRun(db, runId, { state: 'planned', errorMessage: null });
          },
        };
      } catch (error) {
        const errorMessage = error instanceof Error ? error.message : String(error);
        if (!context.signal.aborted) updateRenameRun(db, runId, { state: 'failed', errorMessage });
        throw error;
      }
    },
  });
}

class Planner {
  readonly #deps: RenameDependencies;
  readonly #runId: number;
  readonly #context: JobContext;
  /** Who has a place already: the row, by library and place. */
  readonly #places = new Map<string, number>();
  readonly #sums = { planned: 0, conflicts: 0, unchanged: 0 };
  #done = 0;
  #total = 0;

  constructor(deps: RenameDependencies, runId: number, context: JobContext) {
    this.#deps = deps;
    this.#runId = runId;
    this.#context = context;
  }

  async plan(scope: RenameScope): Promise<{ planned: number; conflicts: number; unchanged: number }> {
    const ids = scope.kind === 'library' ? this.#ofLibrary(scope.libraryId) : this.#ofItems(scope.items);
    this.#total = ids.films.length + ids.shows.length;
    await this.#planFilms(ids.films);
    await this.#planShows(ids.shows);
    this.#context.progress(this.#total, this.#total);
    return this.#sums;
  }

  #ofLibrary(libraryId: number): { films: number[]; shows: number[] } {
    const { db } = this.#deps;
    const library = requireLibrary(db, libraryId);
    if (library.type === 'movies') return { films: itemIdsOf(db, 'movie', libraryId), shows: [] };
    return { films: [], shows: itemIdsOf(db, 'series', libraryId) };
  }

  #ofItems(items: readonly ItemRef[]): { films: number[]; shows: number[] } {
    const { db } = this.#deps;
    const of = (type: ItemRef['type']): number[] => items.filter((item) => item.type === type).map(({ id }) => id);
    const shows = [...of('series'), ...showsOf(db, 'season', of('season')), ...showsOf(db, 'episode', of('episode'))];
    return { films: [...new Set(of('movie'))], shows: [...new Set(shows)] };
  }

  async #planFilms(ids: readonly number[]): Promise<void> {
    const { db } = this.#deps;
    for (let start = 0; start < ids.length; start += FILMS_AT_ONCE) {
      const some = ids.slice(start, start + FILMS_AT_ONCE);
      const byLibrary = Map.groupBy(filmFacts(db, some), ({ libraryId }) => libraryId);
      for (const [libraryId, films] of byLibrary) {
        this.#context.signal.throwIfAborted();
        const library = requireLibrary(db, libraryId);
        const wanted = films.map(({ id }) => id);
        this.#keep(await planFilms(this.#deps, library, wanted, patternsOf(db, libraryId)));
      }
      this.#progress(some.length);
    }
  }

  async #planShows(ids: readonly number[]): Promise<void> {
    const { db } = this.#deps;
    for (const id of ids) {
      this.#context.signal.throwIfAborted();
      const libraryId = showFacts(db, id)?.libraryId;
      if (libraryId !== undefined) {
        const plan = await planShow(this.#deps, requireLibrary(db, libraryId), id, patternsOf(db, libraryId));
        if (plan !== null) this.#keep([plan]);
      }
      this.#progress(1);
    }
  }

  #progress(count: number): void {
    this.#done += count;
    this.#context.progress(this.#done, this.#total);
  }

  #keep(plans: readonly ItemPlan[]): void {
    const { db } = this.#deps;
    transaction(db, () => {
      const unchanged = plans.filter(({ rows }) => rows.length === 0).length;
      if (unchanged > 0) addUnchanged(db, this.#runId, unchanged);
      this.#sums.unchanged += unchanged;
      for (const row of plans.flatMap(({ rows }) => rows)) {
        const id = insertRenameItem(db, this.#runId, row);
        if (row.problem === null) this.#sums.planned += 1;
        else this.#sums.conflicts += 1;
        if (row.problem === null) this.#claim(id, row.libraryId, row.changes);
      }
    });
  }

  /** Of two items that would lie in one place neither is renamed. */
  #claim(id: number, libraryId: number, changes: readonly { after: string }[]): void {
    const { db } = this.#deps;
    for (const { after } of changes) {
      const key = `${String(libraryId)}:${nameKey(after)}`;
      const owner = this.#places.get(key);
      if (owner === undefined) this.#places.set(key, id);
      else if (owner !== id) {
        for (const twin of [owner, id]) setRenameItem(db, twin, { state: 'conflict', problem: TWINS });
      }
    }
  }
}
