import { gapAt } from './name-text.ts';

export interface ProviderIds {
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
}

export interface ProviderIdsInName extends ProviderIds {
  /** The name without the id tags. */
  rest: string;
}

/**
 * `{tmdb-1}` (Plex), `[tmdbid-1]`, `[tmdbid=1]` (Jellyfin), `[tmdb-1]` (Emby), `(tmdb=1)`; the value may be missing, because
 * renamers write `{tmdb-}` for films they had not identified yet.
 */
const BRACKETED = /[[{(]\s*(tmdb|imdb|tvdb)(?:id)?\s*[-=:]\s*([^\])}]*?)\s*[\])}]/giu;
const UNBRACKETED = /(?<![\p{L}\p{N}])(tmdb|imdb|tvdb)(?:id)?[-=:](tt\d{7,9}|\d{1,10})(?![\p{L}\p{N}])/giu;
/** IMDb title ids have 7 digits and, since 2018, 8; a ninth is allowed for. */
const BARE_IMDB = /(?<![\p{L}\p{N}])tt\d{7,9}(?![\p{L}\p{N}])/giu;
const MENTION = /tt\d{7}|[tiv]mdb|tvdb/iu;
const IMDB_VALUE = /^(?:tt)?(\d{7,9})$/iu;
const NUMBER_VALUE = /^\d{1,10}$/u;

/** Reads provider ids from a name; of several ids of one provider the first valid one counts. */
export function readProviderIds(name: string): ProviderIdsInName {
  if (!MENTION.test(name)) return { tmdbId: null, imdbId: null, tvdbId: null, rest: name };
  const found = new Map<string, string>();
  const note = (provider: string, value: string): void => {
    const key = provider.toLowerCase();
    if (found.has(key)) return;
    const imdb = key === 'imdb' ? IMDB_VALUE.exec(value)?.[1] : undefined;
    if (imdb !== undefined) found.set(key, `tt${imdb}`);
    else if (key !== 'imdb' && NUMBER_VALUE.test(value) && Number(value) > 0) found.set(key, value);
  };
  const rest = name
    .replace(BRACKETED, (_tag, provider: string, value: string, at: number, whole: string) => {
      note(provider, value);
      return gapAt(whole, at);
    })
    .replace(UNBRACKETED, (_tag, provider: string, value: string, at: number, whole: string) => {
      note(provider, value);
      return gapAt(whole, at);
    })
    .replace(BARE_IMDB, (id: string, at: number, whole: string) => {
      note('imdb', id);
      return gapAt(whole, at);
    });
  return {
    tmdbId: numberOrNull(found.get('tmdb')),
    imdbId: found.get('imdb') ?? null,
    tvdbId: numberOrNull(found.get('tvdb')),
    rest,
  };
}

function numberOrNull(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}
