/** Distinct ids of each kind, in the order in which they turn up. */
export interface UrlIds {
  imdb: string[];
  tmdbMovie: string[];
  tmdbTv: string[];
  tvdb: string[];
}

const IMDB = [
  /imdb\.com\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?title\/(tt\d{7,10})(?!\w)/gi,
  /imdb\.com\/title\?(?:tt)?(\d{7,10})(?!\w)/gi,
  /(?<![\w/.-])(tt\d{7,10})(?![\w-])/gi,
];
const TMDB_MOVIE = [
  /(?:themoviedb|tmdb)\.org\/(?:[a-z]{2}(?:-[a-z]{2})?\/|3\/)?movie\/([1-9]\d{0,9})(?!\w)/gi,
  /(?<![\w/.-])tmdb(?:id)?\s?[:=]\s?([1-9]\d{0,9})(?!\w)/gi,
];
const TMDB_TV = [/(?:themoviedb|tmdb)\.org\/(?:[a-z]{2}(?:-[a-z]{2})?\/|3\/)?tv\/([1-9]\d{0,9})(?!\w)/gi];
const TVDB = [
  /thetvdb\.com\/(?:index\.php)?\?(?:tab=(?:series|seasonall|movie)&(?:amp;)?id=|(?:\w+=\w*&(?:amp;)?){0,4}seriesid=)([1-9]\d{0,9})(?!\w)/gi,
  /thetvdb\.com\/(?:index\.php)?\?id=([1-9]\d{0,9})&(?:amp;)?tab=(?:series|seasonall|movie)(?!\w)/gi,
  /thetvdb\.com\/(?:dereferrer\/|api\/\w{1,40}\/)?(?:series|movie|movies)\/([1-9]\d{0,9})(?![\w-])/gi,
];

/**
 * Ids in plain text: URLs of IMDb, TMDB and TVDB as scrapers read them from an NFO
 * (https://kodi.wiki/view/NFO_files/Parsing), and bare `tt0133093` or `tmdb: 603` as release notes have them.
 */
export function idsFromUrls(text: string): UrlIds {
  return {
    imdb: all(text, IMDB).map((id) => (id.startsWith('tt') ? id : `tt${id}`)),
    tmdbMovie: all(text, TMDB_MOVIE),
    tmdbTv: all(text, TMDB_TV),
    tvdb: all(text, TVDB),
  };
}

function all(text: string, patterns: readonly RegExp[]): string[] {
  const matches = patterns.flatMap((pattern) => [...text.matchAll(pattern)]).sort((a, b) => a.index - b.index);
  return [...new Set(matches.map((match) => (match[1] ?? '').toLowerCase()))];
}
