import path from 'node:path';
import type { ItemLink } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { PublishPreview } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { canTransition, transition } from '../../domain/media-state.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import type { FileErrorData } from '../../files/file-error.ts';
import type { PublishStep } from '../../files/publish-step.ts';
import { logActivity } from '../../store/activity.store.ts';
import { findCachedFile, recordCachedFile } from '../../store/cache.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { closeJournal, getJournal, insertPublishLog, openJournal } from '../../store/publish.store.ts';
import { transaction } from '../../store/sql.ts';
import { updateItem } from '../../store/item.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { type BuiltPlan, buildPlan, toPreview } from './build-plan.ts';
import { finishPublication } from './finish-publication.ts';
import { publishScope } from './publish-scope.ts';
import { findUnit, requireUnit } from './publish-unit.ts';
import { settleJournal, settleOpenJournals } from './recover-publications.ts';
import { reverseSteps } from './reverse-steps.ts';

export interface PublishDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
}

export interface Publication {
  journalId: number | null;
  /** Absolute paths written or removed. */
  paths: string[];
  isUnchanged: boolean;
}

/** Plans, writes, journals and takes back publications of items of every kind. One at a time per item. */
export class PublishService {
  readonly #deps: PublishDependencies;
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(deps: PublishDependencies) {
    this.#deps = deps;
  }

  /** Finishes or takes back what a crash interrupted. Call before anything else touches the library. */
  async recover(): Promise<number> {
    return settleOpenJournals(this.#deps);
  }

  async preview(item: ItemRef): Promise<PublishPreview> {
    return toPreview(await buildPlan(this.#deps.db, this.#deps.pool, item));
  }

  /** The item with all below it that can be published; see publishScope. */
  scope(item: ItemRef): ItemLink[] {
    return publishScope(this.#deps.db, item);
  }

  /**
   * Writes an item's plan: journal, stage, rename, verify. `planHash` binds it to a preview; null publishes what the plan
   * is now. Throws `changed_on_disk` when the plan has become another, `conflict` when the disk holds something
   * unexpected, and the file error's code when the disk refuses; then nothing is changed.
   */
  async publish(ref: ItemRef, planHash: string | null, by: 'auto' | 'manual'): Promise<Publication> {
    const { owner } = requireUnit(this.#deps.db, ref);
    return this.#exclusively(owner, async () => {
      const startedMs = performance.now();
      const plan = await this.#plan(owner, by, startedMs);
      if (planHash !== null && plan.planHash !== planHash) {
        throw new CoreError('changed_on_disk', 'Something changed since the preview. Look at the new preview first.');
      }
      const conflict = plan.entries.find((entry) => entry.op === 'conflict');
      if (conflict !== undefined) {
        const message = `${path.basename(conflict.path)}: ${conflict.reason ?? 'conflict'}`;
        const error = new CoreError('conflict', message, { path: conflict.path });
        this.#recordFailure(owner, null, error, { by, startedMs });
        throw error;
      }
      const { members } = plan.unit;
      // Found out now, not after the files are in place.
      for (const { state } of members) transition(state, 'published');
      if (plan.isUnchanged || plan.folderPath === null) {
        this.#markUnchanged(plan);
        return { journalId: null, paths: [], isUnchanged: true };
      }
      const steps = this.#steps(plan);
      const journalId = await this.#run(owner, plan.folderPath, 'publish', steps, {
        assetTypeOf: (target) => plan.entries.find((entry) => entry.path === target)?.assetType ?? null,
        nfo: plan.nfo,
        seenUpdatedAt: new Map(members.map((item) => [item.id, item.updated_at])),
        by,
        startedMs,
      });
      return { journalId, paths: steps.map((step) => step.path), isUnchanged: false };
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
    },
  ): Promise<number> {
    const { owner, members } = requireUnit(this.#deps.db, ref);
    return this.#exclusively(owner, () => {
      for (const { state } of members) transition(state, 'published');
      // One that does not match keeps the mark of what is still to be published.
      const seenUpdatedAt = new Map(
        members.map((item) => [item.id, item.has_unpublished_changes === 1 ? '' : item.updated_at]),
      );
      const { folderPath, steps, assetTypeOf, by } = write;
      const context = { assetTypeOf, nfo: null, seenUpdatedAt, by, startedMs: performance.now() };
      return this.#run(owner, folderPath, 'publish', steps, context);
    });
  }

  /** Puts back the bytes that were there before. Throws `conflict` when it was undone or is not the item's newest. */
  undo(journalId: number): Promise<number> {
    const journal = getJournal(this.#deps.db, journalId);
    if (journal === null) return Promise.reject(new CoreError('not_found', 'This publication is not known any more.'));
    return this.#exclusively(journal.item, async () => {
      const startedMs = performance.now();
      const steps = reverseSteps(this.#deps.db, journalId);
      await this.#run(journal.item, journal.directoryPath, 'undo', steps, {
        assetTypeOf: (target) => journal.steps.find((step) => step.path === target)?.assetType ?? null,
        nfo: null,
        seenUpdatedAt: null,
        by: 'manual',
        startedMs,
        undoes: journalId,
      });
      return steps.length;
    });
  }

  async #run(
    item: ItemRef,
    folderPath: string,
    action: 'publish' | 'undo',
    steps: PublishStep[],
    context: {
      assetTypeOf: (path: string) => string | null;
      nfo: BuiltPlan['nfo'];
      seenUpdatedAt: ReadonlyMap<number, string> | null;
      by: 'auto' | 'manual';
      startedMs: number;
      undoes?: number;
    },
  ): Promise<number> {
    const { db, pool, cacheDir } = this.#deps;
    const journalled = steps.map(({ source: _source, ...step }) => ({
      ...step,
      assetType: context.assetTypeOf(step.path),
    }));
    const journalId = transaction(db, () =>
      openJournal(db, { item, action, directoryPath: folderPath, steps: journalled }),
    );
    const staged = await pool
      .run('stagePublish', { cacheDir, folderPath, steps })
      .catch((error: unknown) => this.#settleNow(journalId, error));
    if (!staged.ok) throw this.#failed(item, journalId, staged.error, context);
    transaction(db, () => {
      for (const file of staged.displaced) {
        recordCachedFile(db, {
          contentHash: file.hash,
          filePath: file.cachePath,
          fileSize: file.sizeBytes,
          assetType: file.ext === 'nfo' ? 'nfo' : 'image',
          mimeType: null,
          width: null,
          height: null,
        });
      }
    });
    const committed = await pool
      .run('commitPublish', {
        cacheDir,
        folderPath,
        steps: steps.map(({ source: _source, ...step }) => step),
      })
      .catch((error: unknown) => this.#settleNow(journalId, error));
    if (!committed.ok) {
      // Not rolled back: the journal stays open and is settled at the next start.
      throw this.#failed(item, committed.rolledBack ? journalId : null, committed.error, context);
    }
    const members = transaction(db, () =>
      finishPublication(db, {
        item,
        journalId,
        action,
        files: committed.files,
        assetTypeOf: context.assetTypeOf,
        nfo: context.nfo,
        seenUpdatedAt: context.seenUpdatedAt,
        publishedBy: context.by,
        durationMs: Math.round(performance.now() - context.startedMs),
        undoes: context.undoes ?? null,
      }),
    );
    this.#announce(members);
    return journalId;
  }

  #steps(plan: BuiltPlan): PublishStep[] {
    const { db } = this.#deps;
    return plan.entries
      .filter((entry) => entry.op === 'create' || entry.op === 'replace' || entry.op === 'remove')
      .map((entry, seq) => {
        const source: PublishStep['source'] =
          entry.afterHash === null
            ? null
            : entry.kind === 'nfo'
              ? { kind: 'bytes', bytes: plan.nfo?.bytes ?? new Uint8Array() }
              : { kind: 'cache', hash: entry.afterHash, ext: cacheExtension(db, entry.afterHash) };
        return {
          seq,
          op: entry.op as PublishStep['op'],
          path: entry.path,
          tempPath: entry.op === 'remove' ? null : newTempPath(entry.path),
          beforeHash: entry.beforeHash,
          afterHash: entry.afterHash,
          source,
        };
      });
  }

  /** A folder that cannot be read is the item's trouble, too, and shows there. */
  async #plan(item: ItemRef, by: 'auto' | 'manual', startedMs: number): Promise<BuiltPlan> {
    try {
      return await buildPlan(this.#deps.db, this.#deps.pool, item);
    } catch (error) {
      if (error instanceof CoreError && (error.code === 'io_error' || error.code === 'permission_denied')) {
        this.#recordFailure(item, null, error, { by, startedMs });
      }
      throw error;
    }
  }

  /** The worker died under a publication: what it left is settled at once, as after a crash. */
  async #settleNow(journalId: number, cause: unknown): Promise<never> {
    const journal = getJournal(this.#deps.db, journalId);
    if (journal?.state === 'open') await settleJournal(this.#deps, journal);
    throw cause;
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
      this.#announce([item]);
    }
  }

  #failed(
    item: ItemRef,
    journalId: number | null,
    error: FileErrorData,
    context: { by: 'auto' | 'manual'; startedMs: number },
  ): CoreError {
    const failure = new CoreError(error.code, error.message, { path: error.path });
    this.#recordFailure(item, journalId, failure, context);
    return failure;
  }

  /** Puts a failure where the person looks: at the item and what shares its files, in its history and in the log. */
  #recordFailure(
    item: ItemRef,
    journalId: number | null,
    error: CoreError,
    context: { by: 'auto' | 'manual'; startedMs: number },
  ): void {
    const { db } = this.#deps;
    const members = findUnit(db, item)?.members ?? [];
    transaction(db, () => {
      const logId = insertPublishLog(db, {
        item,
        publishedBy: context.by,
        isSuccess: false,
        errorMessage: error.message,
        nfoContent: null,
        nfoHash: null,
        assets: [],
        durationMs: Math.round(performance.now() - context.startedMs),
      });
      if (journalId !== null) closeJournal(db, journalId, 'rolled_back', logId);
      for (const member of members) {
        const state = canTransition(member.state, 'error_publish') ? 'error_publish' : member.state;
        updateItem(db, member, { state, error_message: error.message });
      }
      logActivity(db, {
        eventType: 'publish.failed',
        severity: 'error',
        entityType: item.type,
        entityId: item.id,
        description: `Publishing failed: ${error.message}`,
      });
    });
    this.#announce(members);
  }

  #announce(items: readonly ItemRef[]): void {
    for (const { type, id } of items) this.#deps.events.itemChanged({ type, id });
  }

  #exclusively<T>({ type, id }: ItemRef, work: () => Promise<T>): Promise<T> {
    const key = `${type}:${String(id)}`;
    const before = this.#busy.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.#busy.get(key) === settled) this.#busy.delete(key);
      });
    this.#busy.set(key, settled);
    return mine;
  }
}

function cacheExtension(db: WriteDb, hash: string): string {
  const cached = findCachedFile(db, hash);
  if (cached === null) throw new CoreError('file_missing', 'A selected image is not in the cache any more.', { hash });
  return path.extname(cached.filePath).slice(1);
}
