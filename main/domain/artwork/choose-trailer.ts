/** What the choice of a trailer knows of one. */
export interface TrailerFacts {
  id: number;
  sourceKey: string;
  /** ISO 639-1; null when unknown. */
  language: string | null;
  isOfficial: boolean;
  kind: 'trailer' | 'teaser' | 'clip' | 'other';
  /** Vertical resolution in lines. */
  height: number | null;
  publishedAt: string | null;
  /** A file beside the film: always taken first, because it plays without a network. */
  isLocal: boolean;
  isRejected: boolean;
  isBroken: boolean;
}

const KINDS: readonly TrailerFacts['kind'][] = ['trailer', 'teaser', 'clip', 'other'];

/**
 * Trailers, best first: files before links, trailers before teasers, then by the person's languages, official ones,
 * resolution, and the latest. Rejected and broken ones come last.
 */
export function rankTrailers<T extends TrailerFacts>(trailers: readonly T[], languages: readonly string[]): T[] {
  const place = (language: string | null): number => {
    const found = language === null ? -1 : languages.indexOf(language);
    return found === -1 ? languages.length : found;
  };
  return [...trailers].sort(
    (a, b) =>
      Number(isOut(a)) - Number(isOut(b)) ||
      Number(b.isLocal) - Number(a.isLocal) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      place(a.language) - place(b.language) ||
      Number(b.isOfficial) - Number(a.isOfficial) ||
      (b.height ?? 0) - (a.height ?? 0) ||
      compareText(b.publishedAt ?? '', a.publishedAt ?? '') ||
      compareText(a.sourceKey, b.sourceKey),
  );
}

/** The trailer that is taken when nobody chooses: a real one in one of the person's languages, or none. */
export function chooseTrailer<T extends TrailerFacts>(trailers: readonly T[], languages: readonly string[]): T | null {
  const [best] = rankTrailers(trailers, languages);
  if (best === undefined || isOut(best)) return null;
  if (best.isLocal) return best;
  const isUnderstood = best.language === null || languages.length === 0 || languages.includes(best.language);
  return (best.kind === 'trailer' || best.kind === 'teaser') && isUnderstood ? best : null;
}

function isOut({ isRejected, isBroken }: TrailerFacts): boolean {
  return isRejected || isBroken;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
