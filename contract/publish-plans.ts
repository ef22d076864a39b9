import { z } from 'zod';
import { command, query } from './call.ts';
import { WireError } from './errors.ts';
import { ContentHash, Id, ItemRef } from './primitives.ts';
import { FileChoice, OtherWriter, PlanOp, PlannedFile } from './publishing.ts';

/** What is to be planned: some items, with all below them or not, or everything in a library. */
export const PlanScope = z.union([
  z.object({ items: z.array(ItemRef).min(1).max(100_000), includeBelow: z.boolean().default(false) }),
  z.object({ libraryId: Id }),
]);
export type PlanScope = z.infer<typeof PlanScope>;

/** How many files of each kind of operation. */
export const PlanCounts = z.record(PlanOp, z.int());
export type PlanCounts = z.infer<typeof PlanCounts>;

/** How far a plan of many items is, and what it says so far. */
export const PlanState = z.object({
  planId: Id,
  state: z.enum(['planning', 'done', 'cancelled']),
  /** Items to look at; several that one file holds count once each. */
  total: z.int(),
  checked: z.int(),
  /** Of files. */
  counts: PlanCounts,
  /** Of what is published as one. */
  items: z.object({
    unchanged: z.int(),
    /** Something would be written, and nothing is in conflict. */
    changed: z.int(),
    /** Left out of a publication of many until a person has decided. */
    conflicting: z.int(),
    /** Could not be looked at. */
    failed: z.int(),
  }),
  /** Programs that write the same NFO files, of the libraries concerned. */
  otherWriters: z.array(OtherWriter),
});
export type PlanState = z.infer<typeof PlanState>;

/** One item of a plan of many. Its files and its NFO come with `publish.preview`. */
export const PlanRow = z.object({
  item: ItemRef,
  title: z.string(),
  status: z.enum(['unchanged', 'changed', 'conflict', 'failed']),
  counts: PlanCounts,
  error: WireError.nullable(),
});
export type PlanRow = z.infer<typeof PlanRow>;

/** By what is done to files or becomes of the item; `pending` is all but the unchanged. */
export const PlanFilter = z.union([PlanOp, PlanRow.shape.status, z.literal('pending')]);
export type PlanFilter = z.infer<typeof PlanFilter>;

/** An item whose files hold something unexpected, with what can be decided about each. */
export const ItemConflict = z.object({
  item: ItemRef,
  title: z.string(),
  planHash: ContentHash,
  files: z.array(PlannedFile),
});
export type ItemConflict = z.infer<typeof ItemConflict>;

const Page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) };

export const publishPlanMethods = {
  /**
   * Begins to plan many items and answers at once; `publish.planProgressed` tells how it goes on. Writes nothing to the
   * library. A plan is forgotten when a few newer ones were made.
   */
  'publish.plan': command(z.object({ scope: PlanScope }), PlanState),
  'publish.planState': query(z.object({ planId: Id }), PlanState),
  /** Rows in the order of the scope, once they are known. */
  'publish.planPage': query(
    z.object({ planId: Id, filter: PlanFilter.nullable().default(null), ...Page }),
    z.object({ rows: z.array(PlanRow), total: z.int() }),
  ),
  /** The items of a plan that a publication of many would write: all that change and are in no conflict. */
  'publish.planItems': query(z.object({ planId: Id }), z.object({ items: z.array(ItemRef) })),
  'publish.cancelPlan': command(z.object({ planId: Id }), PlanState),
  /** The conflicts that a plan of many has found so far. */
  'publish.conflicts': query(
    z.object({ planId: Id, ...Page }),
    z.object({ conflicts: z.array(ItemConflict), total: z.int() }),
  ),
  /** Makes the same choice for every conflict of a plan that allows it, and looks at those items again. */
  'publish.resolveAll': command(
    z.object({ planId: Id, choice: FileChoice.shape.choice }),
    z.object({ resolved: z.int(), left: z.int() }),
  ),
  /** Takes back the last choice for all: its conflicts are open again, and what was taken in by it is undone. */
  'publish.takeBackChoice': command(z.object({ planId: Id }), z.object({ takenBack: z.int() })),
  /** Looks again at items of a plan, after something was decided about them. Items of no part in it are left out. */
  'publish.replan': command(z.object({ planId: Id, items: z.array(ItemRef).min(1).max(1000) }), PlanState),
  /** Programs that write NFO files into a library besides Metarr. */
  'publish.otherWriters': query(z.object({ libraryId: Id }), z.array(OtherWriter)),
};
