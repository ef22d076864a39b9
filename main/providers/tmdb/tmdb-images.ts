import type { AssetImageType } from '../../domain/asset-types.ts';
import type { ImageOffer } from '../../domain/provider-answer.ts';
import type { TmdbConfiguration, TmdbImage, TmdbImages } from './tmdb-schemas.ts';

/** Sizes as TMDB names them: w342, h632. `original` is always there. */
export interface TmdbSizes {
  poster: string;
  backdrop: string;
  logo: string;
  still: string;
  profile: string;
}

/** Sizes of thumbnails as they have been for years, for when /configuration does not answer. */
export const KNOWN_SIZES: TmdbSizes = {
  poster: 'w342',
  backdrop: 'w780',
  logo: 'w300',
  still: 'w300',
  profile: 'w185',
};

/** Thumbnails are shown about this wide: the smallest size that is at least so wide is fetched. */
const PREVIEW_WIDTH = { poster: 300, backdrop: 500, logo: 300, still: 300, profile: 180 } as const;

/** The sizes of thumbnails among those that TMDB offers at present. */
export function previewSizes(configuration: TmdbConfiguration): TmdbSizes {
  const { images } = configuration;
  const choose = (kind: keyof TmdbSizes, offered: readonly string[]): string => {
    const widths = offered.flatMap((size) => (/^w\d+$/u.test(size) ? [Number(size.slice(1))] : []));
    const fitting = widths.toSorted((a, b) => a - b).find((width) => width >= PREVIEW_WIDTH[kind]);
    return fitting === undefined ? KNOWN_SIZES[kind] : `w${String(fitting)}`;
  };
  return {
    poster: choose('poster', images.poster_sizes),
    backdrop: choose('backdrop', images.backdrop_sizes),
    logo: choose('logo', images.logo_sizes),
    still: choose('still', images.still_sizes),
    profile: choose('profile', images.profile_sizes),
  };
}

/** Makes offers out of TMDB's paths. `baseUrl` is without a slash at the end. */
export interface ImageMaker {
  baseUrl: string;
  sizes: TmdbSizes;
}

/**
 * The address of an image in a size. What was drawn as SVG is there as PNG too, which is what players show
 * (https://developer.themoviedb.org/docs/image-basics).
 */
export function imageUrl(baseUrl: string, size: string, path: string): string {
  return `${baseUrl}/${size}${path.replace(/\.svg$/iu, '.png')}`;
}

/** The address of a portrait, large enough for any list of actors. */
export function portraitUrl(maker: ImageMaker, path: string | null): string | null {
  return path === null || path === '' ? null : imageUrl(maker.baseUrl, 'h632', path);
}

/**
 * What a title's lists of images offer, by Kodi's types (https://kodi.wiki/view/Artwork_types): a poster without text is
 * key art too, a backdrop with text is a landscape.
 */
export function offersOf(maker: ImageMaker, images: TmdbImages | null, season: number | null = null): ImageOffer[] {
  if (images === null) return [];
  const offers: ImageOffer[] = [];
  const add = (type: AssetImageType, kind: keyof TmdbSizes, image: TmdbImage): void => {
    offers.push({ ...offerOf(maker, type, kind, image), season });
  };
  for (const image of images.posters) {
    add('poster', 'poster', image);
    if (languageOf(image) === null) add('keyart', 'poster', image);
  }
  for (const image of images.backdrops) add(languageOf(image) === null ? 'fanart' : 'landscape', 'backdrop', image);
  for (const image of images.logos) add('clearlogo', 'logo', image);
  for (const image of images.stills) add('thumb', 'still', image);
  for (const image of images.profiles) add('thumb', 'profile', image);
  return withoutRepeats(offers);
}

/** An image of which only the path is known. */
export function plainOffer(
  maker: ImageMaker,
  type: AssetImageType,
  kind: keyof TmdbSizes,
  path: string | null,
  season: number | null = null,
): ImageOffer[] {
  if (path === null || path.length < 2) return [];
  const image = { file_path: path, width: null, height: null, iso_639_1: null, vote_average: null, vote_count: null };
  return [{ ...offerOf(maker, type, kind, image), season }];
}

function offerOf(maker: ImageMaker, type: AssetImageType, kind: keyof TmdbSizes, image: TmdbImage): ImageOffer {
  const hasVotes = image.vote_count !== null && image.vote_count > 0;
  return {
    type,
    url: imageUrl(maker.baseUrl, 'original', image.file_path),
    previewUrl: imageUrl(maker.baseUrl, maker.sizes[kind], image.file_path),
    sourceKey: image.file_path,
    width: image.width,
    height: image.height,
    language: languageOf(image),
    voteAverage: hasVotes ? image.vote_average : null,
    voteCount: image.vote_count,
    season: null,
  };
}

/** `xx` is TMDB's code for no language, besides null. */
function languageOf(image: TmdbImage): string | null {
  const language = image.iso_639_1?.toLowerCase() ?? '';
  return language === '' || language === 'xx' ? null : language;
}

function withoutRepeats(offers: readonly ImageOffer[]): ImageOffer[] {
  return [...new Map(offers.map((offer) => [`${offer.type} ${offer.sourceKey}`, offer])).values()];
}
