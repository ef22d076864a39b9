import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Clock, Logger } from '../../platform/ports.ts';
import type { AnswerCache, KeptAnswer } from '../../providers/http/http-types.ts';
import type { ReadDb, WriteDb } from '../../store/open-database.ts';
import { deleteCallsBefore, utcDay } from '../../store/provider-calls.store.ts';
import {
  deleteAnswersBefore,
  deleteOldestAnswers,
  getStoredAnswer,
  putStoredAnswer,
  renewStoredAnswer,
  storedAnswerBytes,
} from '../../store/provider-cache.store.ts';

const DAY_MS = 86_400_000;
const KEEP_MS = 30 * DAY_MS;
const KEEP_COUNTS_MS = 365 * DAY_MS;
/** What is asked for over and over is small; a library of thousands must not fill the disk with answers. */
const MOST_BYTES = 512 * 1024 * 1024;
const COMPRESS_FROM_BYTES = 2_048;
const SLICE = 20;

const compress = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Kept answers in the database. They are compressed beside the main thread, so writing one takes a moment; until then it is
 * answered from memory. Answers of more than 30 days go, once a day and a few at a time.
 */
export function createAnswerCache(deps: { db: WriteDb; clock: Clock; logger: Logger }): AnswerCache & {
  /** Settles once everything that was put is written. */
  whenWritten(): Promise<void>;
  /** Answers how many answers went. */
  prune(): Promise<number>;
} {
  const { db, clock, logger } = deps;
  const unwritten = new Map<string, KeptAnswer>();
  const writing = new Set<Promise<void>>();
  let prunedAtMs: number | null = null;

  const write = async (answer: KeptAnswer): Promise<void> => {
    try {
      const text = Buffer.from(answer.body);
      const isGzipped = text.byteLength >= COMPRESS_FROM_BYTES;
      const body = isGzipped ? await compress(text, { level: 1 }) : text;
      // A newer answer to the same request is on its way, or the application has closed.
      const latest = unwritten.get(answer.key);
      if (latest?.body !== answer.body || !db.open) return;
      putStoredAnswer(db, { ...latest, body, isGzipped });
    } catch (error) {
      logger.warn({ error, provider: answer.provider }, 'An answer could not be kept');
    } finally {
      if (unwritten.get(answer.key)?.body === answer.body) unwritten.delete(answer.key);
    }
  };

  const prune = async (): Promise<number> => {
    const now = clock.now();
    prunedAtMs = now;
    if (db.open) deleteCallsBefore(db, utcDay(now - KEEP_COUNTS_MS));
    let pruned = 0;
    for (let some = SLICE; db.open && some === SLICE;) {
      some = deleteAnswersBefore(db, now - KEEP_MS, SLICE);
      pruned += some;
      await nextTurn();
    }
    for (let some = SLICE; db.open && some > 0 && storedAnswerBytes(db) > MOST_BYTES;) {
      some = deleteOldestAnswers(db, SLICE);
      pruned += some;
      await nextTurn();
    }
    return pruned;
  };

  const track = (work: Promise<void>): void => {
    writing.add(work);
    void work.finally(() => writing.delete(work));
  };

  return {
    get: (key) => {
      const pending = unwritten.get(key);
      if (pending !== undefined) return pending;
      return readStored(db, key);
    },
    put: (answer) => {
      unwritten.set(answer.key, answer);
      track(write(answer));
      if (prunedAtMs === null || clock.now() - prunedAtMs >= DAY_MS) {
        track(
          prune().then(
            () => undefined,
            (error: unknown) => {
              logger.warn({ error }, 'Old answers of providers could not be removed');
            },
          ),
        );
      }
    },
    renew: (key, fetchedAtMs, expiresAtMs) => {
      const pending = unwritten.get(key);
      if (pending !== undefined) unwritten.set(key, { ...pending, fetchedAtMs, expiresAtMs });
      else if (db.open) renewStoredAnswer(db, key, fetchedAtMs, expiresAtMs);
    },
    whenWritten: async () => {
      while (writing.size > 0) await Promise.all(writing);
    },
    prune,
  };
}

/** Null also for what can no longer be unpacked: it is asked for again. */
async function readStored(db: ReadDb, key: string): Promise<KeptAnswer | null> {
  const stored = getStoredAnswer(db, key);
  if (stored === null) return null;
  const { body, isGzipped, ...answer } = stored;
  try {
    return { ...answer, body: Buffer.from(isGzipped ? await unpack(body) : body).toString('utf8') };
  } catch {
    return null;
  }
}
