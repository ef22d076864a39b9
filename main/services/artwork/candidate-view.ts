import type { ArtworkCandidate, SelectionConfig } from '../../../contract/artwork-candidates.ts';
import type { AssetImageType } from '../../domain/asset-types.ts';
import type { SelectionRules } from '../../domain/artwork/image-candidate.ts';
import { type RankedCandidate, rankCandidates } from '../../domain/artwork/select-best.ts';
import type { ArtEntity } from '../../store/candidate.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { imagesOf, type StoredImage } from './image-candidates.ts';

/** The width that pickers show candidates in. */
const THUMB_WIDTH = 300;

/** Where the window gets a small version of a candidate, downloaded or not: its CSP lets it ask nobody else. */
export function thumbPath(candidate: { id: number; hash: string | null }): string {
  const path = candidate.hash ?? `candidate/${String(candidate.id)}`;
  return `/assets/${path}?w=${String(THUMB_WIDTH)}`;
}

/** All candidates of a type as the settings rank them, best first, excluded ones last with the reason. */
export function rankedViews(
  db: ReadDb,
  entity: ArtEntity,
  type: AssetImageType,
  rules: SelectionRules | SelectionConfig,
): ArtworkCandidate[] {
  return rankCandidates(imagesOf(db, entity, type), rules, { entity: entity.type }).map(toView);
}

function toView({ candidate, score, parts, excluded }: RankedCandidate<StoredImage>): ArtworkCandidate {
  const { row } = candidate;
  return {
    id: candidate.id,
    type: candidate.type,
    provider: candidate.provider,
    language: candidate.language,
    width: candidate.width,
    height: candidate.height,
    voteAverage: candidate.voteAverage,
    voteCount: candidate.voteCount,
    hash: candidate.hash,
    thumbPath: thumbPath(candidate),
    score,
    parts,
    excluded,
    isSelected: row.isSelected === 1,
    rank: row.rank,
    selectedBy: row.selectedBy,
    downloadError: row.downloadError,
  };
}
