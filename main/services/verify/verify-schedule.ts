import type { VerifySchedule as ScheduleView } from '../../../contract/verification.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import { noteVerifyAsked, type VerifyScheduleRow, verifySchedules } from '../../store/verify-schedule.store.ts';
import type { Clock } from '../../platform/ports.ts';
import type { NewJob } from '../../store/job.store.ts';
import { verifyJob } from './verify-library.job.ts';

const LOOK_EVERY_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;
const EVERY_MS = { daily: DAY_MS, weekly: 7 * DAY_MS } as const;

/** Verifies libraries by the clock, as their settings say. What was due while Metarr was closed is made up for once. */
export class VerifySchedule {
  readonly #db: WriteDb;
  readonly #clock: Clock;
  readonly #enqueue: (job: NewJob) => unknown;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: WriteDb, clock: Clock, enqueue: (job: NewJob) => unknown) {
    this.#db = db;
    this.#clock = clock;
    this.#enqueue = enqueue;
  }

  start(): void {
    this.look();
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Asks for the verifications that are due. */
  look(): void {
    const nowMs = this.#clock.now();
    for (const row of verifySchedules(this.#db)) {
      const next = nextVerifyMs(row);
      // A clock that was set back must not stop it until the old time comes round.
      if (next === null || (nowMs < next && nowMs > next - 2 * everyMs(row))) continue;
      noteVerifyAsked(this.#db, row.libraryId, toTimestamp(nowMs));
      this.#enqueue(verifyJob({ id: row.libraryId, name: row.libraryName }, { mode: row.mode, trigger: 'schedule' }));
    }
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }
}

function everyMs({ every }: VerifyScheduleRow): number {
  return every === 'off' ? 0 : EVERY_MS[every];
}

/** When a library is due, in milliseconds since the epoch: counted from what was last, by hand or by the clock. */
export function nextVerifyMs(row: VerifyScheduleRow): number | null {
  if (row.every === 'off') return null;
  const last = [row.askedAt, row.verifiedAt].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  if (last.length > 0) return Math.max(...last) + EVERY_MS[row.every];
  // One that was never verified is due as soon as somebody wants it verified.
  return row.updatedAt === null ? 0 : Date.parse(row.updatedAt);
}

/** A library's schedule in the boundary's shape. */
export function toSchedule(row: VerifyScheduleRow): ScheduleView {
  const next = nextVerifyMs(row);
  return {
    libraryId: row.libraryId,
    libraryName: row.libraryName,
    every: row.every,
    mode: row.mode,
    restoreAfterUpgrade: row.restoreAfterUpgrade === 1,
    nextAt: next === null ? null : toTimestamp(next),
  };
}
