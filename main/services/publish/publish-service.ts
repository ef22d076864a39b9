import path from 'node:path';
import type { ItemLink } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { FileChoice, PublishPreview } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { transition } from '../../domain/media-state.ts';
import type { PublishStep } from '../../files/publish-step.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { updateItem } from '../../store/item.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import type { RulesOf } from '../items/item-completeness.ts';
import { createItemEdits, type ItemEdits } from '../items/item-edits.ts';
import { type BuiltPlan, buildPlan, type PlanOptions } from './build-plan.ts';
import { noteFindings } from './note-findings.ts';
import { reasonOf, toPreview } from './plan-view.ts';
import { publishScope } from './publish-scope.ts';
import type { ItemTurns } from './item-turns.ts';
import type { PublicationWriter, PublishedBy, RunPlace } from './publication-writer.ts';
import { publishSteps } from './publish-steps.ts';
import { requireUnit } from './publish-unit.ts';
import { showOutsideImages } from './show-outside-images.ts';
import { reconsider } from './reconsider.ts';
import { settleChoices } from './settle-choices.ts';
import { settleOpenJournals } from './recover-publications.ts';

export interface PublishDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  /** Shared with whatever else writes to items' files. */
  turns: ItemTurns;
  writer: PublicationWriter;
  rules: RulesOf;
}

export interface PublishOptions {
  /** Of the preview it is bound to; null publishes what the plan is now. */
  planHash: string | null;
  by: PublishedBy;
  /** The run that it is part of. */
  run?: RunPlace;
  /** Settle the plan's conflicts first; see settleChoices. */
  choices?: readonly FileChoice[];
}

export interface Publication {
  journalId: number | null;
  /** Absolute paths written or removed. */
  paths: string[];
  isUnchanged: boolean;
  /** Why there is no place to write to, where there is something to be written; else null. */
  noPlace: BuiltPlan['problems'][number] | null;
  /** Edits that took in what others had changed, newest first. */
  editIds: number[];
}

/** Plans and writes publications of items of every kind. One at a time per item. */
export class PublishService {
  readonly #deps: PublishDependencies;
  readonly #edits: ItemEdits;

  constructor(deps: PublishDependencies) {
    this.#deps = deps;
    this.#edits = createItemEdits(deps.db, deps.rules, (item) => {
      deps.events.itemChanged(item);
    });
  }

  /** Finishes or takes back what a crash interrupted. Call before anything else touches the library. */
  async recover(): Promise<number> {
    return settleOpenJournals(this.#deps);
  }

  /** Whether a publication is on its way to the disk now, so that its open journal is nothing to settle. */
  isWriting(journalId: number): boolean {
    return this.#deps.writer.isWriting(journalId);
  }

  async preview(item: ItemRef): Promise<PublishPreview> {
    const plan = await this.lookAt(item);
    await showOutsideImages(this.#deps, plan);
    return toPreview(plan);
  }

  /** The plan as it is now. What others did to the NFO is noted, so that a program that does it again is found out. */
  async lookAt(item: ItemRef, options: PlanOptions = {}): Promise<BuiltPlan> {
    const plan = await buildPlan(this.#deps.db, this.#deps.pool, item, options);
    noteFindings(this.#deps.db, plan);
    return plan;
  }

  /**
   * Settles conflicts of a previewed plan without publishing it; answers the edits, newest first. Throws `changed_on_disk`
   * when the plan has become another, and what settleChoices throws.
   */
  resolve(ref: ItemRef, planHash: string, choices: readonly FileChoice[]): Promise<number[]> {
    const { owner } = requireUnit(this.#deps.db, ref);
    return this.#deps.turns.take(owner, async () => {
      const plan = await this.lookAt(owner);
      requireSame(plan, planHash);
      return settleChoices({ ...this.#deps, edits: this.#edits }, plan, choices);
    });
  }

  /**
   * Takes back what resolve did: the files are in conflict again, and the edits are undone but for those that later ones
   * stand upon. Throws `not_found`.
   */
  reconsider(ref: ItemRef, paths: readonly string[], editIds: readonly number[]): Promise<void> {
    const { owner } = requireUnit(this.#deps.db, ref);
    return this.#deps.turns.take(owner, () => {
      reconsider({ db: this.#deps.db, edits: this.#edits }, requireUnit(this.#deps.db, owner), paths, editIds);
      return Promise.resolve();
    });
  }

  /** The item with all below it that can be published; see publishScope. */
  scope(item: ItemRef): ItemLink[] {
    return publishScope(this.#deps.db, item);
  }

  /**
   * Writes an item's plan: journal, stage, rename, verify. Throws `changed_on_disk` when the plan has become another,
   * `conflict` when the disk holds something unexpected and no choice was made about it, and the file error's code when the
   * disk refuses; then no file is changed.
   */
  async publish(ref: ItemRef, { planHash, by, run, choices = [] }: PublishOptions): Promise<Publication> {
    const { db, turns, writer } = this.#deps;
    const { owner } = requireUnit(db, ref);
    return turns.take(owner, async () => {
      const startedMs = performance.now();
      await writer.settleLeft(owner);
      let plan = await this.#plan(owner, by, startedMs);
      if (planHash !== null) requireSame(plan, planHash);
      let editIds: number[] = [];
      if (choices.length > 0) {
        editIds = await settleChoices({ ...this.#deps, edits: this.#edits }, plan, choices);
        plan = await this.#plan(owner, by, startedMs);
      }
      const conflict = plan.entries.find((entry) => entry.op === 'conflict');
      if (conflict !== undefined) {
        const message = `${path.basename(conflict.path)}: ${reasonOf(conflict) ?? 'conflict'}`;
        const error = new CoreError('conflict', message, { path: conflict.path });
        writer.recordFailure(owner, null, error, { by, startedMs });
        throw error;
      }
      const { members } = plan.unit;
      // Found out now, not after the files are in place.
      for (const { state } of members) transition(state, 'published');
      if (plan.isUnchanged || plan.folderPath === null) {
        this.#markUnchanged(plan);
        noteFindings(db, plan);
        return { journalId: null, paths: [], isUnchanged: true, noPlace: noPlaceOf(plan), editIds };
      }
      const steps = publishSteps(db, plan);
      const journalId = await writer.write({
        item: owner,
        folderPath: plan.folderPath,
        action: 'publish',
        namingKey: plan.namingKey,
        steps,
        run: run ?? null,
        assetTypeOf: (target) =>
          plan.entries.find((entry) => entry.path === target || entry.fromPath === target)?.assetType ?? null,
        nfo: plan.nfo,
        seenUpdatedAt: new Map(members.map((item) => [item.id, item.updated_at])),
        by,
        startedMs,
      });
      return { journalId, paths: steps.map((step) => step.path), isUnchanged: false, noPlace: null, editIds };
    });
  }

  /**
   * Writes, renames or removes single files of an item beside its plan: what verification puts right. Journalled, kept and
   * undone as a publication; what was edited and not published yet stays so. Throws what publish throws of the disk.
   * @param write.folderPath the item's own folder, which holds every path of the steps
   */
  write(
    ref: ItemRef,
    write: {
      folderPath: string;
      steps: PublishStep[];
      assetTypeOf: (path: string) => string | null;
      by: 'auto' | 'manual';
      /** The run that it is part of. */
      run?: RunPlace;
    },
  ): Promise<number> {
    const { db, turns, writer } = this.#deps;
    const { owner, members } = requireUnit(db, ref);
    return turns.take(owner, async () => {
      const startedMs = performance.now();
      await writer.settleLeft(owner);
      for (const { state } of members) transition(state, 'published');
      // One that does not match keeps the mark of what is still to be published.
      const seenUpdatedAt = new Map(
        members.map((item) => [item.id, item.has_unpublished_changes === 1 ? '' : item.updated_at]),
      );
      const { run = null } = write;
      return writer.write({ ...write, item: owner, action: 'publish', nfo: null, seenUpdatedAt, startedMs, run });
    });
  }

  /** A folder that cannot be read is the item's trouble, too, and shows there. */
  async #plan(item: ItemRef, by: PublishedBy, startedMs: number): Promise<BuiltPlan> {
    try {
      return await this.lookAt(item, { withDiff: false });
    } catch (error) {
      if (error instanceof CoreError && (error.code === 'io_error' || error.code === 'permission_denied')) {
        this.#deps.writer.recordFailure(item, null, error, { by, startedMs });
      }
      throw error;
    }
  }

  /**
   * Nothing to write is a publication, too: what is on disk is what was wanted, and an earlier failure is over. Without a
   * place to write to, what was edited stays unpublished.
   */
  #markUnchanged({ unit, folderPath }: BuiltPlan): void {
    const { db } = this.#deps;
    if (folderPath === null) return;
    for (const item of unit.members) {
      const hasFailed = item.state === 'error_publish';
      if (item.has_unpublished_changes === 0 && !hasFailed) continue;
      updateItem(db, item, {
        has_unpublished_changes: 0,
        ...(hasFailed ? { state: transition(item.state, 'published'), error_message: null } : {}),
      });
      this.#deps.writer.announce([item]);
    }
  }
}

function noPlaceOf({ unit, folderPath, problems }: BuiltPlan): Publication['noPlace'] {
  const hasChanges = unit.members.some((item) => item.has_unpublished_changes === 1);
  return folderPath === null && hasChanges ? (problems[0] ?? null) : null;
}

function requireSame(plan: BuiltPlan, planHash: string): void {
  if (plan.planHash === planHash) return;
  throw new CoreError('changed_on_disk', 'Something changed since the preview. Look at the new preview first.');
}
