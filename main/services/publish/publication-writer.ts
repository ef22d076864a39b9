import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { canTransition } from '../../domain/media-state.ts';
import type { DisplacedFile, KeptFile } from '../../files/apply-publish.ts';
import type { FileErrorData } from '../../files/file-error.ts';
import type { JournalledStep, PublishStep } from '../../files/publish-step.ts';
import { logActivity } from '../../store/activity.store.ts';
import { type CachedFile, recordCachedFile } from '../../store/cache.store.ts';
import { updateItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import {
  closeJournal,
  getJournal,
  insertPublishLog,
  type NewJournal,
  openJournal,
  openJournalsOf,
  markStaged,
} from '../../store/publish.store.ts';
import { journalNaming, setJournalNaming } from '../../store/publish-profile.store.ts';
import { transaction } from '../../store/sql.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { finishPublication } from './finish-publication.ts';
import { findUnit } from './publish-unit.ts';
import { settleJournal } from './recover-publications.ts';

export interface WriterDependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
}

export type PublishedBy = 'auto' | 'manual' | 'webhook';

/** Whose run a publication is part of, and its place in it. */
export type RunPlace = NonNullable<NewJournal['run']>;

/** What is to be written, whoever thought of it: a publication, one taken back, an earlier state put back. */
export interface PublicationOrder {
  /** Who the journal is of. */
  item: ItemRef;
  folderPath: string;
  action: 'publish' | 'undo';
  steps: readonly PublishStep[];
  assetTypeOf: (path: string) => string | null;
  /** What is written as NFO; null when it is left alone, or for an undo. */
  nfo: { path: string; hash: string; text: string } | null;
  /** See FinishedPublication. */
  seenUpdatedAt: ReadonlyMap<number, string> | null;
  by: PublishedBy;
  /** When the work began, by performance.now. */
  startedMs: number;
  run: RunPlace | null;
  /** The journal that this one takes back, or whose state it brings back. */
  undoes?: number;
  republishes?: number;
  /** Under which names the files are; those of the publication that is brought back where nothing is said. */
  namingKey?: string | null;
  /** Folders that an undone publication had made: they go when nothing is left in them. */
  madeFolders?: readonly string[];
}

/** Writes orders to the disk, each with a journal that a crash cannot confuse, and records what came of it. */
export class PublicationWriter {
  readonly #deps: WriterDependencies;
  readonly #writing = new Set<number>();

  constructor(deps: WriterDependencies) {
    this.#deps = deps;
  }

  /**
   * Journal, stage, rename, verify, record. Answers the journal. Throws the file error's code when the disk refuses; then
   * nothing is changed, or the journal stays open until the disk is back.
   */
  async write(order: PublicationOrder): Promise<number> {
    const { db } = this.#deps;
    const { item, folderPath, steps, action } = order;
    const journalId = transaction(db, () => {
      const id = openJournal(db, {
        item,
        action,
        directoryPath: folderPath,
        steps: journalled(steps).map((step) => ({ ...step, assetType: order.assetTypeOf(step.path) })),
        publishedBy: order.by,
        run: order.run,
        undoesId: order.undoes ?? null,
        republishesId: order.republishes ?? null,
      });
      const { republishes, namingKey = republishes === undefined ? null : journalNaming(db, republishes) } = order;
      if (namingKey !== null) setJournalNaming(db, id, namingKey);
      return id;
    });
    this.#writing.add(journalId);
    try {
      await this.#carryOut(order, journalId);
      return journalId;
    } finally {
      this.#writing.delete(journalId);
    }
  }

  /** Whether this journal is on its way to the disk now. */
  isWriting(journalId: number): boolean {
    return this.#writing.has(journalId);
  }

  async #carryOut(order: PublicationOrder, journalId: number): Promise<void> {
    const { db, pool, cacheDir } = this.#deps;
    const { item, folderPath, steps, action } = order;
    const staged = await pool
      .run('stagePublish', { cacheDir, folderPath, steps })
      .catch((error: unknown) => this.#settleNow(journalId, error));
    if (!staged.ok) throw this.#failed(order, staged.isClean ? journalId : null, staged.error);
    transaction(db, () => {
      for (const file of [...staged.displaced, ...staged.kept]) recordCachedFile(db, cachedFile(file));
      markStaged(db, journalId, staged.madeFolders);
    });
    const emptied = [...(order.madeFolders ?? [])];
    const committed = await pool
      .run('commitPublish', { cacheDir, folderPath, steps: journalled(steps), emptied, staged: staged.staged })
      .catch((error: unknown) => this.#settleNow(journalId, error));
    if (!committed.ok) {
      // Not rolled back: the journal stays open, and is settled before anything else is written there.
      throw this.#failed(order, committed.rolledBack ? journalId : null, committed.error);
    }
    const members = transaction(db, () =>
      finishPublication(db, {
        item,
        journalId,
        action,
        files: committed.files,
        displaced: staged.displaced,
        assetTypeOf: order.assetTypeOf,
        nfo: order.nfo,
        seenUpdatedAt: order.seenUpdatedAt,
        publishedBy: order.by,
        durationMs: Math.round(performance.now() - order.startedMs),
        undoes: order.undoes ?? null,
        republishes: order.republishes ?? null,
        run: order.run,
      }),
    );
    this.announce(members);
  }

  /**
   * Settles what an earlier publication of the item had to leave because the disk went away or refused. Throws
   * `library_offline` when it is away still, else the file error's code.
   */
  async settleLeft(item: ItemRef): Promise<void> {
    for (const journal of openJournalsOf(this.#deps.db, item)) {
      const obstacle = await settleJournal(this.#deps, journal);
      if (obstacle === null) continue;
      const folder = journal.directoryPath;
      if (obstacle.code === 'library_offline' || (obstacle.code === 'not_found' && obstacle.path === folder)) {
        throw new CoreError(
          'library_offline',
          `An earlier publication was interrupted in ${folder}, which cannot be reached now. Connect the disk or share, then try again.`,
          { path: folder },
        );
      }
      throw new CoreError(
        obstacle.code,
        `An earlier publication in ${folder} could not be brought to an end, so nothing new is written there yet: ${obstacle.message}`,
        { path: obstacle.path },
      );
    }
  }

  /** Puts a failure where the person looks: at the item and what shares its files, in its history and in the log. */
  recordFailure(
    item: ItemRef,
    journalId: number | null,
    error: CoreError,
    context: { by: PublishedBy; startedMs: number },
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
        displaced: [],
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
    this.announce(members);
  }

  announce(items: readonly ItemRef[]): void {
    for (const { type, id } of items) this.#deps.events.itemChanged({ type, id });
  }

  /** The worker died under a publication: what it left is settled at once, as after a crash. */
  async #settleNow(journalId: number, cause: unknown): Promise<never> {
    const journal = getJournal(this.#deps.db, journalId);
    if (journal?.state === 'open') await settleJournal(this.#deps, journal);
    throw cause;
  }

  #failed(order: PublicationOrder, journalId: number | null, error: FileErrorData): CoreError {
    const failure = new CoreError(error.code, error.message, { path: error.path });
    this.recordFailure(order.item, journalId, failure, order);
    return failure;
  }
}

/** Without what is written: a journal keeps no bytes. */
function journalled(steps: readonly PublishStep[]): JournalledStep[] {
  return steps.map(({ source: _source, ...step }) => step);
}

function cachedFile(file: DisplacedFile | KeptFile): CachedFile {
  return {
    contentHash: file.hash,
    filePath: file.cachePath,
    fileSize: file.sizeBytes,
    assetType: file.ext === 'nfo' ? 'nfo' : 'image',
    mimeType: null,
    width: null,
    height: null,
  };
}
