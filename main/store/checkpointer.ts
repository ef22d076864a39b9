import { Worker } from 'node:worker_threads';
import type { WriteDb } from './open-database.ts';

/** Checkpoint at the latest this long after something was written. */
const IDLE_MS = 2_000;

/**
 * Keeps the write-ahead log short from another thread, because a checkpoint waits for the disk. A long writer calls
 * `breathe` between transactions: it lets the log be emptied from time to time, without holding the event loop.
 */
export class Checkpointer {
  readonly #thread: Worker;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #lastVersion = 0;
  #turns = 0;

  /** @param threadUrl the checkpoint thread's entry */
  constructor(db: WriteDb, threadUrl: URL) {
    db.pragma('wal_autocheckpoint = 0');
    this.#thread = new Worker(threadUrl, { workerData: { path: db.name }, execArgv: [] });
    this.#thread.unref();
    const changes = db.prepare('SELECT total_changes()').pluck();
    this.#timer = setInterval(() => {
      const version = changes.get() as number;
      if (version === this.#lastVersion) return;
      this.#lastVersion = version;
      void this.checkpoint();
    }, IDLE_MS);
    this.#timer.unref();
  }

  /** Empties the log as far as it goes. One at a time; a second caller waits for the one that runs. */
  checkpoint(): Promise<void> {
    this.#running ??= new Promise<void>((resolve) => {
      const settle = (): void => {
        this.#thread.off('message', settle);
        this.#thread.off('exit', settle);
        this.#running = null;
        this.#thread.unref();
        resolve();
      };
      this.#thread.on('message', settle);
      this.#thread.on('exit', settle);
      // Somebody waits: the process must not end for want of anything else to do.
      this.#thread.ref();
      this.#thread.postMessage('checkpoint');
    });
    return this.#running;
  }

  /** For long writers, after each transaction: every so often waits until the log is empty, so that it starts anew. */
  async breathe(everyTurns: number): Promise<void> {
    this.#turns += 1;
    if (this.#turns % everyTurns === 0) await this.checkpoint();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    const exited = new Promise<void>((resolve) => {
      this.#thread.once('exit', () => {
        resolve();
      });
    });
    this.#thread.ref();
    this.#thread.postMessage('close');
    await exited;
  }
}
