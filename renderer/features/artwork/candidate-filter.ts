import type { ArtworkCandidate } from '../../../contract/artwork-candidates.ts';

export type SizeClass = 'large' | 'medium' | 'small';
export type CandidateSort = 'score' | 'size' | 'votes';

/** What narrows and orders the images of a type; empty strings let everything through. */
export interface CandidateFilter {
  provider: ArtworkCandidate['provider'] | '';
  /** ISO 639-1, 'none' for images without text. */
  language: string;
  size: SizeClass | '';
  sort: CandidateSort;
}

export const NO_FILTER: CandidateFilter = { provider: '', language: '', size: '', sort: 'score' };

/** Megapixels from which an image counts as large, and as medium. */
const LARGE_PIXELS = 2_000_000;
const MEDIUM_PIXELS = 700_000;

function pixels({ width, height }: ArtworkCandidate): number | null {
  return width === null || height === null ? null : width * height;
}

/** How large an image is; null while its size is not known. */
export function sizeClass(candidate: ArtworkCandidate): SizeClass | null {
  const count = pixels(candidate);
  if (count === null) return null;
  if (count >= LARGE_PIXELS) return 'large';
  return count >= MEDIUM_PIXELS ? 'medium' : 'small';
}

function fits(candidate: ArtworkCandidate, filter: CandidateFilter): boolean {
  if (filter.provider !== '' && candidate.provider !== filter.provider) return false;
  if (filter.language !== '' && (candidate.language ?? 'none') !== filter.language) return false;
  return filter.size === '' || sizeClass(candidate) === filter.size;
}

const KEYS: Readonly<Record<CandidateSort, (candidate: ArtworkCandidate) => number>> = {
  score: (candidate) => candidate.score ?? -1,
  size: (candidate) => pixels(candidate) ?? -1,
  votes: (candidate) => (candidate.voteCount ?? 0) + (candidate.voteAverage ?? 0) / 100,
};

export interface ShownCandidates {
  /** Those that can win, in the order asked for. */
  able: ArtworkCandidate[];
  /** Those that are left out, with a reason. */
  excluded: ArtworkCandidate[];
}

/** The candidates that fit the filter, those that are left out apart. Equal ones keep the core's order. */
export function shownCandidates(candidates: readonly ArtworkCandidate[], filter: CandidateFilter): ShownCandidates {
  const key = KEYS[filter.sort];
  const fitting = candidates.filter((candidate) => fits(candidate, filter)).toSorted((a, b) => key(b) - key(a));
  return {
    able: fitting.filter((candidate) => candidate.excluded === null),
    excluded: fitting.filter((candidate) => candidate.excluded !== null),
  };
}

/** What there is to filter by, with the most frequent first. */
export interface Facets {
  providers: ArtworkCandidate['provider'][];
  languages: string[];
  sizes: SizeClass[];
}

function byFrequency<V extends string>(values: readonly V[]): V[] {
  const counts = new Map<V, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([value]) => value);
}

export function facetsOf(candidates: readonly ArtworkCandidate[]): Facets {
  const sizes = new Set(candidates.map(sizeClass));
  return {
    providers: byFrequency(candidates.map(({ provider }) => provider)),
    languages: byFrequency(candidates.map(({ language }) => language ?? 'none')),
    sizes: (['large', 'medium', 'small'] as const).filter((size) => sizes.has(size)),
  };
}

export function isFiltered({ provider, language, size }: CandidateFilter): boolean {
  return provider !== '' || language !== '' || size !== '';
}
