import { NO_IDS } from './compare-ids.ts';
import type { ProviderIds } from '../provider-answer.ts';

export type UrlIdentity = { ids: ProviderIds } | { problem: string };

const HOST =
  /^https?:\/\/(?:[\w-]+\.)*?(themoviedb\.org|tmdb\.org|thetvdb\.com|imdb\.com)(?::\d+)?(\/[^#]*)?(?:#.*)?$/iu;
const TMDB = /^\/(?:3\/)?(movie|tv)\/0*([1-9]\d{0,9})(?![\d])/iu;
const IMDB = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?title\/(tt\d{7,10})(?!\d)/iu;
const TVDB_PATH = /^\/(?:dereferrer\/)?(series|movies?)\/0*([1-9]\d{0,9})(?![\w-])/iu;
const TVDB_QUERY =
  /^\/(?:index\.php)?\?(?=(?:[^#]*&)?tab=(series|movie)(?:&|$))(?=(?:[^#]*&)?(?:id|seriesid)=0*([1-9]\d{0,9})(?:&|$))/iu;
const TVDB_WORDS = /^\/(series|movies)\/[\w-]*[a-z][\w-]*/iu;

const KINDS: Readonly<Record<string, 'movie' | 'series'>> = {
  movie: 'movie',
  movies: 'movie',
  tv: 'series',
  series: 'series',
};

/**
 * The id that a page of TMDB, TheTVDB or IMDb is about, as a person copies its address from the browser; or what is wrong
 * with it, in words. IMDb's addresses do not tell films and shows apart.
 */
export function identityFromUrl(url: string, kind: 'movie' | 'series'): UrlIdentity {
  const match = HOST.exec(url.trim());
  const [, host, path = ''] = match ?? [];
  switch (host?.toLowerCase()) {
    case 'themoviedb.org':
    case 'tmdb.org':
      return ofKind(TMDB.exec(path), kind, (id) => ({ ...NO_IDS, tmdbId: id }), 'TMDB');
    case 'thetvdb.com':
      if (TVDB_WORDS.test(path) && !TVDB_PATH.test(path)) {
        return {
          problem:
            'TheTVDB’s addresses of this form do not hold the id. Copy the number that the page shows as “TheTVDB.com Series ID”.',
        };
      }
      return ofKind(
        TVDB_PATH.exec(path) ?? TVDB_QUERY.exec(path),
        kind,
        (id) => ({ ...NO_IDS, tvdbId: id }),
        'TheTVDB',
      );
    case 'imdb.com': {
      const id = IMDB.exec(path)?.[1];
      return id === undefined
        ? { problem: 'This is no address of a title at IMDb. It looks like https://www.imdb.com/title/tt0078748/.' }
        : { ids: { ...NO_IDS, imdbId: id.toLowerCase() } };
    }
    default:
      return { problem: 'Give the address of a page of TMDB, TheTVDB or IMDb.' };
  }
}

function ofKind(
  match: RegExpExecArray | null,
  kind: 'movie' | 'series',
  toIds: (id: number) => ProviderIds,
  site: string,
): UrlIdentity {
  const found = KINDS[match?.[1]?.toLowerCase() ?? ''];
  if (match === null || found === undefined) return { problem: `This is no address of a film or a show at ${site}.` };
  if (found !== kind) {
    return {
      problem:
        kind === 'movie' ? 'This is the page of a show, not of a film.' : 'This is the page of a film, not of a show.',
    };
  }
  return { ids: toIds(Number(match[2])) };
}
