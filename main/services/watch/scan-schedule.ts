import { PRIORITY } from '../../jobs/job-kind.ts';
import type { Clock } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type LiveLibrary, liveLibraries } from '../../store/watch.store.ts';
import { scanJob } from '../scan/scan-library.job.ts';

const LOOK_EVERY_MS = 30_000;

/** Scans libraries when the application starts and by the clock, as their settings say. */
export class ScanSchedule {
  readonly #db: ReadDb;
  readonly #clock: Clock;
  readonly #enqueue: (job: NewJob) => unknown;
  /** When each was asked for last: one that cannot be scanned is not asked for again at once. */
  readonly #asked = new Map<number, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(db: ReadDb, clock: Clock, enqueue: (job: NewJob) => unknown) {
    this.#db = db;
    this.#clock = clock;
    this.#enqueue = enqueue;
  }

  start(): void {
    for (const library of liveLibraries(this.#db)) if (library.scanOnStart === 1) this.#ask(library);
    this.look();
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Asks for the scans that are due. */
  look(): void {
    for (const library of liveLibraries(this.#db)) if (this.#isDue(library)) this.#ask(library);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #isDue({ id, scanIntervalMinutes, lastScannedAt }: LiveLibrary): boolean {
    if (scanIntervalMinutes === null) return false;
    const scannedMs = lastScannedAt === null ? 0 : Date.parse(lastScannedAt);
    const lastMs = Math.max(scannedMs, this.#asked.get(id) ?? 0);
    // A clock that was set back must not stop it until the old time comes round.
    const sinceMs = Math.abs(this.#clock.now() - lastMs);
    return sinceMs >= scanIntervalMinutes * 60_000;
  }

  #ask(library: LiveLibrary): void {
    this.#asked.set(library.id, this.#clock.now());
    this.#enqueue(scanJob(library, { probe: true, priority: PRIORITY.scan }));
  }
}
