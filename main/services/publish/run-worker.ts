import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { JobContext } from '../../jobs/job-kind.ts';
import type { Logger } from '../../platform/ports.ts';
import {
  addRunItem,
  clearRunItems,
  endRunItem,
  getRun,
  markRunListed,
  runScope,
  standingJournalsOfRun,
  type WaitingRunItem,
  waitingRunItems,
} from '../../store/publish-run.store.ts';
import { inSlices } from '../enrich/in-slices.ts';
import { unitTitle } from './item-title.ts';
import type { PublishService } from './publish-service.ts';
import { findUnit } from './publish-unit.ts';
import { itemsOfScope, RunScope } from './run-scope.ts';
import { type UndoDependencies, undoPublication } from './undo-publication.ts';

/** Items that are published side by side: some wait for the disk while another's plan is made. */
const AT_ONCE = 6;
const PAGE = 100;
/** Something of somebody else's is in the way; the rest of the run does not suffer from it. */
const LEFT_OUT = new Set(['conflict', 'changed_on_disk', 'nfo_not_xml']);

/** What a run came to, as its job tells it. Which items, and why, is in the report. */
export interface RunSums {
  runId: number;
  action: 'publish' | 'undo';
  published: number;
  unchanged: number;
  leftOut: number;
  failed: number;
  [key: string]: number | string;
}

/** Carries runs out, item by item. What came of each is written down with it, so nothing is done twice. */
export class RunWorker {
  readonly #deps: UndoDependencies & { publisher: PublishService; logger: Logger };

  constructor(deps: UndoDependencies & { publisher: PublishService; logger: Logger }) {
    this.#deps = deps;
  }

  /** Works through what nothing has come of yet. Throws the signal's reason when it is told to stop. */
  async run(runId: number, context: JobContext): Promise<RunSums> {
    const { db } = this.#deps;
    const asked = runScope(db, runId);
    if (asked === null) throw new CoreError('not_found', 'This publication is not known any more.');
    const scope = RunScope.parse(asked.scope);
    if (!asked.isListed) await this.#list(runId, scope, context.signal);
    // Undoing goes strictly backwards: what was written last is taken back first.
    await this.#work(runId, asked.requestedBy, asked.action === 'undo' ? 1 : AT_ONCE, context);
    const run = getRun(db, runId);
    const { written, unchanged, leftOut, failed } = run?.counts ?? { written: 0, unchanged: 0, leftOut: 0, failed: 0 };
    return { runId, action: asked.action, published: written, unchanged, leftOut, failed };
  }

  async #list(runId: number, scope: RunScope, signal: AbortSignal): Promise<void> {
    const { db } = this.#deps;
    clearRunItems(db, runId);
    if ('undoRunId' in scope) {
      const journals = standingJournalsOfRun(db, scope.undoRunId);
      await inSlices(db, journals, ({ id, item }, at) => addRunItem(db, runId, at, item, id), signal);
    } else {
      const items = [...itemsOfScope(db, scope)];
      await inSlices(db, items, (item, at) => addRunItem(db, runId, at, item), signal);
    }
    markRunListed(db, runId);
  }

  async #work(runId: number, by: 'auto' | 'manual' | 'webhook', atOnce: number, context: JobContext): Promise<void> {
    const { db } = this.#deps;
    const waiting = new WaitingItems((after) => waitingRunItems(db, runId, after, PAGE));
    const begun = getRun(db, runId);
    const total = begun?.total ?? 0;
    let done = begun === null ? 0 : Object.values(begun.counts).reduce((sum, count) => sum + count, 0);
    const progress = (message?: string): void => {
      context.progress(done, total, message);
    };
    progress();
    const lane = async (): Promise<void> => {
      for (let item = waiting.next(); item !== null; item = waiting.next()) {
        context.signal.throwIfAborted();
        const title = this.#titleOf(item.item);
        progress(title);
        await this.#one(runId, item, title, by);
        done += 1;
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane));
    progress();
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  }

  async #one(
    runId: number,
    { item, position, undoesJournalId }: WaitingRunItem,
    title: string,
    by: 'auto' | 'manual' | 'webhook',
  ): Promise<void> {
    const { db, publisher, logger } = this.#deps;
    const run = { id: runId, position };
    try {
      if (undoesJournalId !== null) {
        await undoPublication(this.#deps, undoesJournalId, { by, run });
        return;
      }
      const { isUnchanged, noPlace } = await publisher.publish(item, { planHash: null, by, run });
      // What was written is told of in the transaction that records it.
      if (!isUnchanged) return;
      const why = noPlace === null ? null : { reasonCode: noPlace.code, reason: noPlace.message };
      endRunItem(
        db,
        runId,
        position,
        why === null ? { outcome: 'unchanged', title } : { outcome: 'left_out', title, ...why },
      );
    } catch (error) {
      if (!(error instanceof CoreError)) logger.error({ error, item, runId }, 'Publishing an item failed');
      endRunItem(db, runId, position, {
        outcome: error instanceof CoreError && LEFT_OUT.has(error.code) ? 'left_out' : 'failed',
        title,
        reasonCode: error instanceof CoreError ? error.code : 'internal',
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #titleOf(item: ItemRef): string {
    const unit = findUnit(this.#deps.db, item);
    return unit === null ? '' : unitTitle(this.#deps.db, unit);
  }
}

/** Hands out what waits, page by page, each item once. */
class WaitingItems {
  readonly #load: (after: number) => WaitingRunItem[];
  #page: WaitingRunItem[] = [];
  #last = -1;

  constructor(load: (after: number) => WaitingRunItem[]) {
    this.#load = load;
  }

  next(): WaitingRunItem | null {
    if (this.#page.length === 0) this.#page = this.#load(this.#last);
    const item = this.#page.shift() ?? null;
    if (item !== null) this.#last = item.position;
    return item;
  }
}
