/** Distinct ids of each kind, in the order in which they turn up. */
export interface UrlIds {
  imdb: string[];
  tmdbMovie: string[];
  tmdbTv: string[];
  tvdb: string[];
}

/**
 * Ids in plain text: URLs of IMDb, TMDB and TVDB as scrapers read them from an NFO
 * (https://kodi.wiki/view/NFO_files/Parsing), and bare `tt0133093` or `tmdb: 603` as release notes have them.
 */
export function idsFromUrls(text: string): UrlIds {
  return {
    imdb: all(
      text,
      /imdb\.com\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?title\/(tt\d{7,10})(?!\w)|(?<![\w/.-])(tt\d{7,10})(?![\w-])/gi,
    ),
    tmdbMovie: all(
      text,
      /(?:themoviedb|tmdb)\.org\/(?:[a-z]{2}(?:-[a-z]{2})?\/|3\/)?movie\/([1-9]\d{0,9})(?!\w)|(?<![\w/.-])tmdb(?:id)?\s?[:=]\s?([1-9]\d{0,9})(?!\w)/gi,
    ),
    tmdbTv: all(text, /(?:themoviedb|tmdb)\.org\/(?:[a-z]{2}(?:-[a-z]{2})?\/|3\/)?tv\/([1-9]\d{0,9})(?!\w)/gi),
    tvdb: all(
      text,
      /thetvdb\.com\/(?:index\.php)?\?(?:tab=(?:series|movie)&(?:amp;)?id=|(?:\w+=\w*&(?:amp;)?){0,4}seriesid=)([1-9]\d{0,9})(?!\w)|thetvdb\.com\/(?:dereferrer\/)?(?:series|movie|movies)\/([1-9]\d{0,9})(?![\w-])/gi,
    ),
  };
}

function all(text: string, pattern: RegExp): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(pattern)) found.add((match[1] ?? match[2] ?? '').toLowerCase());
  return [...found];
}
