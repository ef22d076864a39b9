import type { AssetImageType } from '../../domain/asset-types.ts';
import { emptyMovieMetadata } from '../../domain/movie-metadata.ts';
import type { ImageOffer, MovieAnswer, ProviderIds, SeriesAnswer } from '../../domain/provider-answer.ts';
import { emptySeriesMetadata } from '../../domain/tv-metadata.ts';
import { looseList } from '../loose-schema.ts';
import { FanartImage } from './fanart-schemas.ts';
import type { FanartAnswer } from './fanart-schemas.ts';

/** A kind of fanart.tv's images: its type in Kodi's words, and the size that every upload of the kind has to have. */
interface Kind {
  type: AssetImageType;
  width: number;
  height: number;
  /** Of one season. */
  isSeason?: boolean;
}

/** In the order of preference within a type: the large before the small. https://kodi.wiki/view/Artwork_types */
const MOVIE_KINDS: Readonly<Record<string, Kind>> = {
  movieposter: { type: 'poster', width: 1000, height: 1426 },
  'moviebackground-4k': { type: 'fanart', width: 3840, height: 2160 },
  moviebackground: { type: 'fanart', width: 1920, height: 1080 },
  hdmovielogo: { type: 'clearlogo', width: 800, height: 310 },
  movielogo: { type: 'clearlogo', width: 400, height: 155 },
  hdmovieclearart: { type: 'clearart', width: 1000, height: 562 },
  movieart: { type: 'clearart', width: 500, height: 281 },
  moviebanner: { type: 'banner', width: 1000, height: 185 },
  moviethumb: { type: 'landscape', width: 1000, height: 562 },
  moviedisc: { type: 'discart', width: 1000, height: 1000 },
};

const SERIES_KINDS: Readonly<Record<string, Kind>> = {
  tvposter: { type: 'poster', width: 1000, height: 1426 },
  'showbackground-4k': { type: 'fanart', width: 3840, height: 2160 },
  showbackground: { type: 'fanart', width: 1920, height: 1080 },
  hdtvlogo: { type: 'clearlogo', width: 800, height: 310 },
  clearlogo: { type: 'clearlogo', width: 400, height: 155 },
  hdclearart: { type: 'clearart', width: 1000, height: 562 },
  clearart: { type: 'clearart', width: 500, height: 281 },
  characterart: { type: 'characterart', width: 512, height: 512 },
  tvbanner: { type: 'banner', width: 1000, height: 185 },
  tvthumb: { type: 'landscape', width: 500, height: 281 },
  seasonposter: { type: 'poster', width: 1000, height: 1426, isSeason: true },
  seasonbanner: { type: 'banner', width: 1000, height: 185, isSeason: true },
  seasonthumb: { type: 'landscape', width: 500, height: 281, isSeason: true },
};

/** Of discs the better first, as far as fanart.tv tells them apart. */
const DISC_TYPES = ['4k', '3d', 'bluray', 'dvd'];
/** fanart.tv has likes instead of votes: each counts as a vote of this. */
const VOTE_OF_A_LIKE = 7;

/** A film's images as an answer without values. */
export function mapFanartMovie(
  answer: FanartAnswer,
  asked: ProviderIds,
  imageLanguages: readonly string[],
): MovieAnswer {
  const ids = { ...asked, tmdbId: answer.tmdb_id ?? asked.tmdbId, imdbId: imdbIdOf(answer) ?? asked.imdbId };
  return {
    kind: 'movie',
    provider: 'fanart.tv',
    providerId: String(ids.tmdbId ?? ids.imdbId),
    ids,
    records: [{ language: '', metadata: emptyMovieMetadata() }],
    images: mapImages(answer, MOVIE_KINDS, imageLanguages),
    trailers: [],
  };
}

/** A show's images and those of its seasons as an answer without values. */
export function mapFanartSeries(
  answer: FanartAnswer,
  asked: ProviderIds,
  imageLanguages: readonly string[],
): SeriesAnswer {
  const ids = { ...asked, tvdbId: answer.thetvdb_id ?? asked.tvdbId };
  return {
    kind: 'series',
    provider: 'fanart.tv',
    providerId: String(ids.tvdbId),
    ids,
    records: [{ language: '', metadata: emptySeriesMetadata() }],
    images: mapImages(answer, SERIES_KINDS, imageLanguages),
    trailers: [],
    seasons: [],
  };
}

function imdbIdOf({ imdb_id: id }: FanartAnswer): string | null {
  return id !== null && /^tt\d{7,10}$/u.test(id) ? id : null;
}

function mapImages(
  answer: FanartAnswer,
  kinds: Readonly<Record<string, Kind>>,
  languages: readonly string[],
): ImageOffer[] {
  const found = new Map<string, ImageOffer>();
  for (const [name, kind] of Object.entries(kinds)) {
    const images = looseList(FanartImage).parse(answer[name]);
    for (const image of images.toSorted(byPreference)) {
      const offer = mapImage(image, kind);
      if (offer === null || !isWanted(offer.language, languages)) continue;
      for (const season of seasonsOf(image, kind)) {
        const key = `${kind.type} ${String(season)} ${offer.sourceKey}`;
        if (!found.has(key)) found.set(key, { ...offer, season });
      }
    }
  }
  return [...found.values()];
}

/**
 * What an image is of. Images of a season say which; 'all' means an image for the view of all seasons, which is no season's
 * and not the show's own. Backgrounds carry the season they come from, and serve the show all the same.
 */
function seasonsOf({ season }: FanartImage, kind: Kind): (number | null)[] {
  const number = /^\d{1,4}$/u.test(season?.trim() ?? '') ? Number(season) : null;
  if (kind.isSeason === true) return number === null ? [] : [number];
  return number === null || kind.type !== 'fanart' ? [null] : [null, number];
}

function mapImage(image: FanartImage, kind: Kind): ImageOffer | null {
  const url = secureUrl(image.url);
  if (url === null) return null;
  const language = image.lang?.trim().toLowerCase() ?? '';
  const likes = image.likes ?? 0;
  return {
    type: kind.type,
    url: url.href,
    previewUrl: url.pathname.startsWith('/fanart/') ? previewOf(url) : null,
    sourceKey: url.pathname,
    width: image.width ?? kind.width,
    height: image.height ?? kind.height,
    language: language === '' || language === '00' || language === 'xx' ? null : language,
    voteAverage: likes === 0 ? null : VOTE_OF_A_LIKE,
    voteCount: likes === 0 ? null : likes,
    season: null,
  };
}

function previewOf(url: URL): string {
  const preview = new URL(url);
  preview.pathname = url.pathname.replace(/^\/fanart\//u, '/preview/');
  return preview.href;
}

/** Old images are listed with http. Another host is one that the person set: it may have no certificate. */
function secureUrl(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'http:' && /(?:^|\.)fanart\.tv$/iu.test(url.hostname)) url.protocol = 'https:';
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}

function byPreference(a: FanartImage, b: FanartImage): number {
  return discRank(a) - discRank(b) || (b.likes ?? 0) - (a.likes ?? 0);
}

function discRank({ disc_type: type }: FanartImage): number {
  if (type === null) return 0;
  const rank = DISC_TYPES.findIndex((name) => type.toLowerCase().includes(name));
  return rank === -1 ? DISC_TYPES.length : rank;
}

function isWanted(language: string | null, wanted: readonly string[]): boolean {
  return language === null || wanted.length === 0 || wanted.includes(language);
}
