import type { Rating } from '../movie-metadata.ts';

/**
 * Ratings by source: each from the first that knows it, and those that nobody answered this time as they are.
 * @param answers of each provider, best first
 * @param mode `fill` leaves a rating that is there as it is
 * @param defaults names, best first: the first that there is becomes the default; without one, the old default stays
 */
export function mergeRatings(
  answers: readonly (readonly Rating[])[],
  present: readonly Rating[],
  mode: 'fill' | 'replace',
  defaults: readonly string[],
): Rating[] {
  const merged = new Map<string, Rating>();
  const add = (rating: Rating): void => {
    if (!merged.has(rating.source)) merged.set(rating.source, rating);
  };
  if (mode === 'fill') present.forEach(add);
  for (const answer of answers) answer.forEach(add);
  present.forEach(add);
  const rank = (source: string): number => {
    const index = defaults.indexOf(source);
    return index === -1 ? defaults.length : index;
  };
  const ratings = [...merged.values()].sort(
    (a, b) => rank(a.source) - rank(b.source) || (a.source < b.source ? -1 : Number(a.source > b.source)),
  );
  const old = present.find((rating) => rating.isDefault)?.source;
  const first = ratings[0];
  const isByRule = first !== undefined && rank(first.source) < defaults.length;
  const chosen = isByRule ? first.source : (old ?? first?.source);
  return ratings.map((rating) => ({ ...rating, isDefault: rating.source === chosen }));
}
