import { z } from 'zod';
import { command, query } from './call.ts';
import { Empty, Id, Timestamp } from './primitives.ts';

export const JobStatus = z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']);
export const Job = z.object({
  id: Id,
  type: z.string(),
  /** What the person sees: "Scan Films". */
  label: z.string(),
  status: JobStatus,
  /** It waits until it is resumed; a running one stops at the next safe point and is then pending. */
  isPaused: z.boolean(),
  priority: z.int(),
  progressCurrent: z.int().nullable(),
  progressTotal: z.int().nullable(),
  progressMessage: z.string().nullable(),
  retryCount: z.int(),
  errorMessage: z.string().nullable(),
  result: z.json().nullable(),
  libraryId: Id.nullable(),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  completedAt: Timestamp.nullable(),
});
export type Job = z.infer<typeof Job>;

export const ActivityEntry = z.object({
  id: Id,
  at: Timestamp,
  eventType: z.string(),
  severity: z.enum(['info', 'warning', 'error', 'success']),
  entityType: z.string().nullable(),
  entityId: z.int().nullable(),
  description: z.string(),
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;

export const jobMethods = {
  /** Jobs that wait or run, then the newest finished ones. */
  'jobs.list': query(z.object({ finishedLimit: z.int().min(0).max(200).default(20) }), z.array(Job)),
  'jobs.cancel': command(z.object({ id: Id }), Job),
  'jobs.retry': command(z.object({ id: Id }), Job),
  /** Stops one job until it is resumed, also over restarts. What it has done stays done. Ended jobs stay as they are. */
  'jobs.pause': command(z.object({ id: Id }), Job),
  'jobs.resume': command(z.object({ id: Id }), Job),
  'activity.page': query(
    z.object({
      before: Id.nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
      severities: z.array(ActivityEntry.shape.severity).default([]),
    }),
    z.object({ entries: z.array(ActivityEntry), hasMore: z.boolean() }),
  ),
  /** Whether the whole queue is paused: nothing new begins. */
  'jobs.state': query(Empty, z.object({ isPaused: z.boolean() })),
  'jobs.pauseAll': command(Empty, z.object({ isPaused: z.boolean() })),
  'jobs.resumeAll': command(Empty, z.object({ isPaused: z.boolean() })),
};
