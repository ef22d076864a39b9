/** What decides about a film's place in its set. */
export interface PlacedFilm {
  /** Null when a provider knows the film and it is not here. */
  movieId: number | null;
  /** At TMDB. */
  tmdbId: number | null;
  title: string;
  year: number | null;
  /** YYYY-MM-DD. */
  premiered: string | null;
  /** Where a person put it; null where nobody did. */
  position: number | null;
}

/** A film that a provider lists, with its place by release among the provider's. */
export interface KnownPart {
  tmdbId: number;
  title: string;
  year: number | null;
  position: number;
}

/**
 * The films of a set in order, those that are only known among them: by year of release, within it as the provider has
 * them, then by day and title. Ordered by hand, those with a place come in it, and the rest follow by release.
 */
export function orderMembers<T extends PlacedFilm>(
  films: readonly T[],
  parts: readonly KnownPart[],
  order: 'release' | 'custom',
): (T | KnownPart)[] {
  const here = new Set(films.flatMap(({ tmdbId }) => (tmdbId === null ? [] : [tmdbId])));
  const partOf = new Map(parts.map((part) => [part.tmdbId, part]));
  const entries = [
    ...films.map((film) => ({ film, key: keyOf(film, partOf.get(film.tmdbId ?? 0) ?? null) })),
    ...parts.filter(({ tmdbId }) => !here.has(tmdbId)).map((part) => ({ film: part, key: keyOf(null, part) })),
  ];
  const isByHand = order === 'custom';
  entries.sort(({ key: a }, { key: b }) => {
    const byHand = isByHand ? compare(a.place, b.place) : 0;
    if (byHand !== 0) return byHand;
    const byTime = compare(a.year, b.year) || compare(a.part, b.part) || compare(a.day, b.day);
    return byTime || compare(a.title, b.title) || a.id - b.id;
  });
  return entries.map(({ film }) => film);
}

interface MemberKey {
  place: number;
  year: number;
  day: string;
  part: number;
  title: string;
  id: number;
}

function keyOf(film: PlacedFilm | null, part: KnownPart | null): MemberKey {
  const premiered = film?.premiered ?? null;
  const year = premiered === null ? (film?.year ?? part?.year ?? null) : Number(premiered.slice(0, 4));
  return {
    place: film?.position ?? Number.POSITIVE_INFINITY,
    year: year ?? Number.POSITIVE_INFINITY,
    day: premiered ?? '9999-12-31',
    part: part?.position ?? Number.POSITIVE_INFINITY,
    title: (film?.title ?? part?.title ?? '').toLowerCase(),
    id: film?.movieId ?? part?.tmdbId ?? 0,
  };
}

function compare<V extends number | string>(a: V, b: V): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
