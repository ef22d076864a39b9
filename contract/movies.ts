import { z } from 'zod';
import { command, query } from './call.ts';
import { ContentHash, Id, MediaState, Timestamp } from './primitives.ts';

export const MovieSort = z.enum(['title', 'year', 'added', 'completeness']);
export type MovieSort = z.infer<typeof MovieSort>;

/** What narrows a list of films. Everything given must hold. */
export const MovieFilter = z.object({
  /** Words to find in titles, people and sets; the last one may be unfinished. */
  search: z.string().max(200).default(''),
  libraryId: Id.nullable().default(null),
  states: z.array(MediaState).default([]),
  /** 0–100, both ends included. */
  completenessMin: z.int().min(0).max(100).nullable().default(null),
  completenessMax: z.int().min(0).max(100).nullable().default(null),
  hasUnpublishedChanges: z.boolean().nullable().default(null),
  hasLocks: z.boolean().nullable().default(null),
  hasIssues: z.boolean().nullable().default(null),
  /** True lists the trash instead of the live films. */
  isDeleted: z.boolean().default(false),
});
export type MovieFilter = z.infer<typeof MovieFilter>;
export type MovieFilterInput = z.input<typeof MovieFilter>;

export const MovieRow = z.object({
  id: Id,
  title: z.string(),
  year: z.int().nullable(),
  state: MediaState,
  completeness: z.int(),
  hasUnpublishedChanges: z.boolean(),
  isLocked: z.boolean(),
  issueCount: z.int(),
  posterHash: ContentHash.nullable(),
  /** #rrggbb, the placeholder while the poster loads. */
  posterColor: z.string().nullable(),
  /** Short labels for the table: e.g. 2160p, HDR10, DTS 5.1. */
  resolution: z.string().nullable(),
  hdrType: z.string().nullable(),
  audio: z.string().nullable(),
  runtime: z.int().nullable(),
  mpaa: z.string().nullable(),
  directoryPath: z.string(),
  addedAt: Timestamp,
  deletedOn: Timestamp.nullable(),
});
export type MovieRow = z.infer<typeof MovieRow>;

export const MoviePage = z.object({
  rows: z.array(MovieRow),
  /** Position of the first row in the whole filtered list. */
  offset: z.int(),
  /** Hand back as `after` for the rows that follow; null at the end. */
  nextCursor: z.string().nullable(),
});

export const movieMethods = {
  'movies.page': query(
    z.object({
      filter: MovieFilter.prefault({}),
      sort: MovieSort.default('title'),
      isDescending: z.boolean().default(false),
      /** Continue after this cursor; or jump with `offset`. Cursor wins when both are given. */
      after: z.string().nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    MoviePage,
  ),
  /** How many films the filter leaves, and how many live films there are at all. */
  'movies.count': query(
    z.object({ filter: MovieFilter.prefault({}) }),
    z.object({ matching: z.int(), total: z.int() }),
  ),
  /** Rows by id, for patching a list after an event; unknown ids are left out. */
  'movies.rows': query(z.object({ ids: z.array(Id).max(500) }), z.array(MovieRow)),
  /** Soft delete: to the trash, restorable until `deletedOn`. Files are not touched. */
  'movies.remove': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ removed: z.int() })),
  'movies.restore': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ restored: z.int() })),
};
