import type { z } from 'zod';
import type { WriteDb } from '../store/open-database.ts';

/** What a job tells the queue when it stops. Throwing is an error and counts as a try. */
export type JobOutcome =
  | {
      kind: 'done';
      result?: z.core.util.JSONType;
      /** Written in the same transaction as the completion, so an effect happens exactly once. */
      apply?: (db: WriteDb) => void;
    }
  /** Try again later: counts as a try. */
  | { kind: 'retry'; reason: string }
  /** Not this job's fault: does not count as a try. */
  | { kind: 'rateLimited'; untilMs: number };

export interface JobContext {
  jobId: number;
  /** Aborted when the person cancels or the application closes. */
  signal: AbortSignal;
  /** What to show meanwhile. Total null means "not known yet". Cheap to call often. */
  progress(current: number, total: number | null, message?: string): void;
}

/** One kind of long work. Registered in core.ts; the queue itself knows none. */
export interface JobKind<P extends z.ZodType = z.ZodType> {
  /** verb_noun, as in the schema reference's job_type. */
  type: string;
  payload: P;
  /** How many of this kind may run at once. */
  concurrency: number;
  maxRetries: number;
  run(payload: z.output<P>, context: JobContext): Promise<JobOutcome>;
}

/** Keeps the payload's type between schema and handler. */
export function jobKind<P extends z.ZodType>(kind: JobKind<P>): JobKind {
  return kind;
}

/** Priorities of the schema reference: the smaller goes first. */
export const PRIORITY = { webhook: 1, user: 2, enrichment: 5, scan: 7, collection: 10 } as const;
