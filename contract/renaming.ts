import { z } from 'zod';
import { command, query } from './call.ts';
import { Id, ItemRef, Timestamp } from './primitives.ts';

/** Longer ones make no name that a disk takes. */
const Pattern = z.string().max(300);

/**
 * How a library's folders and files are named: text with tokens in braces, as Radarr and Sonarr have them. An empty pattern
 * leaves the names as they are.
 */
export const RenamePatterns = z.object({
  movieFolder: Pattern,
  movieFile: Pattern,
  showFolder: Pattern,
  seasonFolder: Pattern,
  specialsFolder: Pattern,
  episodeFile: Pattern,
  /** What a colon becomes: " -" in front of a space and "-" elsewhere, always "-", a space, or nothing. */
  colon: z.enum(['smart', 'dash', 'space', 'remove']),
  /** Whose rules names keep: every system's, or only those of Linux and macOS. */
  allowed: z.enum(['everywhere', 'unix']),
  /** Whether folders stay in the folder they lie in, or are put into the library's own. */
  place: z.enum(['keep', 'library']),
});
export type RenamePatterns = z.infer<typeof RenamePatterns>;
export const RENAME_PATTERN_NAMES = [
  'movieFolder',
  'movieFile',
  'showFolder',
  'seasonFolder',
  'specialsFolder',
  'episodeFile',
] as const;
export type RenamePatternName = (typeof RENAME_PATTERN_NAMES)[number];

/** What is wrong with a pattern. Warnings do not keep it from being used. */
export const RenamePatternProblem = z.object({
  pattern: z.enum(RENAME_PATTERN_NAMES),
  message: z.string(),
  isWarning: z.boolean(),
});
export type RenamePatternProblem = z.infer<typeof RenamePatternProblem>;

/** One name before and after; both relative to the library, with '/' between the parts. */
export const RenameChange = z.object({ before: z.string(), after: z.string(), isFolder: z.boolean() });
export type RenameChange = z.infer<typeof RenameChange>;

export const RenameExample = z.object({
  item: ItemRef,
  title: z.string(),
  changes: z.array(RenameChange),
  problem: z.string().nullable(),
});
export type RenameExample = z.infer<typeof RenameExample>;

export const RenameRun = z.object({
  id: Id,
  label: z.string(),
  state: z.enum(['planning', 'planned', 'applying', 'done', 'undoing', 'undone', 'failed']),
  createdAt: Timestamp,
  appliedAt: Timestamp.nullable(),
  /** Of the job that plans, applies or takes back; the last one. */
  jobId: Id.nullable(),
  errorMessage: z.string().nullable(),
  /** Items by what became of them. `planned` waits to be renamed, `unchanged` has its right name already. */
  counts: z.object({
    unchanged: z.int(),
    planned: z.int(),
    excluded: z.int(),
    conflict: z.int(),
    moved: z.int(),
    failed: z.int(),
    undone: z.int(),
    /** Open: a crash or a disk out of reach interrupted them. */
    open: z.int(),
  }),
});
export type RenameRun = z.infer<typeof RenameRun>;

export const RenameItem = z.object({
  id: Id,
  item: ItemRef,
  title: z.string(),
  state: z.enum(['planned', 'conflict', 'open', 'moved', 'failed', 'undone']),
  isExcluded: z.boolean(),
  /** Why it is not renamed, and what to do. */
  problem: z.string().nullable(),
  /** The first names of it; `changeCount` has all. */
  changes: z.array(RenameChange),
  changeCount: z.int(),
});
export type RenameItem = z.infer<typeof RenameItem>;

const LibraryPatterns = z.object({
  patterns: RenamePatterns,
  /** What every library begins with. */
  defaults: RenamePatterns,
  isDefault: z.boolean(),
});

export const renamingMethods = {
  /** The patterns of a library; those it begins with until they are changed. */
  'rename.patterns': query(z.object({ libraryId: Id }), LibraryPatterns),
  /** Refused as `invalid_input` when a pattern is wrong. */
  'rename.setPatterns': command(z.object({ libraryId: Id, patterns: RenamePatterns }), LibraryPatterns),
  /** What patterns would make of a few real items, and what is wrong with them. */
  'rename.examples': query(
    z.object({ libraryId: Id, patterns: RenamePatterns }),
    z.object({ problems: z.array(RenamePatternProblem), examples: z.array(RenameExample) }),
  ),
  /** Plans renaming items, or a whole library. A season or an episode stands for its show. Nothing is renamed yet. */
  'rename.plan': command(
    z.object({
      scope: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('items'), items: z.array(ItemRef).min(1).max(50_000) }),
        z.object({ kind: z.literal('library'), libraryId: Id }),
      ]),
    }),
    z.object({ runId: Id, jobId: Id }),
  ),
  'rename.run': query(z.object({ runId: Id }), RenameRun),
  /** The newest first. */
  'rename.runs': query(z.object({ limit: z.int().min(1).max(100).default(20) }), z.array(RenameRun)),
  'rename.items': query(
    z.object({
      runId: Id,
      show: z.enum(['all', 'conflict', 'failed']).default('all'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ rows: z.array(RenameItem), matching: z.int() }),
  ),
  /** Leaves items out of a planned run, or takes them in again. A show brings its episodes along. */
  'rename.exclude': command(
    z.object({ runId: Id, ids: z.array(Id).min(1).max(5000), isExcluded: z.boolean() }),
    RenameRun,
  ),
  /** Renames what was planned, each item as its preview showed it or not at all. */
  'rename.apply': command(z.object({ runId: Id }), z.object({ jobId: Id })),
  /** Gives everything of a run its old name back, or one item (a show with its episodes). */
  'rename.undo': command(z.object({ runId: Id, id: Id.nullable().default(null) }), z.object({ jobId: Id })),
};
