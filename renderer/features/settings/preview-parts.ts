import type { ArtworkCandidate } from '../../../contract/artwork-candidates.ts';

const NEXT_SHOWN = 8;

/** What a preview shows of the candidates, best first: those that would win, some that come next, how many are left out. */
export function previewParts(
  candidates: readonly ArtworkCandidate[],
  maxCount: number,
): { winners: ArtworkCandidate[]; next: ArtworkCandidate[]; leftOut: number } {
  const able = candidates.filter((candidate) => candidate.excluded === null);
  return {
    winners: able.slice(0, maxCount),
    next: able.slice(maxCount, maxCount + NEXT_SHOWN),
    leftOut: candidates.length - able.length,
  };
}
