import type { Clock } from '../../platform/ports.ts';
import { listUnfinished } from '../../store/job.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { SCAN_LIBRARY } from '../scan/scan-library.job.ts';
import { VERIFY_LIBRARY } from '../verify/verify-library.job.ts';

const AGAIN_AFTER_MS = 1_000;
/** Jobs that go through a library and would find half of it gone. */
const READING: ReadonlySet<string> = new Set([SCAN_LIBRARY, VERIFY_LIBRARY, 'restore_library']);

/**
 * Scans and renames of one library come one after the other: a scan in between would find a film gone from one name and new
 * under the other.
 */
export class LibraryGate {
  readonly #db: ReadDb;
  readonly #clock: Clock;
  readonly #renaming = new Set<number>();

  constructor(db: ReadDb, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** For scans: when to ask again, in milliseconds since the epoch; null while nothing of the library is renamed. */
  busyUntilMs(libraryId: number): number | null {
    return this.#renaming.has(libraryId) ? this.#clock.now() + AGAIN_AFTER_MS : null;
  }

  /**
   * For renames: keeps scans of the libraries away until the work has ended. Answers when to ask again where one is being
   * read as a whole.
   */
  async close<T>(libraryIds: readonly number[], work: () => Promise<T>): Promise<{ done: T } | { untilMs: number }> {
    const isRead = listUnfinished(this.#db).some(
      (job) => READING.has(job.type) && job.status === 'processing' && libraryIds.includes(job.libraryId ?? 0),
    );
    const isTaken = libraryIds.some((id) => this.#renaming.has(id));
    if (isRead || isTaken) return { untilMs: this.#clock.now() + AGAIN_AFTER_MS };
    for (const id of libraryIds) this.#renaming.add(id);
    try {
      return { done: await work() };
    } finally {
      for (const id of libraryIds) this.#renaming.delete(id);
    }
  }
}
