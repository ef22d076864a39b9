import type { AssetImageType } from '../../domain/asset-types.ts';
import type { ImageOffer } from '../../domain/provider-answer.ts';
import { fromTvdbLanguage } from './tvdb-languages.ts';
import type { TvdbArtwork, TvdbArtworkType } from './tvdb-schemas.ts';

const IMAGE_HOST = 'https://artworks.thetvdb.com';
/** What TheTVDB shows where there is no image. */
const MISSING = '/images/missing/';

/** What an artwork is of, and its type in Kodi's words. */
export interface ArtworkKind {
  record: string;
  type: AssetImageType;
}
export type ArtworkKinds = ReadonlyMap<number, ArtworkKind>;

const TYPES: Readonly<Record<string, AssetImageType>> = {
  banner: 'banner',
  poster: 'poster',
  background: 'fanart',
  clearart: 'clearart',
  clearlogo: 'clearlogo',
};

/**
 * The kinds by id, from what /artwork/types answers: "Background" of a "series" is fanart. Those that Kodi has no type
 * for (icons, cinemagraphs, portraits, screenshots) are left out; episodes carry their screenshot themselves.
 */
export function readArtworkKinds(types: readonly TvdbArtworkType[]): ArtworkKinds {
  return new Map(
    types.flatMap(({ id, name, recordType }): [number, ArtworkKind][] => {
      const type = TYPES[name?.toLowerCase().replace(/[^a-z]/gu, '') ?? ''];
      return type === undefined || recordType === null ? [] : [[id, { record: recordType.toLowerCase(), type }]];
    }),
  );
}

/** The ids as they have been for years, for when /artwork/types does not answer. */
export const KNOWN_ARTWORK_KINDS: ArtworkKinds = new Map<number, ArtworkKind>([
  [1, { record: 'series', type: 'banner' }],
  [2, { record: 'series', type: 'poster' }],
  [3, { record: 'series', type: 'fanart' }],
  [22, { record: 'series', type: 'clearart' }],
  [23, { record: 'series', type: 'clearlogo' }],
  [6, { record: 'season', type: 'banner' }],
  [7, { record: 'season', type: 'poster' }],
  [8, { record: 'season', type: 'fanart' }],
  [14, { record: 'movie', type: 'poster' }],
  [15, { record: 'movie', type: 'fanart' }],
  [16, { record: 'movie', type: 'banner' }],
  [24, { record: 'movie', type: 'clearart' }],
  [25, { record: 'movie', type: 'clearlogo' }],
]);

/** Which artworks of an answer are wanted, and for what. */
export interface ArtworkChoice {
  kinds: ArtworkKinds;
  /** ISO 639-1; empty for all. Images without text are always wanted. */
  languages: readonly string[];
  /** The season an artwork belongs to: null for the item itself, undefined to leave it out. */
  seasonOf: (kind: ArtworkKind, artwork: TvdbArtwork) => number | null | undefined;
}

/**
 * Artworks as offers, the better liked first: TheTVDB's score says nothing but which of two is more popular, so there are
 * no votes.
 */
export function mapArtworks(artworks: readonly TvdbArtwork[], choice: ArtworkChoice): ImageOffer[] {
  const found = new Map<string, ImageOffer>();
  for (const artwork of artworks.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))) {
    const kind = choice.kinds.get(artwork.type);
    const url = absoluteImageUrl(artwork.image);
    if (kind === undefined || url === null) continue;
    const season = choice.seasonOf(kind, artwork);
    const language = fromTvdbLanguage(artwork.language);
    if (season === undefined || !isWanted(language, choice.languages)) continue;
    const offer = { ...imageOffer(kind.type, url, season), language };
    const key = `${kind.type} ${String(season)} ${offer.sourceKey}`;
    if (found.has(key)) continue;
    found.set(key, {
      ...offer,
      previewUrl: absoluteImageUrl(artwork.thumbnail),
      width: artwork.width,
      height: artwork.height,
    });
  }
  return [...found.values()];
}

/** An image that a record names without saying more of it. */
export function imageOffer(type: AssetImageType, url: string, season: number | null): ImageOffer {
  return {
    type,
    url,
    previewUrl: null,
    sourceKey: new URL(url).pathname,
    width: null,
    height: null,
    language: null,
    voteAverage: null,
    voteCount: null,
    season,
  };
}

/**
 * The address of an image: some fields hold paths (/banners/…), old ones http. Null for none, for the picture that stands
 * for none, and for what is no address.
 */
export function absoluteImageUrl(image: string | null): string | null {
  const path = image?.trim() ?? '';
  if (path === '' || path.includes(MISSING)) return null;
  const isAddress = /^(?:https?:)?\/\//iu.test(path);
  const address = isAddress ? path : `${IMAGE_HOST}${path.startsWith('/') ? '' : '/'}${path}`;
  try {
    const url = new URL(address, IMAGE_HOST);
    // Another host is one that the person set: it may have no certificate.
    if (url.protocol === 'http:' && /(?:^|\.)thetvdb\.com$/iu.test(url.hostname)) url.protocol = 'https:';
    return url.href;
  } catch {
    return null;
  }
}

function isWanted(language: string | null, wanted: readonly string[]): boolean {
  return language === null || wanted.length === 0 || wanted.includes(language);
}
