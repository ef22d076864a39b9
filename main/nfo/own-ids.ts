import type { UniqueId } from '../domain/movie-metadata.ts';
import type { NfoKind, NfoValues, OwnProvider } from './nfo-kind.ts';

/** The ids that have fields of their own, by provider, in the kind's sequence; null for those that are not known. */
export function ownIds(values: NfoValues, kind: NfoKind): [OwnProvider, string | null][] {
  const ids = { tmdb: values.tmdbId, tvdb: values.tvdbId, imdb: values.imdbId };
  return kind.providers.map((provider) => [provider, asText(ids[provider] ?? null)]);
}

/** Unique ids with the fields that repeat some of them. */
export function idFields(
  uniqueIds: UniqueId[],
): Required<Pick<NfoValues, 'uniqueIds' | 'tmdbId' | 'tvdbId' | 'imdbId'>> {
  const value = (type: string): string | null => uniqueIds.find((id) => id.type === type)?.value ?? null;
  const number = (type: string): number | null => (value(type) === null ? null : Number(value(type)));
  return { uniqueIds, tmdbId: number('tmdb'), tvdbId: number('tvdb'), imdbId: value('imdb') };
}

function asText(id: string | number | null): string | null {
  return id === null ? null : String(id);
}
