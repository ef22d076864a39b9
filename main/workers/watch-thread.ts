import { Worker } from 'node:worker_threads';
import type { WatchReport, WatchRequest } from './watch-messages.ts';

/** The thread that watches libraries. It is begun with the first of them. */
export class WatchThread {
  readonly #url: URL;
  #worker: Worker | null = null;
  readonly #watched = new Set<number>();
  #onReport: (report: WatchReport) => void = () => undefined;

  /** @param url the built entry of the thread */
  constructor(url: URL) {
    this.#url = url;
  }

  /** Who hears what happens; one at a time. */
  listen(onReport: (report: WatchReport) => void): void {
    this.#onReport = onReport;
  }

  watch(libraryId: number, root: string, mode: 'auto' | 'poll'): void {
    this.#watched.add(libraryId);
    this.#tell({ kind: 'watch', libraryId, root, mode });
  }

  unwatch(libraryId: number): void {
    if (!this.#watched.delete(libraryId)) return;
    this.#tell({ kind: 'unwatch', libraryId });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    this.#worker = null;
    const exited = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
    });
    worker.postMessage({ kind: 'close' } satisfies WatchRequest);
    // A share that does not answer may hold it up for minutes.
    const timer = setTimeout(() => void worker.terminate(), 2_000);
    await exited;
    clearTimeout(timer);
  }

  #tell(request: WatchRequest): void {
    this.#worker ??= this.#begin();
    this.#worker.postMessage(request);
  }

  #begin(): Worker {
    // What it knows of a folder is small; the heap of its first walk is let go soon when it is kept small as well.
    const worker = new Worker(this.#url, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 192 } });
    worker.unref();
    worker.on('message', (report: WatchReport) => {
      if (worker === this.#worker) this.#onReport(report);
    });
    worker.on('error', (error) => {
      if (worker !== this.#worker) return;
      this.#worker = null;
      const reason = `Watching ended: ${error instanceof Error ? error.message : String(error)}`;
      for (const libraryId of this.#watched) this.#onReport({ kind: 'state', libraryId, state: 'failed', reason });
    });
    return worker;
  }
}
