import type { ProviderName, ProviderState } from '../../../contract/providers.ts';
import { t } from '../../messages/t.ts';

/** Where one gets a key, and which variable of the environment gives it. */
export const PROVIDER_KEYS: Readonly<Partial<Record<ProviderName, { page: string; variable: string }>>> = {
  tmdb: { page: 'https://www.themoviedb.org/settings/api', variable: 'METARR_TMDB_TOKEN' },
  tvdb: { page: 'https://thetvdb.com/api-information', variable: 'METARR_TVDB_KEY' },
  'fanart.tv': { page: 'https://fanart.tv/get-an-api-key/', variable: 'METARR_FANART_KEY' },
  omdb: { page: 'https://www.omdbapi.com/apikey.aspx', variable: 'METARR_OMDB_KEY' },
};

/** Providers that know a second key: TheTVDB's PIN, Fanart.tv's personal one. */
export function hasSecondKeyField(name: ProviderName): boolean {
  return t.providers.secondKeyNames[name] !== undefined;
}

export interface ProviderLook {
  icon: 'ok' | 'unknown' | 'off' | 'key' | 'away' | 'problem';
  tone: 'ok' | 'plain' | 'warn' | 'danger';
  word: string;
}

/** What a provider's state looks like: the kind of icon, a tone and a word. */
export function providerLook(state: ProviderState): ProviderLook {
  if (!state.isEnabled) return { icon: 'off', tone: 'plain', word: t.providers.off };
  if (state.needsKey && !state.hasKey) return { icon: 'key', tone: 'plain', word: t.providers.problems.no_key };
  if (state.problem !== null) {
    const isAway = state.problem === 'offline' || state.problem === 'unreachable';
    const isWaiting = state.problem === 'rate_limited' || state.problem === 'quota' || state.problem === 'timeout';
    return {
      icon: isAway ? 'away' : 'problem',
      tone: isAway || isWaiting ? 'warn' : 'danger',
      word: t.providers.problems[state.problem],
    };
  }
  if (state.name === 'local') return { icon: 'ok', tone: 'ok', word: t.providers.alwaysThere };
  if (state.lastAnswerAt === null) return { icon: 'unknown', tone: 'plain', word: t.providers.notAsked };
  return { icon: 'ok', tone: 'ok', word: t.providers.ready };
}
