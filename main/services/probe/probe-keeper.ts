import type { WriteDb } from '../../store/open-database.ts';
import type { ProbeTask } from '../../store/probe-queue.store.ts';
import { transaction } from '../../store/sql.ts';
import type { ProbeOutcome } from '../../workers/probe.ts';
import type { EventSink } from '../event-sink.ts';
import { keepProbe } from './keep-probe.ts';
import { notifyChanged } from './notify-changed.ts';

/** Written in three or four milliseconds. */
const AT_ONCE = 6;
const WAIT_MS = 40;

interface Kept {
  task: ProbeTask;
  outcome: ProbeOutcome;
}

/** Gathers what ffprobe said of a few files and writes it in one transaction, which costs as much as what one file adds. */
export class ProbeKeeper {
  readonly #db: WriteDb;
  readonly #events: EventSink;
  readonly #onKept: (kept: Kept) => void;
  #waiting: Kept[] = [];
  #timer: NodeJS.Timeout | null = null;
  #failure: { error: unknown } | null = null;

  /** @param onKept called for each file once it is in the database */
  constructor(db: WriteDb, events: EventSink, onKept: (kept: Kept) => void) {
    this.#db = db;
    this.#events = events;
    this.#onKept = onKept;
  }

  /** Takes what was said of a file. Throws what an earlier writing threw. */
  add(task: ProbeTask, outcome: ProbeOutcome): void {
    if (this.#failure !== null) throw this.#failure.error;
    this.#waiting.push({ task, outcome });
    if (this.#waiting.length >= AT_ONCE) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLater(), WAIT_MS);
  }

  /** Writes what waits. Throws what an earlier writing threw. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#failure !== null) throw this.#failure.error;
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      this.#write(batch);
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  #write(batch: readonly Kept[]): void {
    const changed = transaction(this.#db, () =>
      batch.flatMap(({ task, outcome }) => keepProbe(this.#db, task, outcome)),
    );
    for (const entity of changed) notifyChanged(this.#events, entity);
    for (const kept of batch) this.#onKept(kept);
  }

  /** Nobody waits for a timer: its failure is thrown at whoever comes next. */
  #flushLater(): void {
    try {
      this.flush();
    } catch {
      // Kept by then.
    }
  }
}
