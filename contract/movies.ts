import { z } from 'zod';
import { command, query } from './call.ts';
import { ContentHash, Id, ImageType, IsoDate, MediaState, Nothing, Timestamp, ValueSource } from './primitives.ts';

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

export const PersonCredit = z.object({
  name: z.string().min(1).max(500),
  role: z.string().max(500).nullable(),
  tmdbId: Id.nullable(),
  thumbHash: ContentHash.nullable(),
});
export type PersonCredit = z.infer<typeof PersonCredit>;

export const RatingValue = z.object({
  source: z.string().min(1).max(100),
  value: z.number().min(0),
  max: z.number().positive(),
  votes: z.int().min(0).nullable(),
  isDefault: z.boolean(),
});
export type RatingValue = z.infer<typeof RatingValue>;

export const SetValue = z.object({ name: z.string().min(1).max(500), overview: z.string().nullable() });

const Names = z.array(z.string().trim().min(1).max(500)).max(1000);
const Text = z.string().max(20_000).nullable();

/** The value of every field of a film, by the field's name in the schema reference. Null clears. */
export const MOVIE_FIELD_VALUES = {
  title: z.string().trim().min(1).max(1000),
  original_title: Text,
  sort_title: Text,
  year: z.int().min(1870).max(2200).nullable(),
  premiered: IsoDate.nullable(),
  /** Minutes. */
  runtime: z.int().min(0).max(6000).nullable(),
  mpaa: Text,
  tagline: Text,
  outline: Text,
  plot: Text,
  user_rating: z.number().min(0).max(10).nullable(),
  tmdb_id: Id.nullable(),
  imdb_id: z
    .string()
    .regex(/^tt\d{7,10}$/, 'An IMDb id is tt and at least seven digits.')
    .nullable(),
  set_id: SetValue.nullable(),
  genres: Names,
  studios: Names,
  countries: Names,
  tags: Names,
  directors: Names,
  writers: Names,
  actors: z.array(PersonCredit).max(2000),
  ratings: z.array(RatingValue).max(50),
} as const;
export const MovieFieldName = z.enum(
  Object.keys(MOVIE_FIELD_VALUES) as [keyof typeof MOVIE_FIELD_VALUES, ...(keyof typeof MOVIE_FIELD_VALUES)[]],
);
export type MovieFieldName = z.infer<typeof MovieFieldName>;
export const MovieFieldValue = z.union([
  z.null(),
  z.string(),
  z.number(),
  z.array(z.string()),
  z.array(PersonCredit),
  z.array(RatingValue),
  SetValue,
]);
export type MovieFieldValue = z.infer<typeof MovieFieldValue>;

/** A field or an artwork type: both can be locked. */
export const LockTarget = z.union([MovieFieldName, ImageType]);
export type LockTarget = z.infer<typeof LockTarget>;

export const FieldState = z.object({
  isLocked: z.boolean(),
  /** Who set the present value; null when nobody did (empty). */
  source: ValueSource.nullable(),
  setAt: Timestamp.nullable(),
});
export type FieldState = z.infer<typeof FieldState>;

export const Artwork = z.object({
  candidateId: Id,
  type: ImageType,
  hash: ContentHash,
  width: z.int().nullable(),
  height: z.int().nullable(),
  sizeBytes: z.int().nullable(),
  mimeType: z.string().nullable(),
  color: z.string().nullable(),
  isSelected: z.boolean(),
  /** 0 is the main one; null when not selected. */
  rank: z.int().nullable(),
  provider: z.string(),
  selectedBy: z.enum(['auto', 'manual', 'local']).nullable(),
  /** The file in the library it was read from, relative to the film's folder. */
  fileName: z.string().nullable(),
});
export type Artwork = z.infer<typeof Artwork>;

export const VideoStreamView = z.object({
  codec: z.string().nullable(),
  aspectRatio: z.number().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  durationSeconds: z.int().nullable(),
  bitrate: z.int().nullable(),
  framerate: z.number().nullable(),
  hdrType: z.string().nullable(),
  colorSpace: z.string().nullable(),
});
export const AudioStreamView = z.object({
  streamIndex: z.int(),
  codec: z.string().nullable(),
  language: z.string().nullable(),
  channels: z.int().nullable(),
  channelLayout: z.string().nullable(),
  bitrate: z.int().nullable(),
  sampleRate: z.int().nullable(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
  isForced: z.boolean(),
});
export const SubtitleStreamView = z.object({
  streamIndex: z.int().nullable(),
  codec: z.string().nullable(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  isExternal: z.boolean(),
  fileName: z.string().nullable(),
  isDefault: z.boolean(),
  isForced: z.boolean(),
  isHearingImpaired: z.boolean(),
});

export const MediaFileView = z.object({
  id: Id,
  /** Relative to the film's folder. */
  fileName: z.string(),
  kind: z.enum(['main', 'extra', 'trailer', 'sample', 'theme']),
  extraType: z.string().nullable(),
  part: z.int().nullable(),
  edition: z.string().nullable(),
  sizeBytes: z.int(),
  durationSeconds: z.int().nullable(),
  probeState: z.enum(['pending', 'done', 'failed', 'skipped']),
  probeError: z.string().nullable(),
});

export const UnknownFileView = z.object({ id: Id, fileName: z.string(), sizeBytes: z.int() });

/** Something a scan found wrong with the item, in words for the person. */
export const ItemIssue = z.object({ code: z.string(), message: z.string(), path: z.string().nullable() });
export type ItemIssue = z.infer<typeof ItemIssue>;

export const MovieDetail = z.object({
  id: Id,
  libraryId: Id,
  libraryName: z.string(),
  directoryPath: z.string(),
  filePath: z.string(),
  nfoPath: z.string().nullable(),
  state: MediaState,
  completeness: z.int(),
  /** Field and artwork names that completeness asks for and the film lacks. */
  missing: z.array(z.string()),
  hasUnpublishedChanges: z.boolean(),
  lastPublishedAt: Timestamp.nullable(),
  addedAt: Timestamp,
  updatedAt: Timestamp,
  deletedOn: Timestamp.nullable(),
  values: z.object(MOVIE_FIELD_VALUES),
  fields: z.record(MovieFieldName, FieldState),
  artworkLocks: z.record(ImageType, z.boolean()),
  artwork: z.array(Artwork),
  video: VideoStreamView.nullable(),
  audio: z.array(AudioStreamView),
  subtitles: z.array(SubtitleStreamView),
  files: z.array(MediaFileView),
  unknownFiles: z.array(UnknownFileView),
  issues: z.array(ItemIssue),
});
export type MovieDetail = z.infer<typeof MovieDetail>;

export const EditEntry = z.object({
  id: Id,
  movieId: Id,
  field: z.string(),
  before: z.json(),
  after: z.json(),
  editedAt: Timestamp,
  isUndone: z.boolean(),
});
export type EditEntry = z.infer<typeof EditEntry>;

/** What an edit answers: enough to offer undo and to show the new truth without a second call. */
export const EditResult = z.object({ editId: Id.nullable(), movie: MovieDetail });

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
  'movies.get': query(z.object({ id: Id }), MovieDetail),
  /** Rows by id, for patching a list after an event; unknown ids are left out. */
  'movies.rows': query(z.object({ ids: z.array(Id).max(500) }), z.array(MovieRow)),
  /** Sets one field and locks it. `value` must fit MOVIE_FIELD_VALUES[field]. */
  'movies.setField': command(z.object({ id: Id, field: MovieFieldName, value: MovieFieldValue }), EditResult),
  'movies.setLock': command(z.object({ id: Id, target: LockTarget, isLocked: z.boolean() }), EditResult),
  /** Takes back an edit (or the newest one of this film, or of all when neither is given). */
  'movies.undoEdit': command(
    z.object({ editId: Id.nullable().default(null), movieId: Id.nullable().default(null) }),
    z.object({ edit: EditEntry.nullable(), movie: MovieDetail.nullable() }),
  ),
  'movies.history': query(z.object({ id: Id }), z.array(EditEntry)),
  /** Soft delete: to the trash, restorable until `deletedOn`. Files are not touched. */
  'movies.remove': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ removed: z.int() })),
  'movies.restore': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ restored: z.int() })),
  /** Makes a candidate the selected one of its type, and locks the type. */
  'artwork.select': command(z.object({ movieId: Id, candidateId: Id }), EditResult),
  /** Takes the selection of a type away (publishing leaves existing files alone). Locks the type. */
  'artwork.clear': command(z.object({ movieId: Id, type: ImageType }), EditResult),
  /** Adds an image that was uploaded by POST /assets (or read from `path` on the desktop), selects and locks it. */
  'artwork.add': command(
    z
      .object({
        movieId: Id,
        type: ImageType,
        hash: ContentHash.optional(),
        path: z.string().optional(),
      })
      .refine((v) => (v.hash === undefined) !== (v.path === undefined), 'Give either a hash or a path.'),
    EditResult,
  ),
  /** Shows the film's folder in the system's file manager (desktop only). */
  'movies.reveal': command(z.object({ id: Id }), Nothing),
};
