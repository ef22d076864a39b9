import type { ArtworkCandidate } from '../../../contract/artwork-candidates.ts';

/** So many are asked for, whatever the settings say, to see what comes next as well: the most that settings can be. */
export const PREVIEW_COUNT = 20;
const NEXT_SHOWN = 8;

/** What a preview shows of the candidates, best first: those that would win, and some that come next. */
export function previewParts(
  candidates: readonly ArtworkCandidate[],
  maxCount: number,
): { winners: ArtworkCandidate[]; next: ArtworkCandidate[] } {
  const able = candidates.filter((candidate) => candidate.excluded === null);
  return { winners: able.slice(0, maxCount), next: able.slice(maxCount, maxCount + NEXT_SHOWN) };
}
