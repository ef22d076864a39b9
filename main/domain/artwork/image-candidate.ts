import type { ScorePart, SelectionConfig } from '../../../contract/artwork-candidates.ts';
import type { EntityType } from '../../../contract/primitives.ts';
import type { AssetImageType } from '../asset-types.ts';
import type { ProviderName } from '../provider-answer.ts';

/** What the choice of artwork knows of one image. */
export interface ImageCandidate {
  id: number;
  type: AssetImageType;
  provider: ProviderName | 'user';
  /** The same at every refresh and unlike all others of its item and type; decides between equals. */
  sourceKey: string;
  /** ISO 639-1; null for an image without text. */
  language: string | null;
  /** Pixels; null when nobody has said. */
  width: number | null;
  height: number | null;
  /** 0–10 */
  voteAverage: number | null;
  voteCount: number | null;
  isRejected: boolean;
  /** Why its bytes can never be used; null when they can, or nobody has tried. */
  brokenReason: string | null;
  /** SHA-256 of its bytes; null until it is downloaded. */
  hash: string | null;
  /** 64 bits as 16 hex digits; null when not known, and of pictures too plain to tell apart. */
  perceptualHash: string | null;
}

/** What decides the choice of one type: the settings without what they belong to. */
export type SelectionRules = Omit<SelectionConfig, 'libraryId' | 'type' | 'isDefault'>;

export interface ScoreContext {
  /** What the image is of. */
  entity: EntityType;
  /** Candidates that stay selected whatever their score, in this order: files that came with the library. */
  fixed?: readonly number[];
}

export interface Exclusion {
  reason: 'too_small' | 'wrong_shape' | 'duplicate' | 'rejected' | 'broken' | 'type_off';
  /** A sentence. */
  message: string;
  /** Candidate id, of `duplicate`. */
  duplicateOf: number | null;
}

export interface Score {
  /** 0–100 with two decimals; null when excluded. */
  score: number | null;
  /** Also of an excluded image: what it would have been weighed by. */
  parts: ScorePart[];
  excluded: Exclusion | null;
}
