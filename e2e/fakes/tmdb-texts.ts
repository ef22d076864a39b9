import type { FakeRequest } from './fake-http.ts';
import type { Texts, WorldGenre, WorldImage, WorldText } from './world-types.ts';

type Json = Record<string, unknown>;

/** Language parameters of one request: `language`, `include_image_language`, `include_video_language`. */
export interface TmdbLanguages {
  /** As asked for (de-DE, de); en-US without. */
  language: string;
  isGiven: boolean;
  images: readonly string[] | null;
  videos: readonly string[] | null;
}

export function readLanguages(query: FakeRequest['query']): TmdbLanguages {
  const list = (name: string): string[] | null => query.get(name)?.split(',') ?? null;
  return {
    language: query.get('language') ?? 'en-US',
    isGiven: query.has('language'),
    images: list('include_image_language'),
    videos: list('include_video_language'),
  };
}

/** The text in the language asked for; what is not translated has the original title and empty strings. */
export function textIn(texts: Texts, language: string, originalTitle: string): WorldText {
  const base = language.slice(0, 2);
  const found = texts[language] ?? Object.entries(texts).find(([tag]) => tag.startsWith(`${base}-`))?.[1];
  return found ?? { title: originalTitle, overview: '', tagline: '' };
}

const NAMES: Record<string, readonly [native: string, english: string]> = {
  'en-US': ['English', 'English'],
  'de-DE': ['Deutsch', 'German'],
  'fr-FR': ['Français', 'French'],
};

/**
 * The list of translations. A title that is the original one is left empty, as people leave it there.
 * @param key the name of the title: `title` of films and collections, `name` of shows and seasons
 */
export function translations(texts: Texts, key: 'title' | 'name', originalTitle: string | null): Json[] {
  return Object.entries(texts).map(([tag, text]) => ({
    iso_3166_1: tag.slice(3),
    iso_639_1: tag.slice(0, 2),
    name: NAMES[tag]?.[0] ?? tag,
    english_name: NAMES[tag]?.[1] ?? tag,
    data: {
      [key]: text!.title === originalTitle ? '' : text!.title,
      overview: text!.overview,
      homepage: '',
      tagline: text!.tagline,
      ...(key === 'title' ? { runtime: 0 } : {}),
    },
  }));
}

export function genresIn(genres: readonly WorldGenre[], language: string): Json[] {
  const base = language.slice(0, 2);
  return genres.map(({ id, names }) => ({ id, name: base === 'de' || base === 'fr' ? names[base] : names.en }));
}

const FIELDS = {
  poster: 'posters',
  backdrop: 'backdrops',
  logo: 'logos',
  still: 'stills',
  profile: 'profiles',
} as const;

/**
 * Images by kind, the better liked first. Strictly those of `include_image_language` (`null` for those without text); else
 * those of `language`; all when neither is given.
 */
export function imageLists(
  images: readonly WorldImage[],
  kinds: readonly (keyof typeof FIELDS)[],
  languages: TmdbLanguages,
): Json {
  const wanted = languages.images ?? (languages.isGiven ? [languages.language.slice(0, 2)] : null);
  const lists: Json = {};
  for (const kind of kinds) {
    lists[FIELDS[kind]] = images
      .filter((image) => image.kind === kind && image.hosts.includes('tmdb'))
      .filter((image) => wanted === null || wanted.includes(image.language ?? 'null'))
      .toSorted((a, b) => b.voteAverage - a.voteAverage)
      .map((image) => ({
        aspect_ratio: Math.round((image.width / image.height) * 1000) / 1000,
        height: image.height,
        iso_3166_1: null,
        iso_639_1: image.language,
        file_path: filePath(image),
        vote_average: image.voteAverage,
        vote_count: image.voteCount,
        width: image.width,
      }));
  }
  return lists;
}

export function filePath(image: WorldImage): string {
  return `/${image.key}.${image.extension}`;
}

/** What details show first of a kind: in the language asked for, else any. */
export function firstPath(images: readonly WorldImage[], kind: WorldImage['kind'], language: string): string | null {
  const ofKind = images.filter((image) => image.kind === kind && image.hosts.includes('tmdb'));
  const image = ofKind.find((one) => one.language === language.slice(0, 2)) ?? ofKind[0];
  return image === undefined ? null : filePath(image);
}
