import { z } from 'zod';
import { command, query } from './call.ts';
import { EditResult } from './items.ts';
import { ContentHash, Id, ImageType, ItemRef, Timestamp } from './primitives.ts';
import { ProviderName } from './providers.ts';

/** One criterion of a score: 0–1, its weight after normalising, and why. */
export const ScorePart = z.object({
  name: z.enum(['resolution', 'votes', 'language', 'provider']),
  score: z.number().min(0).max(1),
  weight: z.number().min(0).max(1),
  note: z.string(),
});
export type ScorePart = z.infer<typeof ScorePart>;

export const ArtworkCandidate = z.object({
  id: Id,
  type: ImageType,
  provider: z.enum([...ProviderName.options, 'user']),
  /** ISO 639-1; null for an image without text. */
  language: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  voteAverage: z.number().nullable(),
  voteCount: z.int().nullable(),
  /** Null until it is downloaded. */
  hash: ContentHash.nullable(),
  /** Where the window gets a small version: a path of this origin, whether it is downloaded or not. */
  thumbPath: z.string(),
  /** 0–100. Null when it is excluded. */
  score: z.number().min(0).max(100).nullable(),
  parts: z.array(ScorePart),
  /** Why it can never win by itself: too small, wrong shape, near-duplicate of a better one, rejected, broken. */
  excluded: z
    .object({
      reason: z.enum(['too_small', 'wrong_shape', 'duplicate', 'rejected', 'broken', 'type_off']),
      message: z.string(),
      /** Of `duplicate`. */
      duplicateOf: Id.nullable(),
    })
    .nullable(),
  isSelected: z.boolean(),
  rank: z.int().nullable(),
  selectedBy: z.enum(['auto', 'manual', 'local']).nullable(),
  downloadError: z.string().nullable(),
});
export type ArtworkCandidate = z.infer<typeof ArtworkCandidate>;

export const SelectionConfig = z.object({
  libraryId: Id,
  type: ImageType,
  minCount: z.int().min(0).max(20),
  /** 0 switches the type off. */
  maxCount: z.int().min(0).max(20),
  minWidth: z.int().min(0).nullable(),
  minHeight: z.int().min(0).nullable(),
  /** ISO 639-1, first is preferred; 'none' stands for images without text. */
  languages: z.array(z.string()),
  weightResolution: z.number().min(0).max(1),
  weightVotes: z.number().min(0).max(1),
  weightLanguage: z.number().min(0).max(1),
  weightProvider: z.number().min(0).max(1),
  /** 0–1: from which similarity two images count as the same. */
  similarity: z.number().min(0).max(1),
  providers: z.array(ProviderName),
  isDefault: z.boolean(),
});
export type SelectionConfig = z.infer<typeof SelectionConfig>;

export const Rejection = z.object({
  id: Id,
  provider: z.enum([...ProviderName.options, 'user']),
  type: ImageType,
  /** Null: rejected for every item. */
  item: ItemRef.nullable(),
  title: z.string().nullable(),
  reason: z.enum(['user_rejected', 'duplicate', 'low_quality', 'inappropriate']),
  rejectedAt: Timestamp,
  thumbPath: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

export const TrailerCandidate = z.object({
  id: Id,
  provider: z.enum([...ProviderName.options, 'user']),
  site: z.string().nullable(),
  url: z.string().nullable(),
  name: z.string(),
  language: z.string().nullable(),
  heightLines: z.int().nullable(),
  durationSeconds: z.int().nullable(),
  isSelected: z.boolean(),
  isDownloaded: z.boolean(),
  /** A file beside the film. */
  fileName: z.string().nullable(),
  downloadError: z.string().nullable(),
});
export type TrailerCandidate = z.infer<typeof TrailerCandidate>;

export const artworkCandidateMethods = {
  /** All candidates of a type, best first; excluded ones last, with the reason. */
  'artwork.candidates': query(
    z.object({ item: ItemRef, type: ImageType }),
    z.object({ config: SelectionConfig, candidates: z.array(ArtworkCandidate) }),
  ),
  /** Chooses images of a type by hand, best first: downloads what is missing, then selects and locks. */
  'artwork.choose': command(
    z.object({ item: ItemRef, type: ImageType, candidateIds: z.array(Id).max(20) }),
    EditResult,
  ),
  /** Never to be proposed again for this item, or for any. Takes it out of an automatic selection. */
  'artwork.reject': command(
    z.object({
      candidateId: Id,
      scope: z.enum(['item', 'everywhere']).default('item'),
      reason: Rejection.shape.reason.default('user_rejected'),
    }),
    z.object({ rejectionId: Id }),
  ),
  'artwork.unreject': command(z.object({ rejectionId: Id }), z.null()),
  'artwork.rejections': query(
    z.object({ item: ItemRef.nullable().default(null), limit: z.int().min(1).max(500).default(200) }),
    z.array(Rejection),
  ),
  /** An own image from an address on the web; validated and cached like an upload. */
  'artwork.addFromUrl': command(z.object({ item: ItemRef, type: ImageType, url: z.url() }), EditResult),
  /** Cuts an image (a candidate or an upload) to a part of it, in pixels of the original, as an own image. */
  'artwork.crop': command(
    z.object({
      item: ItemRef,
      type: ImageType,
      hash: ContentHash,
      left: z.int().min(0),
      top: z.int().min(0),
      width: z.int().min(1),
      height: z.int().min(1),
    }),
    EditResult,
  ),
  /** A still from the item's own video: an episode's thumb, a missing fanart. `atSeconds` null picks a good one. */
  'artwork.grabFrame': command(
    z.object({ item: ItemRef, type: ImageType, atSeconds: z.number().min(0).nullable().default(null) }),
    EditResult,
  ),
  'selectionConfig.list': query(z.object({ libraryId: Id }), z.array(SelectionConfig)),
  'selectionConfig.set': command(
    SelectionConfig.omit({ isDefault: true }).partial().extend({ libraryId: Id, type: ImageType }),
    SelectionConfig,
  ),
  /** Forgets what was set for a type and answers the defaults that hold now. */
  'selectionConfig.reset': command(z.object({ libraryId: Id, type: ImageType }), SelectionConfig),
  /** Which candidates of the item would win with these settings, best first; nothing is stored. */
  'selectionConfig.preview': query(
    z.object({ item: ItemRef, config: SelectionConfig.omit({ isDefault: true }) }),
    z.array(ArtworkCandidate),
  ),
  'trailers.list': query(z.object({ item: ItemRef }), z.array(TrailerCandidate)),
  'trailers.choose': command(z.object({ item: ItemRef, candidateId: Id.nullable() }), z.array(TrailerCandidate)),
  /** Downloads with the person's own yt-dlp. `not_available` without one. */
  'trailers.download': command(z.object({ candidateId: Id }), z.object({ jobId: Id })),
};
