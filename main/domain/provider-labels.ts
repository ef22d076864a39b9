import type { ProviderName } from './provider-answer.ts';

/** What people call each provider. */
export const PROVIDER_LABELS: Readonly<Record<ProviderName, string>> = {
  tmdb: 'TMDB',
  tvdb: 'TheTVDB',
  'fanart.tv': 'fanart.tv',
  omdb: 'OMDb',
  local: 'Local files',
};
