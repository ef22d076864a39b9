import type { z } from 'zod';
import type { EpisodeOrder } from '../../../contract/field-values.ts';
import type { ProviderIds, SearchHit } from '../../domain/provider-answer.ts';
import type { ApiClient } from '../http/http-types.ts';
import { looseList } from '../loose-schema.ts';
import { ProviderError } from '../provider.ts';
import type { AskOptions, Provider, ProviderAccess, SearchQuery } from '../provider.ts';
import { mapMovie } from './map-movie.ts';
import { mapSearchHit } from './map-search.ts';
import { mapSeason } from './map-season.ts';
import { mapSeries, seasonsOf } from './map-series.ts';
import { idsOf } from './map-shared.ts';
import { KNOWN_ARTWORK_KINDS, readArtworkKinds } from './tvdb-artwork.ts';
import type { ArtworkKinds } from './tvdb-artwork.ts';
import { toTvdbLanguages } from './tvdb-languages.ts';
import {
  TvdbArtworkType,
  TvdbEpisodes,
  TvdbMovie,
  TvdbRemoteHit,
  TvdbSearchItem,
  TvdbSeason,
  TvdbSeasonTranslation,
  TvdbSeries,
} from './tvdb-schemas.ts';
import type { TvdbEpisode } from './tvdb-schemas.ts';
import { createTvdbSession } from './tvdb-session.ts';
import type { TvdbAsk } from './tvdb-session.ts';

const DAY_MS = 86_400_000;
const KEEP_SEARCH_MS = DAY_MS;
const KEEP_DETAILS_MS = 7 * DAY_MS;
const KEEP_TYPES_MS = 7 * DAY_MS;
/** What one refresh of a show asks for in each of its seasons is asked for once. */
const RECENT_MS = 120_000;
const SEARCH_LIMIT = 50;
/** So many things may carry the same number at another provider before we stop looking for ours. */
const MOST_CANDIDATES = 5;

/** Our orders in TheTVDB's words, best first: "default" is the one a show is shown in, for shows that have no aired one. */
const ORDERS: Readonly<Record<EpisodeOrder, readonly string[]>> = {
  aired: ['official', 'default'],
  dvd: ['dvd'],
  absolute: ['absolute'],
};

const PATHS = { movie: 'movies', series: 'series' } as const;
const SCHEMAS = { movie: TvdbMovie, series: TvdbSeries } as const;
const NAMES = { movie: 'a film', series: 'a show' } as const;

/**
 * TheTVDB's API v4 (https://thetvdb.github.io/v4-api/). The people of single episodes are not asked for: they would cost a
 * request each.
 * @param now milliseconds since the epoch, for the age of the login's token
 */
export function createTvdbProvider(
  client: ApiClient,
  access: ProviderAccess,
  now: () => number = () => Date.now(),
): Provider {
  const session = createTvdbSession(client, access, now);

  async function artworkKinds(options: AskOptions): Promise<ArtworkKinds> {
    try {
      // A refresh of an item is no reason to ask for what changes once in years.
      const asked: TvdbAsk = {
        what: 'the types of artwork',
        options: { ...options, isFresh: false },
        keepForMs: KEEP_TYPES_MS,
      };
      const types = await session.get('/artwork/types', looseList(TvdbArtworkType), asked);
      const kinds = readArtworkKinds(types ?? []);
      return kinds.size === 0 ? KNOWN_ARTWORK_KINDS : kinds;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return KNOWN_ARTWORK_KINDS;
    }
  }

  async function record<K extends 'movie' | 'series'>(
    kind: K,
    tvdbId: number,
    options: AskOptions,
    freshForMs = 0,
  ): Promise<z.output<(typeof SCHEMAS)[K]> | null> {
    const path = `/${PATHS[kind]}/${String(tvdbId)}/extended?meta=translations`;
    const asked = { ...details(NAMES[kind], options), freshForMs };
    const found = await session.get<z.ZodType>(path, SCHEMAS[kind], asked);
    return found as z.output<(typeof SCHEMAS)[K]> | null;
  }

  /** TheTVDB's ids of what carries an id elsewhere. */
  async function candidates(kind: 'movie' | 'series', remoteId: string, options: AskOptions): Promise<number[]> {
    const hits = await session.get(`/search/remoteid/${encodeURIComponent(remoteId)}`, looseList(TvdbRemoteHit), {
      what: 'an id',
      options,
      keepForMs: KEEP_SEARCH_MS,
    });
    const found = (hits ?? []).map((hit) => hit[kind]?.id).filter((id) => id !== undefined);
    return [...new Set(found)].slice(0, MOST_CANDIDATES);
  }

  /** The record by TheTVDB's id, else by those elsewhere: ids are taken away when two entries are merged. */
  async function locate<K extends 'movie' | 'series'>(
    kind: K,
    ids: ProviderIds,
    options: AskOptions,
    freshForMs = 0,
  ): Promise<z.output<(typeof SCHEMAS)[K]> | null> {
    const own = ids.tvdbId === null ? null : await record(kind, ids.tvdbId, options, freshForMs);
    if (own !== null) return own;
    if (ids.imdbId !== null) {
      const found = (await candidates(kind, ids.imdbId, options)).filter((id) => id !== ids.tvdbId);
      for (const id of found) {
        const other = await record(kind, id, options);
        const imdbId = other === null ? null : idsOf(id, other.remoteIds).imdbId;
        if (other !== null && (imdbId === ids.imdbId || (imdbId === null && found.length === 1))) return other;
      }
    }
    if (ids.tmdbId === null) return null;
    // A bare number is somebody's id everywhere: only a record that names TMDB for it is meant.
    for (const id of await candidates(kind, String(ids.tmdbId), options)) {
      const other = id === ids.tvdbId ? null : await record(kind, id, options);
      if (other !== null && idsOf(id, other.remoteIds).tmdbId === ids.tmdbId) return other;
    }
    return null;
  }

  async function search(kind: 'movie' | 'series', query: SearchQuery, options: AskOptions): Promise<SearchHit[]> {
    const ask = async (year: number | null): Promise<TvdbSearchItem[]> => {
      const parameters = new URLSearchParams({ query: query.title, type: kind, limit: String(SEARCH_LIMIT) });
      if (year !== null) parameters.set('year', String(year));
      const found = await session.get(`/search?${parameters.toString()}`, looseList(TvdbSearchItem), {
        what: 'a search',
        options,
        keepForMs: KEEP_SEARCH_MS,
      });
      return found ?? [];
    };
    let items = await ask(null);
    // Of a title that many have, the year brings up those that the first page leaves out.
    if (items.length >= SEARCH_LIMIT && query.year !== null) items = [...(await ask(query.year)), ...items];
    const hits = new Map<number, SearchHit>();
    for (const item of items) {
      if (item.type !== null && item.type !== kind) continue;
      const hit = mapSearchHit(kind, item, query.language);
      if (hit !== null && !hits.has(item.tvdb_id)) hits.set(item.tvdb_id, hit);
    }
    return [...hits.values()];
  }

  /** A show's episodes in an order: as they were made, and in each of the languages that there are translations to. */
  async function episodesOf(
    tvdbId: number,
    order: string,
    options: AskOptions,
  ): Promise<{
    episodes: TvdbEpisode[];
    translated: Map<string, TvdbEpisode[]>;
    originalLanguage: string | null;
  } | null> {
    const path = `/series/${String(tvdbId)}/episodes/${order}`;
    const asked = { ...details('the episodes of a show', options), freshForMs: RECENT_MS };
    const pages = await session.pages(path, TvdbEpisodes, asked);
    if (pages === null) return null;
    const episodes = pages.flatMap((page) => page.episodes);
    const first = pages[0];
    const originalLanguage = first?.series?.originalLanguage ?? first?.originalLanguage ?? null;
    const translated = new Map<string, TvdbEpisode[]>();
    for (const code of new Set(options.languages.flatMap(toTvdbLanguages))) {
      if (code === originalLanguage || !episodes.some((episode) => mayHave(episode, code))) continue;
      const found = await session.pages(`${path}/${code}`, TvdbEpisodes, asked);
      if (found !== null) {
        translated.set(
          code,
          found.flatMap((page) => page.episodes),
        );
      }
    }
    return { episodes, translated, originalLanguage };
  }

  async function seasonRecord(id: number, options: AskOptions): Promise<z.output<typeof TvdbSeason> | null> {
    const found = await session.get(`/seasons/${String(id)}/extended`, TvdbSeason, details('a season', options));
    if (found === null || found.translations.length > 0) return found;
    const there = [...(found.nameTranslations ?? []), ...(found.overviewTranslations ?? [])];
    const translations = [];
    for (const code of new Set(options.languages.flatMap(toTvdbLanguages).filter((code) => there.includes(code)))) {
      const path = `/seasons/${String(id)}/translations/${code}`;
      const texts = await session.get(path, TvdbSeasonTranslation, details('a season', options));
      if (texts !== null) translations.push({ ...texts, language: texts.language ?? code });
    }
    return { ...found, translations };
  }

  return {
    name: 'tvdb',
    abilities: new Set(['search.movie', 'search.series', 'find', 'movie', 'series', 'season']),
    isConfigured: async () => (await access.key()) !== null,
    test: (signal) => session.login(signal),
    search,
    async find(kind, ids, options) {
      const found = await locate(kind, ids, options);
      return found === null ? null : complete(ids, idsOf(found.id, found.remoteIds));
    },
    async movie(ids, options) {
      const found = await locate('movie', ids, options);
      return found === null ? null : mapMovie(found, await artworkKinds(options), options);
    },
    async series(ids, options) {
      const found = await locate('series', ids, options);
      return found === null ? null : mapSeries(found, await artworkKinds(options), options);
    },
    async season(ids, season, order, options) {
      const series = await locate('series', ids, options, RECENT_MS);
      if (series === null) return null;
      for (const name of ORDERS[order]) {
        const found = await episodesOf(series.id, name, options);
        const known = seasonsOf(series, name).find(({ number }) => number === season);
        if (found === null || (found.episodes.length === 0 && known === undefined)) continue;
        return mapSeason(
          {
            season,
            order,
            record: known === undefined ? null : await seasonRecord(known.id, options),
            ...found,
            originalLanguage: found.originalLanguage ?? series.originalLanguage,
          },
          await artworkKinds(options),
          options,
        );
      }
      return null;
    },
  };
}

function details(what: string, options: AskOptions): TvdbAsk {
  return { what, options, keepForMs: KEEP_DETAILS_MS };
}

/** False when TheTVDB says that an episode has neither a name nor a plot in the language. */
function mayHave({ nameTranslations, overviewTranslations }: TvdbEpisode, code: string): boolean {
  if (nameTranslations === null && overviewTranslations === null) return true;
  return (nameTranslations?.includes(code) ?? false) || (overviewTranslations?.includes(code) ?? false);
}

/** What was asked for, with what TheTVDB knows put in the gaps; its own id is the one it answered for. */
function complete(asked: ProviderIds, found: ProviderIds): ProviderIds {
  return {
    tvdbId: found.tvdbId,
    tmdbId: asked.tmdbId ?? found.tmdbId,
    imdbId: asked.imdbId ?? found.imdbId,
  };
}
