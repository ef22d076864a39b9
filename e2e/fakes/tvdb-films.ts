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
import type { World, WorldFilm, WorldImage } from './world-types.ts';

type Json = Record<string, unknown>;

const ARTWORK: Partial<Record<WorldImage['kind'], number>> = { poster: 14, backdrop: 15, banner: 16, logo: 25 };

export function filmBase(film: WorldFilm, origin: string): Json {
  return {
    id: film.tvdbId,
    name: film.originalTitle,
    slug: film.originalTitle.toLowerCase().replaceAll(/[^a-z\d]+/gu, '-'),
    image: firstImage(film.images, 'poster', origin),
    nameTranslations: languagesOf(film.texts),
    overviewTranslations: languagesOf(film.texts),
    aliases: film.alternativeTitles.map(({ title }) => ({ language: 'eng', name: title })),
    score: Math.round(film.popularity * 100),
    runtime: film.runtime,
    status: { id: 5, name: 'Released', recordType: 'movie', keepUpdated: true },
    lastUpdated: '2025-05-15 02:16:07',
    year: String(film.year),
  };
}

export function filmExtended(world: World, film: WorldFilm, query: URLSearchParams, origin: string): Json {
  const isShort = query.get('short') === 'true';
  const images = film.images.filter((image) => image.hosts.includes('tvdb') && ARTWORK[image.kind] !== undefined);
  const release = { country: 'global', date: film.released ?? `${String(film.year)}-00-00`, detail: null };
  const rated = film.releases.filter(({ certification, type }) => certification !== '' && type === 3);
  return {
    ...filmBase(film, origin),
    trailers: isShort ? null : trailersOf(film.trailers),
    genres: film.genres.map(({ id, names }) => ({ id: id % 40, name: names.en, slug: names.en.toLowerCase() })),
    releases: [release],
    artworks: isShort ? null : images.map((image) => artworkOf(image, ARTWORK[image.kind]!, origin)),
    remoteIds: remoteIdsOf({ imdbId: film.imdbId, tmdbId: film.tmdbId }, 10),
    characters: isShort ? null : charactersOf(world, film.cast, film.crew, origin),
    budget: '0.00',
    boxOffice: '0.00',
    boxOfficeUS: '',
    originalCountry: tvdbCountry(film.countries[0] ?? 'US'),
    originalLanguage: tvdbLanguage(film.originalLanguage),
    audioLanguages: null,
    subtitleLanguages: null,
    studios: null,
    awards: null,
    tagOptions: null,
    lists: [],
    contentRatings: rated.map(({ country, certification }, index) => ({
      id: 300 + index,
      name: certification,
      country: tvdbCountry(country),
      description: '',
      contentType: 'movie',
      order: 0,
      fullname: null,
    })),
    companies: {
      studio: [],
      network: [],
      production: film.studios.map((name) => ({
        id: 5000 + name.length,
        name,
        companyType: { companyTypeId: 3, companyTypeName: 'Production Company' },
      })),
      distributor: [],
      special_effects: [],
    },
    production_countries: film.countries.map((code, index) => ({
      id: 238_000 + index,
      country: tvdbCountry(code),
      name: code,
    })),
    inspirations: [],
    spoken_languages: [tvdbLanguage(film.originalLanguage)],
    first_release: release,
    ...(query.get('meta') === 'translations'
      ? { translations: translationsOf(film.texts, film.alternativeTitles) }
      : {}),
  };
}

/** A hit of the search, which is written in another style than all the rest. */
export function searchHit(
  kind: 'movie' | 'series',
  one: Pick<
    WorldFilm,
    'originalTitle' | 'originalLanguage' | 'texts' | 'alternativeTitles' | 'images' | 'countries' | 'year'
  > & {
    tvdbId: number | null;
    imdbId: string;
    tmdbId: number;
  },
  more: { date: string | null; status: string },
  origin: string,
): Json {
  const byLanguage = (key: 'title' | 'overview'): Record<string, string> =>
    Object.fromEntries(Object.entries(one.texts).map(([tag, text]) => [tvdbLanguage(tag), text![key]]));
  const poster = firstImage(one.images, 'poster', origin);
  return {
    objectID: `${kind}-${String(one.tvdbId)}`,
    aliases: one.alternativeTitles.map(({ title }) => title),
    country: tvdbCountry(one.countries[0] ?? 'US'),
    id: `${kind}-${String(one.tvdbId)}`,
    image_url: poster === '' ? `https://artworks.thetvdb.com/banners/images/missing/${kind}.jpg` : poster,
    name: one.originalTitle,
    first_air_time: more.date ?? '',
    overview: textIn(one.texts, tvdbLanguage(one.originalLanguage))?.overview ?? '',
    primary_language: tvdbLanguage(one.originalLanguage),
    primary_type: kind,
    status: more.status,
    type: kind,
    tvdb_id: String(one.tvdbId),
    year: String(one.year),
    slug: one.originalTitle.toLowerCase().replaceAll(/[^a-z\d]+/gu, '-'),
    overviews: byLanguage('overview'),
    translations: byLanguage('title'),
    remote_ids: remoteIdsOf(one, kind === 'movie' ? 10 : 12),
    thumbnail: poster.replace(/(\.\w+)$/u, '_t$1'),
  };
}
