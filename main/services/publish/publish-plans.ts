import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ItemRef, ItemType } from '../../../contract/primitives.ts';
import type { ItemConflict, PlanFilter, PlanRow, PlanScope, PlanState } from '../../../contract/publish-plans.ts';
import type { ConflictChoice } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { type FoundFile, standingChecks } from '../../store/publish-check.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { checkContext } from './check-context.ts';
import { unitTitle } from './item-title.ts';
import { listPlanScope } from './list-plan-scope.ts';
import { otherWriters } from './other-writers.ts';
import { failedItem, fits, noCounts, type PlannedItem, plannedItem, unchangedItem } from './plan-rows.ts';
import type { PublishService } from './publish-service.ts';
import { findUnit } from './publish-unit.ts';

export interface PlansDependencies {
  db: WriteDb;
  pool: WorkerPool;
  events: EventSink;
  publisher: PublishService;
}

interface Session {
  id: number;
  abort: AbortController;
  state: PlanState['state'];
  refs: ItemRef[];
  /** Beside `refs`; null for what was not looked at yet. */
  rows: (PlannedItem | null)[];
  checked: number;
  counts: PlanState['counts'];
  items: PlanState['items'];
  isOfLibrary: boolean;
  /** Of single items those become known as the items are looked at. */
  libraryIds: Set<number>;
  announcedMs: number;
  /** What the last choice for all did, to be taken back. */
  settled: { index: number; paths: string[]; editIds: number[] }[];
}

const KEPT_SESSIONS = 4;
const ANNOUNCE_MS = 200;
/** Items that one worker compares with what was found of them, without opening anything. */
const CHUNK = 1000;

/**
 * Plans of many items, made step by step and kept in memory while a window looks at them. What has not changed since it was
 * found to be as it should be is told by its files' sizes and times; everything else is planned as for one item.
 */
export class PublishPlans {
  readonly #deps: PlansDependencies;
  readonly #sessions = new Map<number, Session>();
  #lastId = 0;

  constructor(deps: PlansDependencies) {
    this.#deps = deps;
  }

  /** Begins a plan. Throws `not_found` for a library that is not there. */
  async start(scope: PlanScope): Promise<PlanState> {
    const abort = new AbortController();
    const refs = await listPlanScope(this.#deps.db, scope, abort.signal);
    this.#lastId += 1;
    const session: Session = {
      id: this.#lastId,
      abort,
      state: 'planning',
      refs,
      rows: refs.map(() => null),
      checked: 0,
      counts: noCounts(),
      items: { unchanged: 0, changed: 0, conflicting: 0, failed: 0 },
      isOfLibrary: 'libraryId' in scope,
      libraryIds: new Set('libraryId' in scope ? [scope.libraryId] : []),
      announcedMs: 0,
      settled: [],
    };
    this.#sessions.set(session.id, session);
    for (const id of [...this.#sessions.keys()].slice(0, -KEPT_SESSIONS)) this.#forget(id);
    void this.#work(session);
    return this.#stateOf(session);
  }

  /** Resolves when the plan is made, or given up. For whoever has no window to look at meanwhile. */
  async whenDone(planId: number): Promise<PlanState> {
    const session = this.#require(planId);
    while (session.state === 'planning') await nextTurn();
    return this.#stateOf(session);
  }

  state(planId: number): PlanState {
    return this.#stateOf(this.#require(planId));
  }

  page(planId: number, filter: PlanFilter | null, offset: number, limit: number): { rows: PlanRow[]; total: number } {
    const fitting = this.#known(planId).filter((row) => fits(row, filter));
    const rows = fitting.slice(offset, offset + limit).map(({ conflict: _conflict, ...row }) => ({
      ...row,
      title: row.title ?? this.#titleOf(row.item),
    }));
    return { rows, total: fitting.length };
  }

  /** What a publication of many would write. */
  items(planId: number): ItemRef[] {
    return this.#known(planId)
      .filter(({ status }) => status === 'changed')
      .map(({ item }) => item);
  }

  conflicts(planId: number, offset: number, limit: number): { conflicts: ItemConflict[]; total: number } {
    const all = this.#known(planId).flatMap(({ conflict }) => (conflict === null ? [] : [conflict]));
    return { conflicts: all.slice(offset, offset + limit), total: all.length };
  }

  cancel(planId: number): PlanState {
    const session = this.#require(planId);
    if (session.state === 'planning') {
      session.state = 'cancelled';
      session.abort.abort();
      this.#announce(session, true);
    }
    return this.#stateOf(session);
  }

  /** Makes one choice for every conflict that allows it; what it does not settle stays in conflict. */
  async resolveAll(planId: number, choice: ConflictChoice): Promise<{ resolved: number; left: number }> {
    const session = this.#require(planId);
    session.settled = [];
    let left = 0;
    for (const [index, row] of session.rows.entries()) {
      if (row?.conflict == null) continue;
      const settled = await this.#settle(row.conflict, choice);
      if (settled !== null) session.settled.push({ index, ...settled });
      this.#setRow(session, index, await this.#planOne(row.item, row.title));
      if ((session.rows[index]?.counts.conflict ?? 0) > 0) left += 1;
    }
    this.#announce(session, true);
    return { resolved: session.settled.length, left };
  }

  /** Opens the conflicts again that the last resolveAll settled; answers of how many items. */
  async takeBackChoice(planId: number): Promise<{ takenBack: number }> {
    const session = this.#require(planId);
    const { settled } = session;
    session.settled = [];
    for (const { index, paths, editIds } of settled) {
      const ref = session.refs[index] as ItemRef;
      await this.#deps.publisher.reconsider(ref, paths, editIds);
      this.#setRow(session, index, await this.#planOne(ref, null));
    }
    this.#announce(session, true);
    return { takenBack: settled.length };
  }

  /** Looks again at items of a plan. */
  async replan(planId: number, items: readonly ItemRef[]): Promise<PlanState> {
    const session = this.#require(planId);
    const keys = new Set(items.map(keyOf));
    for (const [index, row] of session.rows.entries()) {
      if (row !== null && keys.has(keyOf(row.item)))
        this.#setRow(session, index, await this.#planOne(row.item, row.title));
    }
    this.#announce(session, true);
    return this.#stateOf(session);
  }

  /** Gives up what is still being planned. */
  close(): void {
    for (const id of [...this.#sessions.keys()]) this.#forget(id);
  }

  /** Null when nothing could be settled. */
  async #settle(
    { item, planHash, files }: ItemConflict,
    choice: ConflictChoice,
  ): Promise<{ paths: string[]; editIds: number[] } | null> {
    const choices = files
      .filter((file) => file.choices.includes(choice))
      .map((file) => ({ path: file.path, choice, fields: [] }));
    if (choices.length === 0) return null;
    try {
      const editIds = await this.#deps.publisher.resolve(item, planHash, choices);
      return { paths: choices.map(({ path }) => path), editIds };
    } catch (error) {
      if (error instanceof CoreError) return null;
      throw error;
    }
  }

  async #work(session: Session): Promise<void> {
    try {
      const open = await this.#tellUnchanged(session);
      const queue = open.values();
      const worker = async (): Promise<void> => {
        for (const index of queue) {
          session.abort.signal.throwIfAborted();
          const ref = session.refs[index] as ItemRef;
          this.#setRow(session, index, await this.#planOne(ref, null));
        }
      };
      await Promise.all(Array.from({ length: this.#deps.pool.size + 1 }, worker));
      if (session.state === 'planning') session.state = 'done';
    } catch {
      // Given up, or the core is closing under it: what was found out by then stays to be looked at.
      session.state = 'cancelled';
    }
    this.#announce(session, true);
  }

  /** Settles what is as it was found last, without opening a file; answers the positions of everything else. */
  async #tellUnchanged(session: Session): Promise<number[]> {
    const open: number[] = [];
    const chunks: number[] = [];
    for (let start = 0; start < session.refs.length; start += CHUNK) chunks.push(start);
    const queue = chunks.values();
    const worker = async (): Promise<void> => {
      for (const start of queue) {
        session.abort.signal.throwIfAborted();
        open.push(...(await this.#checkChunk(session, start)));
        this.#announce(session, false);
      }
    };
    await Promise.all(Array.from({ length: this.#deps.pool.size }, worker));
    return open.sort((a, b) => a - b);
  }

  async #checkChunk(session: Session, start: number): Promise<number[]> {
    const refs = session.refs.slice(start, start + CHUNK);
    const standing = await this.#standing(session, refs);
    const found = refs.flatMap((ref, at) => {
      const files = standing.get(keyOf(ref));
      return files === undefined ? [] : [{ index: start + at, ref, files }];
    });
    const changed = await this.#deps.pool.run(
      'checkPublished',
      found.map(({ files }) => files),
    );
    const isChanged = new Set(changed);
    found.forEach(({ index, ref, files }, at) => {
      if (isChanged.has(at)) return;
      const present = files.filter(([, sizeBytes]) => sizeBytes !== null);
      this.#setRow(session, index, unchangedItem(ref, present.length));
    });
    return refs.flatMap((_, at) => (session.rows[start + at] === null ? [start + at] : []));
  }

  async #standing(session: Session, refs: readonly ItemRef[]): Promise<Map<string, FoundFile[]>> {
    const { db } = this.#deps;
    const standing = new Map<string, FoundFile[]>();
    const groups = new Map<ItemType, number[]>();
    for (const { type, id } of refs) groups.set(type, [...(groups.get(type) ?? []), id]);
    for (const [type, ids] of groups) {
      for (let start = 0; start < ids.length; start += 200) {
        const slice = ids.slice(start, start + 200);
        for (const context of this.#contexts(session, type, slice)) {
          for (const [id, files] of standingChecks(db, type, slice, context)) standing.set(keyOf({ type, id }), files);
        }
        await nextTurn();
      }
    }
    return standing;
  }

  #contexts({ libraryIds, isOfLibrary }: Session, type: ItemType, ids: readonly number[]): string[] {
    const { db } = this.#deps;
    if (!isOfLibrary) for (const id of ids) libraryIds.add(getItem(db, { type, id })?.library_id ?? 0);
    return [...new Set([...libraryIds].map((libraryId) => checkContext(db, libraryId, type)))];
  }

  async #planOne(ref: ItemRef, title: string | null): Promise<PlannedItem> {
    try {
      return plannedItem(await this.#deps.publisher.lookAt(ref, { trustsTimes: true, withDiff: false }));
    } catch (error) {
      return failedItem(ref, title, error);
    }
  }

  #setRow(session: Session, index: number, row: PlannedItem): void {
    const before = session.rows[index] ?? null;
    if (before === null) session.checked += 1;
    else count(session, before, -1);
    session.rows[index] = row;
    count(session, row, 1);
    this.#announce(session, false);
  }

  #announce(session: Session, isLast: boolean): void {
    const nowMs = performance.now();
    if (!isLast && nowMs - session.announcedMs < ANNOUNCE_MS) return;
    session.announcedMs = nowMs;
    this.#deps.events.publish({ name: 'publish.planProgressed', payload: { planId: session.id } });
  }

  #stateOf({ id, state, refs, checked, counts, items, libraryIds }: Session): PlanState {
    return {
      planId: id,
      state,
      total: refs.length,
      checked,
      counts: { ...counts },
      items: { ...items },
      otherWriters: [...libraryIds].flatMap((libraryId) => otherWriters(this.#deps.db, libraryId)),
    };
  }

  #titleOf(item: ItemRef): string {
    const unit = findUnit(this.#deps.db, item);
    return unit === null ? '' : unitTitle(this.#deps.db, unit);
  }

  #known(planId: number): PlannedItem[] {
    return this.#require(planId).rows.filter((row) => row !== null);
  }

  #require(planId: number): Session {
    const session = this.#sessions.get(planId);
    if (session !== undefined) return session;
    throw new CoreError('not_found', 'This plan is not kept any more. Plan again.', { planId });
  }

  #forget(id: number): void {
    this.#sessions.get(id)?.abort.abort();
    this.#sessions.delete(id);
  }
}

function count(session: Session, row: PlannedItem, by: 1 | -1): void {
  for (const op of Object.keys(row.counts) as (keyof typeof row.counts)[]) session.counts[op] += by * row.counts[op];
  session.items[row.status === 'conflict' ? 'conflicting' : row.status] += by;
}

function keyOf({ type, id }: ItemRef): string {
  return `${type}:${String(id)}`;
}
