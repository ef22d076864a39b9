/** What a scan remembers of a show, to open only what changed: one text per show. */
export interface SeriesFingerprint {
  /** Digest of everything below the show's folder; null when not all of it was read. */
  tree: string | null;
  /** Digest of each part that was read, by its key (see partKey). */
  parts: ReadonlyMap<string, string>;
}

const TREE = 'tree';

/** Writes it as a line of `key=digest` pairs; an absent tree is left out. */
export function formatSeriesFingerprint({ tree, parts }: SeriesFingerprint): string {
  const pairs = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  if (tree !== null) pairs.unshift([TREE, tree]);
  return pairs.map(([key, digest]) => `${key}=${digest}`).join(' ');
}

/** Reads what formatSeriesFingerprint wrote. Anything else, and null, says that nothing is known. */
export function readSeriesFingerprint(text: string | null): SeriesFingerprint {
  const parts = new Map<string, string>();
  for (const pair of (text ?? '').split(' ')) {
    const [key, digest] = pair.split('=');
    if (key !== undefined && key !== '' && digest !== undefined && digest !== '') parts.set(key, digest);
  }
  const tree = parts.get(TREE) ?? null;
  parts.delete(TREE);
  return { tree, parts };
}
