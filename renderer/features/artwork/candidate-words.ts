import type { ArtworkCandidate } from '../../../contract/artwork-candidates.ts';
import { languageName } from '../../lib/code-names.ts';
import { t } from '../../messages/t.ts';

export function languageText(language: string | null): string {
  return language === null || language === 'none' ? t.artwork.noText : languageName(language);
}

export function sizeText({ width, height }: ArtworkCandidate): string {
  return width === null || height === null ? t.artwork.unknownSize : t.artwork.pixels(width, height);
}

export function votesText({ voteAverage, voteCount }: ArtworkCandidate): string {
  return voteAverage === null || !voteCount ? t.artwork.noVotes : t.artwork.votes(voteAverage, voteCount);
}

/** What an image is called where it cannot be seen. */
export function candidateName(candidate: ArtworkCandidate): string {
  return [
    t.providers.names[candidate.provider],
    languageText(candidate.language),
    sizeText(candidate),
    candidate.score === null ? '' : t.artwork.scoreOf(Math.round(candidate.score)),
    candidate.isSelected ? t.artwork.selected : '',
    candidate.excluded?.message ?? '',
  ]
    .filter(Boolean)
    .join(', ');
}
