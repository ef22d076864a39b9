import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ManifestState } from '../../../contract/recovery.ts';
import type { Logger } from '../../platform/ports.ts';
import {
  beginGeneration,
  countKept,
  countMarks,
  dropMarks,
  hasMarks,
  isScanning,
  manifestState,
  markAll,
  markGeneral,
  takeMarks,
} from '../../store/manifest-mark.store.ts';
import { manifestFolders, manifestsRoot, readGeneration } from '../../store/manifest-place.ts';
import type { ManifestAnswer, ManifestBatch } from '../../store/manifest-thread.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { nowTimestamp } from '../../store/timestamps.ts';

/** How long a change waits at most, unless a scan runs. */
const EVERY_MS = 2_000;
const BATCH = 100;
/** So many and no more are flushed one by one. */
const FEW = 20;

/**
 * Keeps the manifests beside the cache up to date: looks every two seconds what has changed, and has a thread of its own write
 * that. The marks stand in the database, so that what a crash kept from being written is written after it.
 */
export class ManifestKeeper {
  readonly #db: WriteDb;
  readonly #root: string;
  readonly #appVersion: string;
  readonly #logger: Logger;
  readonly #threadUrl: URL;
  #thread: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #problem: string | null = null;
  #isClosing = false;

  /** @param options.threadUrl the manifest thread's entry */
  constructor(options: { db: WriteDb; dataDir: string; appVersion: string; logger: Logger; threadUrl: URL }) {
    this.#db = options.db;
    this.#root = manifestsRoot(options.dataDir);
    this.#appVersion = options.appVersion;
    this.#logger = options.logger;
    this.#threadUrl = options.threadUrl;
  }

  /**
   * Call before anything writes to the database.
   * @param isLive whether to write by itself from now on; without that, flush and close do
   */
  start(isLive: boolean): void {
    this.#requireOwnFolder();
    if (!isLive) return;
    markGeneral(this.#db);
    this.#timer = setInterval(() => {
      if (this.#running === null && hasMarks(this.#db) && !isScanning(this.#db)) void this.flush();
    }, EVERY_MS);
    this.#timer.unref();
  }

  /** Writes all that has changed. What cannot be written is tried again later; state() says why. */
  flush(): Promise<void> {
    this.#running ??= this.#writeAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  state(): ManifestState {
    const own = manifestState(this.#db);
    const folders = manifestFolders(this.#root);
    return {
      folder: this.#root,
      written: own === null ? 0 : countKept(this.#db),
      waiting: countMarks(this.#db),
      lastWrittenAt: own?.writtenAt ?? null,
      problem: this.#problem,
      earlier: folders.filter(({ generation }) => generation !== own?.generation).length,
    };
  }

  /** Marks everything as changed. Answers how much that is. */
  rewrite(): number {
    markAll(this.#db);
    return countMarks(this.#db);
  }

  /** @param isFlushing writes what has changed first: for those that do not stay open */
  async close(isFlushing: boolean): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    if (isFlushing) await this.flush();
    this.#isClosing = true;
    await this.#running;
    const thread = this.#thread;
    if (thread === null) return;
    const exited = new Promise<void>((resolve) => {
      thread.once('exit', () => {
        resolve();
      });
    });
    thread.ref();
    thread.postMessage('close');
    await exited;
  }

  /** A database that is behind what was written is an older copy: what the newer one knew stays, and it begins anew. */
  #requireOwnFolder(): void {
    const own = manifestState(this.#db);
    const written = own === null ? null : readGeneration(path.join(this.#root, own.generation));
    const isLost = own !== null && own.sequence > 0 && written === null;
    if (isLost) markAll(this.#db);
    // One write may have been cut off between the file and the database.
    const isBehind = own !== null && written !== null && written.sequence > own.sequence + 1;
    if (own === null || isBehind) beginGeneration(this.#db, randomBytes(8).toString('hex'));
  }

  async #writeAll(): Promise<void> {
    const isDurable = countMarks(this.#db) <= FEW;
    for (;;) {
      const marks = takeMarks(this.#db, BATCH);
      const own = manifestState(this.#db);
      if (marks.length === 0 || own === null) return;
      const sequence = own.sequence + 1;
      const answer = await this.#send({
        folder: path.join(this.#root, own.generation),
        marks,
        isDurable,
        generation: {
          generation: own.generation,
          sequence,
          writtenAt: nowTimestamp(),
          appVersion: this.#appVersion,
        },
      });
      if (!answer.ok) {
        if (this.#problem !== answer.message) {
          this.#logger.warn({ message: answer.message }, 'Decisions could not be kept outside the database');
        }
        this.#problem = answer.message;
        return;
      }
      this.#problem = null;
      dropMarks(this.#db, marks, sequence);
      if (this.#isClosing) return;
    }
  }

  #send(batch: ManifestBatch): Promise<ManifestAnswer> {
    const thread = (this.#thread ??= this.#startThread());
    thread.ref();
    return new Promise((resolve) => {
      const settle = (answer: ManifestAnswer): void => {
        thread.off('message', settle);
        thread.off('error', failed);
        thread.unref();
        resolve(answer);
      };
      const failed = (error: Error): void => {
        this.#thread = null;
        settle({ ok: false, message: error.message });
      };
      thread.on('message', settle);
      thread.on('error', failed);
      thread.postMessage(batch);
    });
  }

  #startThread(): Worker {
    return new Worker(this.#threadUrl, { workerData: { path: this.#db.name }, execArgv: [] });
  }
}
