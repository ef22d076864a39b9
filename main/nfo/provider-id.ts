const ALIASES: Readonly<Record<string, string>> = {
  themoviedb: 'tmdb',
  moviedb: 'tmdb',
  tmdbmovie: 'tmdb',
  thetvdb: 'tvdb',
};

/** The name a provider goes by in `UniqueId.type`: lower case, common aliases resolved. */
export function normalizeProvider(name: string): string {
  const lower = name.trim().toLowerCase();
  return Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] as string) : lower;
}

/**
 * A provider's id in its own form (imdb `tt` and at least seven digits, tmdb and tvdb a positive number), or null. Of
 * other providers 0 and negative numbers are none: writers put them where they know nothing.
 */
export function normalizeProviderId(provider: string, value: string): string | null {
  const id = value.trim();
  if (provider === 'imdb') {
    const digits = /^(?:tt)?(\d{7,10})$/i.exec(id)?.[1];
    return digits === undefined ? null : `tt${digits}`;
  }
  if (provider === 'tmdb' || provider === 'tvdb') {
    return /^0*[1-9]\d{0,9}$/.test(id) ? String(Number(id)) : null;
  }
  return /^(?:-\d+|0*)$/.test(id) ? null : id;
}
