import type { ProviderIds, ProviderName } from '../../domain/provider-answer.ts';
import type { ItemRecord } from '../../store/item.store.ts';

/** The ids that an item has. */
export function idsOfItem(item: ItemRecord): ProviderIds {
  return {
    tmdbId: numberOf(item['tmdb_id']),
    tvdbId: numberOf(item['tvdb_id']),
    imdbId: typeof item['imdb_id'] === 'string' && item['imdb_id'] !== '' ? item['imdb_id'] : null,
  };
}

export function hasAnyId(ids: ProviderIds): boolean {
  return ids.tmdbId !== null || ids.tvdbId !== null || ids.imdbId !== null;
}

export function isSameIdentity(a: ProviderIds, b: ProviderIds): boolean {
  return a.tmdbId === b.tmdbId && a.tvdbId === b.tvdbId && a.imdbId === b.imdbId;
}

/** The first ids where they are known, the others in their gaps. */
export function completedBy(ids: ProviderIds, others: ProviderIds): ProviderIds {
  return {
    tmdbId: ids.tmdbId ?? others.tmdbId,
    tvdbId: ids.tvdbId ?? others.tvdbId,
    imdbId: ids.imdbId ?? others.imdbId,
  };
}

/** Which id each provider knows a film or a show by, best first. */
const KEYS: Readonly<Record<ProviderName, Readonly<Record<'movie' | 'series', readonly (keyof ProviderIds)[]>>>> = {
  tmdb: { movie: ['tmdbId'], series: ['tmdbId'] },
  tvdb: { movie: ['tvdbId'], series: ['tvdbId'] },
  'fanart.tv': { movie: ['tmdbId', 'imdbId'], series: ['tvdbId'] },
  omdb: { movie: ['imdbId'], series: ['imdbId'] },
  local: { movie: [], series: [] },
};

/** True when the provider can be asked without looking for its own id first. */
export function hasOwnId(provider: ProviderName, kind: 'movie' | 'series', ids: ProviderIds): boolean {
  return KEYS[provider][kind].some((key) => ids[key] !== null);
}

/** What an answer is about, to know later whether it still is: the ids it was asked with that mean something there. */
export function askedWith(provider: ProviderName, kind: 'movie' | 'series', ids: ProviderIds): string {
  return JSON.stringify(Object.fromEntries(KEYS[provider][kind].map((key) => [key, ids[key]])));
}

/**
 * True when an answer is about something else than what the item is now said to be.
 * @param providerId under which the provider answered: an id that was merged into another is still the same thing
 */
export function isAboutAnother(asked: string, providerId: string | null, ids: ProviderIds): boolean {
  const then = JSON.parse(asked) as Partial<Record<keyof ProviderIds, string | number | null>>;
  const known = (Object.keys(then) as (keyof ProviderIds)[]).filter((key) => then[key] !== null && ids[key] !== null);
  return known.length > 0 && known.every((key) => then[key] !== ids[key] && providerId !== String(ids[key]));
}

function numberOf(value: string | number | null | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
