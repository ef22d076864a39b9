import type { ProviderName } from '../../domain/provider-answer.ts';

/** What is fixed about a provider, and which environment variables may say otherwise. */
export interface ProviderFacts {
  needsKey: boolean;
  /** With the version in its path, without a slash at the end. */
  baseUrl: string;
  /** Where images lie, where that is an address of its own; else that of the API. */
  imageBaseUrl: string | null;
  keyVariable: string | null;
  urlVariable: string | null;
  imageUrlVariable: string | null;
}

/**
 * https://developer.themoviedb.org/docs/getting-started, https://thetvdb.github.io/v4-api/, https://fanart.tv/api-docs/,
 * https://www.omdbapi.com/. The order is that in which they are shown and asked.
 */
export const PROVIDER_FACTS: Readonly<Record<ProviderName, ProviderFacts>> = {
  tmdb: {
    needsKey: true,
    baseUrl: 'https://api.themoviedb.org/3',
    imageBaseUrl: 'https://image.tmdb.org/t/p',
    keyVariable: 'METARR_TMDB_TOKEN',
    urlVariable: 'METARR_TMDB_URL',
    imageUrlVariable: 'METARR_TMDB_IMAGE_URL',
  },
  tvdb: {
    needsKey: true,
    baseUrl: 'https://api4.thetvdb.com/v4',
    imageBaseUrl: null,
    keyVariable: 'METARR_TVDB_KEY',
    urlVariable: 'METARR_TVDB_URL',
    imageUrlVariable: null,
  },
  'fanart.tv': {
    needsKey: true,
    baseUrl: 'https://webservice.fanart.tv/v3.2',
    imageBaseUrl: null,
    keyVariable: 'METARR_FANART_KEY',
    urlVariable: 'METARR_FANART_URL',
    imageUrlVariable: null,
  },
  omdb: {
    needsKey: true,
    baseUrl: 'https://www.omdbapi.com',
    imageBaseUrl: null,
    keyVariable: 'METARR_OMDB_KEY',
    urlVariable: 'METARR_OMDB_URL',
    imageUrlVariable: null,
  },
  local: {
    needsKey: false,
    baseUrl: '',
    imageBaseUrl: null,
    keyVariable: null,
    urlVariable: null,
    imageUrlVariable: null,
  },
};
