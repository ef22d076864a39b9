import type { ReadDb } from '../../store/open-database.ts';
import { pendingProbes, type ProbeTask } from '../../store/probe-queue.store.ts';

const BATCH = 50;

/** What is left of a library, a batch of rows at a time; files that come to wait meanwhile are found, too. */
export class ProbeQueue {
  readonly #db: ReadDb;
  readonly #libraryId: number;
  /** Files asked about and not yet kept; a file of several episodes is one file. */
  readonly #open = new Set<string>();
  #waiting: ProbeTask[] = [];
  #afterId = 0;

  constructor(db: ReadDb, libraryId: number) {
    this.#db = db;
    this.#libraryId = libraryId;
  }

  next(): ProbeTask | null {
    for (;;) {
      const task = this.#waiting.shift();
      if (task === undefined) {
        if (!this.#fill()) return null;
      } else if (!this.#open.has(task.filePath)) {
        this.#open.add(task.filePath);
        return task;
      }
    }
  }

  kept(task: ProbeTask): void {
    this.#open.delete(task.filePath);
  }

  #fill(): boolean {
    this.#waiting = pendingProbes(this.#db, this.#libraryId, this.#afterId, BATCH);
    // A scan may have found a file changed after its row was passed: look from the start once nothing is under way.
    if (this.#waiting.length === 0 && this.#afterId > 0 && this.#open.size === 0) {
      this.#waiting = pendingProbes(this.#db, this.#libraryId, 0, BATCH);
    }
    this.#afterId = this.#waiting.at(-1)?.id ?? this.#afterId;
    return this.#waiting.length > 0;
  }
}
