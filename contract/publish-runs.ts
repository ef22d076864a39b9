import { z } from 'zod';
import { command, query } from './call.ts';
import { ContentHash, Id, ItemRef, Timestamp } from './primitives.ts';
import { DiffLine } from './publishing.ts';

export const RunState = z.enum(['waiting', 'running', 'paused', 'completed', 'failed', 'cancelled']);
export type RunState = z.infer<typeof RunState>;

/** What a run came to for one item. `left_out`: something of somebody else's was in the way, and nothing was written. */
export const RunOutcome = z.enum(['waiting', 'written', 'unchanged', 'left_out', 'failed']);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** A publication of many items, or taking one back. */
export const PublishRun = z.object({
  id: Id,
  action: z.enum(['publish', 'undo']),
  label: z.string(),
  requestedBy: z.enum(['auto', 'manual', 'webhook']),
  state: RunState,
  /** The job that does it; null when the queue has forgotten it. */
  jobId: Id.nullable(),
  libraryId: Id.nullable(),
  /** Items that it is about; grows while they are listed. */
  total: z.int(),
  counts: z.object({ written: z.int(), unchanged: z.int(), leftOut: z.int(), failed: z.int() }),
  /** Files written, put back or removed. */
  files: z.int(),
  /** The run that this one takes back. */
  undoesRunId: Id.nullable(),
  /** The newest run that takes this one back. */
  undoneByRunId: Id.nullable(),
  /** How many of its publications stand, so that undoing the run would take them back. */
  undoable: z.int(),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
});
export type PublishRun = z.infer<typeof PublishRun>;

export const PublishRunItem = z.object({
  position: z.int(),
  item: ItemRef,
  /** As it was called then; "" for one that was gone. */
  title: z.string(),
  outcome: RunOutcome,
  /** An error's code, and what to do; null unless it was left out or failed. */
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  files: z.int(),
  journalId: Id.nullable(),
  finishedAt: Timestamp.nullable(),
});
export type PublishRunItem = z.infer<typeof PublishRunItem>;

/** A file in two states of an item. `hasBytes…`: its bytes are in the cache, so it can be shown and put back. */
export const ComparedFile = z.object({
  /** Relative to the item's folder. */
  name: z.string(),
  kind: z.enum(['nfo', 'image', 'other']),
  assetType: z.string().nullable(),
  fromHash: ContentHash.nullable(),
  toHash: ContentHash.nullable(),
  hasFromBytes: z.boolean(),
  hasToBytes: z.boolean(),
  /** Line by line, for an NFO whose bytes are kept. */
  lines: z.array(DiffLine),
});
export type ComparedFile = z.infer<typeof ComparedFile>;

export const PublicationComparison = z.object({
  item: ItemRef,
  title: z.string(),
  /** Files that differ. */
  files: z.array(ComparedFile),
});
export type PublicationComparison = z.infer<typeof PublicationComparison>;

export const publishRunMethods = {
  /** Publishes every live item of a library, as one run. */
  'publish.library': command(z.object({ libraryId: Id }), z.object({ jobId: Id, runId: Id })),
  /** Runs, newest first. */
  'publish.runs': query(
    z.object({ before: Id.nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    z.object({ runs: z.array(PublishRun), hasMore: z.boolean() }),
  ),
  'publish.run': query(z.object({ runId: Id }), PublishRun),
  /** A run's report. `outcomes` narrows it; empty for all. */
  'publish.runItems': query(
    z.object({
      runId: Id,
      outcomes: z.array(RunOutcome).default([]),
      /** Items after this position; null from the start. */
      after: z.int().nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ items: z.array(PublishRunItem), hasMore: z.boolean() }),
  ),
  /** Takes back every publication of a run that stands, the last first. Itself a run, with a report. */
  'publish.undoRun': command(z.object({ runId: Id }), z.object({ jobId: Id, runId: Id })),
  /** Publishes again what a run left out or failed at. */
  'publish.retryRun': command(z.object({ runId: Id }), z.object({ jobId: Id, runId: Id })),
  /**
   * What differs between an item's files after one publication and after another. `from` null: before the publication `to`.
   * Both are journals of the same item.
   */
  'publish.compare': query(z.object({ from: Id.nullable().default(null), to: Id }), PublicationComparison),
  /** What differs between what was written to an item's folder last and its files after an earlier publication. */
  'publish.compareNow': query(z.object({ journalId: Id }), PublicationComparison),
  /** Puts the files back as they were after an earlier publication, as a new publication. */
  'publish.again': command(z.object({ journalId: Id }), z.object({ journalId: Id.nullable(), written: z.int() })),
};
