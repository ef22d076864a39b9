import type { Guess, Identity } from '../../../contract/identification.ts';

const MAX_DIGITS = 12;
const KNOWN_HOST = /(^|\.)(themoviedb\.org|tmdb\.org|thetvdb\.com|imdb\.com)$/i;

/** What a guess is settled with: the id of the provider that gave it, else any it has; null when it has none. */
export function identityOf(guess: Guess): Identity | null {
  const tmdb = guess.tmdbId === null ? null : { tmdbId: guess.tmdbId };
  const tvdb = guess.tvdbId === null ? null : { tvdbId: guess.tvdbId };
  const imdb = guess.imdbId === null ? null : { imdbId: guess.imdbId };
  return guess.provider === 'tvdb' ? (tvdb ?? tmdb ?? imdb) : (tmdb ?? tvdb ?? imdb);
}

function hostOf(text: string): string | null {
  try {
    return new URL(text).hostname;
  } catch {
    return null;
  }
}

/**
 * Reads an id or an address as people paste them: "tt0078748", "348" (TMDB), "tmdb:348", "tvdb-81189", "[tmdbid-348]", or
 * the address of a page of TMDB, TheTVDB or IMDb, with or without https. Null when it is none of them.
 */
export function parseIdentity(typed: string): Identity | null {
  const text = typed.trim().replace(/^[[{]\s*|\s*[\]}]$/g, '');
  if (/^tt\d{7,10}$/i.test(text)) return { imdbId: text.toLowerCase() };
  const named = /^(?:(tmdb|tvdb|imdb)(?:id)?\s*[-:=\s]\s*)?(tt)?(\d+)$/i.exec(text);
  if (named) {
    const [, provider = 'tmdb', isImdb, digits = ''] = named;
    if (isImdb !== undefined) return /^\d{7,10}$/.test(digits) ? { imdbId: `tt${digits}` } : null;
    const id = digits.length > MAX_DIGITS ? 0 : Number(digits);
    if (id === 0 || provider.toLowerCase() === 'imdb') return null;
    return provider.toLowerCase() === 'tvdb' ? { tvdbId: id } : { tmdbId: id };
  }
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const host = /\s/.test(text) ? null : hostOf(address);
  return host !== null && KNOWN_HOST.test(host) ? { url: address } : null;
}
