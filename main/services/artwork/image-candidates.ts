import type { AssetImageType } from '../../domain/asset-types.ts';
import type { ImageCandidate } from '../../domain/artwork/image-candidate.ts';
import type { CandidateRecord } from '../../store/candidate.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type ArtEntity, candidateRecords } from '../../store/candidate.store.ts';

/** A candidate as the rules of choice see it, with the row behind it. */
export interface StoredImage extends ImageCandidate {
  row: CandidateRecord;
}

/** An item's images of one type. */
export function imagesOf(db: ReadDb, entity: ArtEntity, type: AssetImageType): StoredImage[] {
  return candidateRecords(db, entity, type).map((row) => toImage(row, type));
}

export function toImage(row: CandidateRecord, type: AssetImageType): StoredImage {
  return {
    row,
    id: row.id,
    type,
    provider: row.provider,
    sourceKey: row.sourceKey,
    language: row.language,
    width: row.width,
    height: row.height,
    voteAverage: row.voteAverage,
    voteCount: row.voteCount,
    isRejected: row.isRejected === 1,
    // Bytes that are there are what counts, whatever went wrong before.
    brokenReason: row.hash === null && row.retryAfter === null ? row.downloadError : null,
    hash: row.hash,
    perceptualHash: row.perceptualHash,
  };
}

/** Files that came with the library and are in use: no rule takes them away. */
export function fixedOf(images: readonly StoredImage[]): number[] {
  return images
    .filter(({ row }) => row.isSelected === 1 && row.selectedBy === 'local')
    .sort((a, b) => (a.row.rank ?? 0) - (b.row.rank ?? 0))
    .map(({ id }) => id);
}

/** The present selection, best first. */
export function selectedOf(images: readonly StoredImage[]): StoredImage[] {
  return images.filter(({ row }) => row.isSelected === 1).sort((a, b) => (a.row.rank ?? 0) - (b.row.rank ?? 0));
}
