import { z } from 'zod';
import { command, query } from './call.ts';
import { EpisodeOrder } from './field-values.ts';
import { ContentHash, Id, MediaState, Timestamp } from './primitives.ts';

export const SeriesSort = z.enum(['title', 'year', 'added', 'completeness', 'episodes']);
export type SeriesSort = z.infer<typeof SeriesSort>;

/** What narrows a list of shows. Everything given must hold. */
export const SeriesFilter = z.object({
  /** Words to find in titles and people; the last one may be unfinished. */
  search: z.string().max(200).default(''),
  libraryId: Id.nullable().default(null),
  states: z.array(MediaState).default([]),
  /** 0–100, both ends included. */
  completenessMin: z.int().min(0).max(100).nullable().default(null),
  completenessMax: z.int().min(0).max(100).nullable().default(null),
  /** These three: of the show itself, a season or an episode of it. */
  hasUnpublishedChanges: z.boolean().nullable().default(null),
  hasLocks: z.boolean().nullable().default(null),
  hasIssues: z.boolean().nullable().default(null),
  hasMissingEpisodes: z.boolean().nullable().default(null),
  /** True lists the trash instead of the live shows. */
  isDeleted: z.boolean().default(false),
});
export type SeriesFilter = z.infer<typeof SeriesFilter>;
export type SeriesFilterInput = z.input<typeof SeriesFilter>;

export const SeriesRow = z.object({
  id: Id,
  title: z.string(),
  year: z.int().nullable(),
  state: MediaState,
  completeness: z.int(),
  /** These three count the show, its seasons and its episodes. */
  hasUnpublishedChanges: z.boolean(),
  isLocked: z.boolean(),
  issueCount: z.int(),
  posterHash: ContentHash.nullable(),
  /** #rrggbb, the placeholder while the poster loads. */
  posterColor: z.string().nullable(),
  status: z.string().nullable(),
  mpaa: z.string().nullable(),
  /** Specials are not counted. */
  seasonCount: z.int(),
  /** Episodes with a file; specials included. */
  episodeCount: z.int(),
  /** Known episodes without a file that have aired; specials are not counted. */
  missingCount: z.int(),
  directoryPath: z.string(),
  addedAt: Timestamp,
  deletedOn: Timestamp.nullable(),
});
export type SeriesRow = z.infer<typeof SeriesRow>;

export const SeriesPage = z.object({
  rows: z.array(SeriesRow),
  /** Position of the first row in the whole filtered list. */
  offset: z.int(),
  /** Hand back as `after` for the rows that follow; null at the end. */
  nextCursor: z.string().nullable(),
});

export const EpisodeRow = z.object({
  id: Id,
  seasonNumber: z.int(),
  episodeNumber: z.int(),
  /** The number in the order asked for; null when the episode has none in it. */
  orderNumber: z.int().nullable(),
  absoluteNumber: z.int().nullable(),
  /** Where a special is shown: before this episode of this season. */
  displaySeason: z.int().nullable(),
  displayEpisode: z.int().nullable(),
  /** Never empty: "Episode 5" when nothing names it. */
  title: z.string(),
  aired: z.string().nullable(),
  runtime: z.int().nullable(),
  state: MediaState,
  completeness: z.int(),
  hasUnpublishedChanges: z.boolean(),
  isLocked: z.boolean(),
  issueCount: z.int(),
  thumbHash: ContentHash.nullable(),
  thumbColor: z.string().nullable(),
  /** No file: missing, or not aired yet. */
  isMissing: z.boolean(),
  /** Numbers of all episodes that its file holds, when it holds more than one. */
  fileHolds: z.array(z.object({ seasonNumber: z.int(), episodeNumber: z.int() })),
  resolution: z.string().nullable(),
  hdrType: z.string().nullable(),
  audio: z.string().nullable(),
});
export type EpisodeRow = z.infer<typeof EpisodeRow>;

export const SeasonRow = z.object({
  /** Null for a group that is no season, as all episodes in absolute order, or DVD seasons that have no row. */
  id: Id.nullable(),
  /** 0 are the specials; null in absolute order. */
  seasonNumber: z.int().nullable(),
  title: z.string(),
  posterHash: ContentHash.nullable(),
  posterColor: z.string().nullable(),
  hasUnpublishedChanges: z.boolean(),
  isLocked: z.boolean(),
  issueCount: z.int(),
  episodes: z.array(EpisodeRow),
});
export type SeasonRow = z.infer<typeof SeasonRow>;

/** A show's seasons and episodes in one order. Specials come last. */
export const SeriesTree = z.object({
  seriesId: Id,
  order: EpisodeOrder,
  /** Orders that at least one episode has a number in. */
  orders: z.array(EpisodeOrder),
  seasons: z.array(SeasonRow),
});
export type SeriesTree = z.infer<typeof SeriesTree>;

export const seriesMethods = {
  'series.page': query(
    z.object({
      filter: SeriesFilter.prefault({}),
      sort: SeriesSort.default('title'),
      isDescending: z.boolean().default(false),
      /** Continue after this cursor; or jump with `offset`. Cursor wins when both are given. */
      after: z.string().nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    SeriesPage,
  ),
  /** How many shows the filter leaves, and how many live shows there are at all. */
  'series.count': query(
    z.object({ filter: SeriesFilter.prefault({}) }),
    z.object({ matching: z.int(), total: z.int() }),
  ),
  /** Rows by id, for patching a list after an event; unknown ids are left out. */
  'series.rows': query(z.object({ ids: z.array(Id).max(500) }), z.array(SeriesRow)),
  /** Null takes the show's own order. */
  'series.tree': query(z.object({ id: Id, order: EpisodeOrder.nullable().default(null) }), SeriesTree),
  /** Soft delete of shows with all below: to the trash, restorable until `deletedOn`. Files are not touched. */
  'series.remove': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ removed: z.int() })),
  'series.restore': command(z.object({ ids: z.array(Id).min(1).max(500) }), z.object({ restored: z.int() })),
};
