import {
  artworkOf,
  charactersOf,
  firstImage,
  languagesOf,
  remoteIdsOf,
  textIn,
  trailersOf,
  translationsOf,
  tvdbCountry,
  tvdbLanguage,
} from './tvdb-texts.ts';
import type { World, WorldEpisode, WorldImage, WorldSeason, WorldSeries } from './world-types.ts';

type Json = Record<string, unknown>;

export const SEASON_TYPES = {
  official: { id: 1, name: 'Aired Order', type: 'official', alternateName: null },
  dvd: { id: 2, name: 'DVD Order', type: 'dvd', alternateName: null },
  absolute: { id: 3, name: 'Absolute Order', type: 'absolute', alternateName: null },
} as const;
export type SeasonType = keyof typeof SEASON_TYPES;

const SERIES_ARTWORK: Partial<Record<WorldImage['kind'], number>> = { banner: 1, poster: 2, backdrop: 3, logo: 23 };
const SEASON_ARTWORK: Partial<Record<WorldImage['kind'], number>> = { banner: 6, poster: 7, backdrop: 8 };

/** A season of one of the orders: those of the aired order have numbers of their own, the others follow from them. */
export interface TvdbSeasonEntry {
  id: number;
  type: SeasonType;
  number: number;
  show: WorldSeries;
  /** Null of the orders that are not aired. */
  aired: WorldSeason | null;
}

/** An episode with its place in an order. */
interface Placed {
  episode: WorldEpisode;
  season: number;
  number: number;
}

export function typesOf(show: WorldSeries): SeasonType[] {
  const has = (type: number): boolean => show.groups.some((group) => group.type === type);
  return ['official', ...(has(3) ? (['dvd'] as const) : []), ...(has(2) ? (['absolute'] as const) : [])];
}

export function placedIn(show: WorldSeries, type: SeasonType): Placed[] {
  const placed = show.seasons.flatMap((season) =>
    season.episodes.flatMap((episode): Placed[] => {
      if (type === 'official') return [{ episode, season: episode.season, number: episode.number }];
      if (type === 'dvd') return episode.dvd === null ? [] : [{ episode, ...episode.dvd }];
      return episode.absolute === null ? [] : [{ episode, season: 1, number: episode.absolute }];
    }),
  );
  return placed.toSorted((a, b) => a.season - b.season || a.number - b.number);
}

export function seasonEntries(show: WorldSeries): TvdbSeasonEntry[] {
  return typesOf(show).flatMap((type, at) => {
    const numbers = [...new Set(placedIn(show, type).map(({ season }) => season))];
    return numbers.map((number): TvdbSeasonEntry => {
      const aired = show.seasons.find((season) => season.number === number) ?? null;
      const own = type === 'official' ? aired : null;
      return { id: own?.tvdbId ?? show.tvdbId * 100 + at * 30 + number, type, number, show, aired: own };
    });
  });
}

export function showBase(show: WorldSeries, origin: string): Json {
  const original = textIn(show.texts, tvdbLanguage(show.originalLanguage));
  const dates = show.seasons.flatMap((season) =>
    season.number === 0 ? [] : season.episodes.map(({ aired }) => aired),
  );
  return {
    id: show.tvdbId,
    name: show.originalTitle,
    slug: show.originalTitle.toLowerCase().replaceAll(/[^a-z\d]+/gu, '-'),
    image: firstImage(show.images, 'poster', origin),
    nameTranslations: languagesOf(show.texts),
    overviewTranslations: languagesOf(show.texts),
    aliases: show.alternativeTitles.map(({ title }) => ({ language: 'eng', name: title })),
    firstAired: dates[0] ?? '',
    lastAired: dates.at(-1) ?? '',
    nextAired: '',
    score: Math.round(show.popularity * 1000),
    status:
      show.status === 'Returning Series'
        ? { id: 1, name: 'Continuing', recordType: 'series', keepUpdated: true }
        : { id: 2, name: 'Ended', recordType: 'series', keepUpdated: false },
    originalCountry: tvdbCountry(show.countries[0] ?? 'US'),
    originalLanguage: tvdbLanguage(show.originalLanguage),
    defaultSeasonType: 1,
    isOrderRandomized: false,
    lastUpdated: '2025-03-01 10:27:18',
    averageRuntime: 45,
    episodes: null,
    overview: original?.overview ?? null,
    year: String(show.year),
  };
}

export function showExtended(world: World, show: WorldSeries, query: URLSearchParams, origin: string): Json {
  const isShort = query.get('short') === 'true';
  const network = (name: string): Json => ({
    id: 100 + name.length,
    name,
    slug: name.toLowerCase(),
    country: 'usa',
    primaryCompanyType: 1,
    companyType: { companyTypeId: 1, companyTypeName: 'Network' },
  });
  const [first] = show.networks;
  const creators = show.creators.map((personId) => ({ personId, job: 'Creator', department: 'Writing' }));
  return {
    ...showBase(show, origin),
    artworks: isShort ? null : artworks(show, origin),
    companies: show.networks.map(network),
    originalNetwork: first === undefined ? null : network(first),
    latestNetwork: first === undefined ? null : network(first),
    genres: show.genres.map(({ id, names }) => ({ id: id % 40, name: names.en, slug: names.en.toLowerCase() })),
    trailers: trailersOf(show.trailers),
    lists: [],
    remoteIds: remoteIdsOf(show, 12),
    characters: isShort ? null : charactersOf(world, show.cast, creators, origin),
    airsDays: {
      sunday: true,
      monday: false,
      tuesday: false,
      wednesday: false,
      thursday: false,
      friday: false,
      saturday: false,
    },
    airsTime: '20:00',
    seasons: seasonEntries(show).map((entry) => seasonBase(entry, origin)),
    tags: [],
    contentRatings: Object.entries(show.certifications).map(([country, name], index) => ({
      id: 200 + index,
      name,
      country: tvdbCountry(country),
      description: '',
      contentType: '',
      order: 0,
      fullname: null,
    })),
    seasonTypes: typesOf(show).map((type) => SEASON_TYPES[type]),
    ...(query.get('meta') === 'translations'
      ? { translations: translationsOf(show.texts, show.alternativeTitles) }
      : {}),
  };
}

function artworks(show: WorldSeries, origin: string): Json[] {
  const own = show.images.filter((image) => image.hosts.includes('tvdb') && SERIES_ARTWORK[image.kind] !== undefined);
  return own.map((image) => artworkOf(image, SERIES_ARTWORK[image.kind]!, origin));
}

function seasonBase({ id, type, number, show, aired }: TvdbSeasonEntry, origin: string): Json {
  return {
    id,
    seriesId: show.tvdbId,
    type: SEASON_TYPES[type],
    number,
    nameTranslations: [],
    overviewTranslations: aired === null ? [] : languagesOf(aired.texts),
    image: aired === null ? null : firstImage(aired.images, 'poster', origin),
    imageType: 7,
    companies: { studio: null, network: null, production: null, distributor: null, special_effects: null },
    lastUpdated: '2025-03-01 10:27:17',
  };
}

export function seasonExtended(entry: TvdbSeasonEntry, origin: string): Json {
  const images = (entry.aired?.images ?? []).filter(
    (image) => image.hosts.includes('tvdb') && SEASON_ARTWORK[image.kind] !== undefined,
  );
  return {
    ...seasonBase(entry, origin),
    nameTranslations: entry.aired === null ? [] : languagesOf(entry.aired.texts),
    year: String(entry.show.year),
    episodes: placedIn(entry.show, entry.type)
      .filter(({ season }) => season === entry.number)
      .map((placed) => episodeBase(entry.show, placed, null, origin)),
    trailers: [],
    artwork: images.map((image) => artworkOf(image, SEASON_ARTWORK[image.kind]!, origin)),
    tagOptions: null,
  };
}

/**
 * An episode in a list. Without a language it is in the one that the show was made in and says which translations there
 * are; with one it does not, and what is not translated has no name.
 */
export function episodeBase(show: WorldSeries, placed: Placed, code: string | null, origin: string): Json {
  const { episode } = placed;
  const text = textIn(episode.texts, code ?? tvdbLanguage(show.originalLanguage));
  return {
    id: episode.tvdbId,
    seriesId: show.tvdbId,
    name: text?.title ?? null,
    aired: episode.aired,
    runtime: episode.runtime,
    nameTranslations: code === null ? languagesOf(episode.texts) : null,
    overview: text?.overview ?? null,
    overviewTranslations: code === null ? languagesOf(episode.texts) : null,
    image: firstImage(episode.images, 'still', origin) || null,
    imageType: episode.images.length === 0 ? null : 11,
    isMovie: 0,
    seasons: null,
    number: placed.number,
    absoluteNumber: episode.absolute ?? 0,
    seasonNumber: placed.season,
    lastUpdated: '2024-07-28 00:35:16',
    finaleType: null,
    ...(episode.season === 0 ? { airsBeforeSeason: 1, airsBeforeEpisode: 2 } : {}),
    year: episode.aired?.slice(0, 4) ?? null,
  };
}
