import { z } from 'zod';
import { Artwork } from './artwork.ts';
import { command, query } from './call.ts';
import { FieldName, FieldValue } from './field-values.ts';
import { AudioStreamView, MediaFileView, SubtitleStreamView, UnknownFileView, VideoStreamView } from './media-files.ts';
import { Id, ImageType, ItemRef, ItemType, MediaState, Nothing, Timestamp, ValueSource } from './primitives.ts';

/** A field or an artwork type: both can be locked. `all` stands for every one of the item. */
export const LockTarget = z.union([FieldName, ImageType, z.literal('all')]);
export type LockTarget = z.infer<typeof LockTarget>;

export const LockState = z.object({
  /** Holds, whether it was set here or further up. */
  isLocked: z.boolean(),
  /** The show or season whose lock holds here; null when the lock is the item's own, or there is none. */
  inheritedFrom: ItemRef.nullable(),
  /** Unlocked here although further up it is locked. */
  isExempt: z.boolean(),
  /** Own lock that also holds for everything below: a season's and a show's. */
  holdsBelow: z.boolean(),
});
export type LockState = z.infer<typeof LockState>;

export const FieldState = LockState.extend({
  /** Who set the present value; null when nobody did (empty). */
  source: ValueSource.nullable(),
  setAt: Timestamp.nullable(),
});
export type FieldState = z.infer<typeof FieldState>;

/** Something a scan found wrong with the item, in words for the person. */
export const ItemIssue = z.object({ code: z.string(), message: z.string(), path: z.string().nullable() });
export type ItemIssue = z.infer<typeof ItemIssue>;

/** An item above or beside this one, for links. */
export const ItemLink = z.object({ type: ItemType, id: Id, title: z.string() });
export type ItemLink = z.infer<typeof ItemLink>;

/** Where a season or an episode stands in its show. */
export const Placement = z.object({
  series: ItemLink,
  /** Null for a season itself. */
  season: ItemLink.nullable(),
  seasonNumber: z.int(),
  episodeNumber: z.int().nullable(),
  /** No file is known: the episode is missing or has not aired. */
  isMissing: z.boolean(),
  /** Further episodes that the same file holds, in order. */
  sharesFileWith: z.array(ItemLink.extend({ seasonNumber: z.int(), episodeNumber: z.int() })),
});
export type Placement = z.infer<typeof Placement>;

export const ItemDetail = z.object({
  type: ItemType,
  id: Id,
  /** Of a set that of its first film, 0 without films; its films may lie in several. */
  libraryId: z.int().min(0),
  libraryName: z.string(),
  /** What to call it: a season without a title of its own is "Season 2", an episode without one "Episode 5". */
  displayTitle: z.string(),
  /** The folder that its names are relative to: the film's, the show's, or the one the episode's file lies in. */
  directoryPath: z.string(),
  /** Main video; null for shows, seasons and missing episodes. */
  filePath: z.string().nullable(),
  nfoPath: z.string().nullable(),
  state: MediaState,
  completeness: z.int(),
  /** Field and artwork names that completeness asks for and the item lacks. */
  missing: z.array(z.string()),
  /** Names of such things that the item will never have, as a person has said: they are not asked for. */
  waived: z.array(z.string()),
  hasUnpublishedChanges: z.boolean(),
  lastPublishedAt: Timestamp.nullable(),
  addedAt: Timestamp,
  updatedAt: Timestamp,
  deletedOn: Timestamp.nullable(),
  /** Of seasons and episodes; null for films and shows. */
  placement: Placement.nullable(),
  /** Exactly the fields of the item's type (see FIELD_VALUES). */
  values: z.partialRecord(FieldName, FieldValue),
  fields: z.partialRecord(FieldName, FieldState),
  /** Exactly the artwork types that such an item can have, in the order they are shown. */
  artworkTypes: z.array(ImageType),
  artworkLocks: z.partialRecord(ImageType, LockState),
  artwork: z.array(Artwork),
  video: VideoStreamView.nullable(),
  audio: z.array(AudioStreamView),
  subtitles: z.array(SubtitleStreamView),
  files: z.array(MediaFileView),
  unknownFiles: z.array(UnknownFileView),
  issues: z.array(ItemIssue),
});
export type ItemDetail = z.infer<typeof ItemDetail>;

export const EditEntry = z.object({
  id: Id,
  item: ItemRef,
  field: z.string(),
  before: z.json(),
  after: z.json(),
  beforeLocked: z.boolean(),
  afterLocked: z.boolean(),
  editedAt: Timestamp,
  isUndone: z.boolean(),
});
export type EditEntry = z.infer<typeof EditEntry>;

/** What an edit answers: enough to offer undo and to show the new truth without a second call. */
export const EditResult = z.object({ editId: Id.nullable(), item: ItemDetail });
export type EditResult = z.infer<typeof EditResult>;

export const itemMethods = {
  'items.get': query(z.object({ item: ItemRef }), ItemDetail),
  /** Sets one field of this item and locks it here. `value` must fit FIELD_VALUES[item.type][field]. */
  'items.setField': command(z.object({ item: ItemRef, field: FieldName, value: FieldValue }), EditResult),
  /**
   * Locks or unlocks by hand. A show's or season's lock holds for the same target of everything below it; unlocking
   * something whose lock comes from above exempts it. `all` of a show or season also holds what only the items below
   * have, as an episode's date; it is one entry of the history, and undone as one.
   */
  'items.setLock': command(z.object({ item: ItemRef, target: LockTarget, isLocked: z.boolean() }), EditResult),
  /** Takes back an edit (or the newest one of this item, or of all when neither is given). */
  'items.undoEdit': command(
    z.object({ editId: Id.nullable().default(null), item: ItemRef.nullable().default(null) }),
    z.object({ edit: EditEntry.nullable(), item: ItemDetail.nullable() }),
  ),
  'items.history': query(z.object({ item: ItemRef }), z.array(EditEntry)),
  /** Shows the item's folder in the system's file manager (desktop only). */
  'items.reveal': command(z.object({ item: ItemRef }), Nothing),
};
