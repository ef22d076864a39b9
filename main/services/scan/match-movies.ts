import type { MovieRecord } from '../../store/movie.store.ts';
import type { MovieFacts } from '../../workers/scan-facts.ts';

/**
 * Which known film each found one is. By path first; then, in a folder that holds one film before and after, the same
 * film with another file (an upgrade, a rename): its locks, edits and history stay. Live rows win over trashed ones, and
 * a trashed row that matches is the one to restore.
 */
export function matchMovies(
  known: readonly MovieRecord[],
  found: readonly MovieFacts[],
): { pairs: { facts: MovieFacts; existing: MovieRecord | null }[]; unmatched: MovieRecord[] } {
  const free = new Set(known);
  const take = (record: MovieRecord | undefined): MovieRecord | null => {
    if (record === undefined) return null;
    free.delete(record);
    return record;
  };
  const byPath = new Map<MovieFacts, MovieRecord | null>();
  for (const facts of found) {
    const same = [...free].filter((record) => record.file_path === facts.filePath);
    byPath.set(facts, take(same.find((record) => record.deleted_on === null) ?? same[0]));
  }
  const pairs = found.map((facts) => {
    let existing = byPath.get(facts) ?? null;
    if (existing === null && found.length === 1 && !facts.isFlat) {
      const live = [...free].filter((record) => record.deleted_on === null);
      if (live.length === 1) existing = take(live[0]);
      else if (live.length === 0 && free.size === 1) existing = take([...free][0]);
    }
    return { facts, existing };
  });
  return { pairs, unmatched: [...free].filter((record) => record.deleted_on === null) };
}
