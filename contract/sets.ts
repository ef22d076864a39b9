import { z } from 'zod';
import { command, query } from './call.ts';
import { ContentHash, Id, IsoDate, MediaState, Timestamp } from './primitives.ts';

export const SetSort = z.enum(['title', 'year', 'added', 'completeness', 'films']);
export type SetSort = z.infer<typeof SetSort>;

/** What narrows the list of sets. Everything given must hold. */
export const SetFilter = z.object({
  /** Words to find in names; the last one may be unfinished. */
  search: z.string().max(200).default(''),
  /** Sets with a film in this library. */
  libraryId: Id.nullable().default(null),
  states: z.array(MediaState).default([]),
  /** 0–100, both ends included. */
  completenessMin: z.int().min(0).max(100).nullable().default(null),
  completenessMax: z.int().min(0).max(100).nullable().default(null),
  hasUnpublishedChanges: z.boolean().nullable().default(null),
  hasLocks: z.boolean().nullable().default(null),
  hasIssues: z.boolean().nullable().default(null),
  /** A provider knows films of the set that are not here. */
  hasMissingFilms: z.boolean().nullable().default(null),
  /** True lists the sets in the trash instead. */
  isDeleted: z.boolean().default(false),
});
export type SetFilter = z.infer<typeof SetFilter>;
export type SetFilterInput = z.input<typeof SetFilter>;

export const SetRow = z.object({
  id: Id,
  title: z.string(),
  /** Of the first film by release, here or known; null when no year is known. */
  year: z.int().nullable(),
  lastYear: z.int().nullable(),
  state: MediaState,
  completeness: z.int(),
  hasUnpublishedChanges: z.boolean(),
  isLocked: z.boolean(),
  issueCount: z.int(),
  posterHash: ContentHash.nullable(),
  /** #rrggbb, the placeholder while the poster loads. */
  posterColor: z.string().nullable(),
  /** Live films of the set. */
  filmCount: z.int(),
  /** Films that a provider knows of the set and that are not here. */
  missingFilmCount: z.int(),
  addedAt: Timestamp,
  deletedOn: Timestamp.nullable(),
});
export type SetRow = z.infer<typeof SetRow>;

/** A film of a set: here, or only known to a provider. */
export const SetMember = z.object({
  /** Null for a film that is not here. */
  movieId: Id.nullable(),
  tmdbId: Id.nullable(),
  title: z.string(),
  year: z.int().nullable(),
  premiered: IsoDate.nullable(),
  posterHash: ContentHash.nullable(),
  posterColor: z.string().nullable(),
  state: MediaState.nullable(),
  hasUnpublishedChanges: z.boolean(),
  libraryName: z.string().nullable(),
  /** A film that is here and not in the set, although a provider says that it belongs to it. */
  elsewhereId: Id.nullable(),
});
export type SetMember = z.infer<typeof SetMember>;

export const MemberOrder = z.enum(['release', 'custom']);
export type MemberOrder = z.infer<typeof MemberOrder>;

/** What `sets.undo` takes back: edits of the films, newest last, and sets that went to the trash or came. */
export const SetChange = z.object({
  editIds: z.array(Id).max(10_000),
  /** Sets that were put into the trash. */
  removedIds: z.array(Id).max(500),
  /** Sets that were made. */
  createdIds: z.array(Id).max(500),
  /** A collection's id at TMDB that went from one set to another. */
  movedCollection: z.object({ fromId: Id, toId: Id, tmdbCollectionId: Id }).nullable(),
  /** The order of members before, where that was changed. */
  order: z.object({ id: Id, order: MemberOrder, movieIds: z.array(Id) }).nullable(),
});
export type SetChange = z.infer<typeof SetChange>;

const MovieIds = z.array(Id).min(1).max(2_000);

export const setMethods = {
  'sets.page': query(
    z.object({
      filter: SetFilter.prefault({}),
      sort: SetSort.default('title'),
      isDescending: z.boolean().default(false),
      /** Continue after this cursor; or jump with `offset`. Cursor wins when both are given. */
      after: z.string().nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(SetRow), offset: z.int(), nextCursor: z.string().nullable() }),
  ),
  /** How many sets the filter leaves, and how many live sets there are at all. */
  'sets.count': query(z.object({ filter: SetFilter.prefault({}) }), z.object({ matching: z.int(), total: z.int() })),
  /** Rows by id; unknown ids are left out. */
  'sets.rows': query(z.object({ ids: z.array(Id).max(500) }), z.array(SetRow)),
  /** The films of a set in its order, with those that are only known in their places. Throws `not_found`. */
  'sets.members': query(z.object({ id: Id }), z.object({ order: MemberOrder, members: z.array(SetMember) })),
  /**
   * Makes a set by a name that no live set has (`conflict` otherwise), or restores the one of that name from the trash,
   * and puts films into it.
   */
  'sets.create': command(
    z.object({ name: z.string().trim().min(1).max(500), movieIds: z.array(Id).max(2_000).default([]) }),
    z.object({ id: Id, change: SetChange }),
  ),
  /** Puts films into the set: an edit of each film's set, which locks it. Films that are in it already stay as they are. */
  'sets.addMembers': command(z.object({ id: Id, movieIds: MovieIds }), z.object({ change: SetChange })),
  /** Takes films out of the set: an edit of each film's set, which locks it, so that no scan puts them back. */
  'sets.removeMembers': command(z.object({ id: Id, movieIds: MovieIds }), z.object({ change: SetChange })),
  /** Orders the films by hand, as given; films that are not named follow by release. */
  'sets.reorder': command(z.object({ id: Id, movieIds: MovieIds }), z.object({ change: SetChange })),
  'sets.setOrder': command(z.object({ id: Id, order: MemberOrder }), z.object({ change: SetChange })),
  /** Puts the films of other sets into this one and those sets into the trash. */
  'sets.merge': command(z.object({ id: Id, fromIds: z.array(Id).min(1).max(100) }), z.object({ change: SetChange })),
  /** To the trash, restorable until `deletedOn`. The films stay, without a set. */
  'sets.remove': command(
    z.object({ ids: z.array(Id).min(1).max(500) }),
    z.object({ removed: z.int(), change: SetChange }),
  ),
  /** Out of the trash; films that were taken out by the removal and have no other set since come back. */
  'sets.restore': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ restored: z.int() })),
  /** Takes back what another call changed. Edits that a later edit stands on stay (`kept`). */
  'sets.undo': command(z.object({ change: SetChange }), z.object({ undone: z.int(), kept: z.int() })),
  /** Where sets are published to: Kodi's movie set information folder. Null for none. */
  'setFolder.get': query(z.object({}).strict(), z.object({ path: z.string().nullable() })),
  /** Throws `folder_not_found`, `folder_not_a_directory`, `folder_unreadable`. Reads what lies there as a job. */
  'setFolder.set': command(
    z.object({ path: z.string().min(1).max(4_000).nullable() }),
    z.object({ path: z.string().nullable(), jobId: Id.nullable() }),
  ),
  /** Reads the sets' artwork and NFO in the folder again. Throws `not_available` where none is set. */
  'setFolder.scan': command(z.object({}).strict(), z.object({ jobId: Id })),
};
