import type { ProviderIds } from '../../domain/provider-answer.ts';
import type { AskOptions } from '../provider.ts';
import { imdbIdOf } from './map-shared.ts';
import { KEEP_MS } from './tmdb-api.ts';
import type { TmdbApi } from './tmdb-api.ts';
import { externalIdsSchema, findSchema } from './tmdb-schemas.ts';

/** TMDB's id of a title of which ids elsewhere are known: by its own, by IMDb's, by TheTVDB's. Null when it knows none. */
export async function findTmdbId(
  api: TmdbApi,
  kind: 'movie' | 'series',
  ids: ProviderIds,
  options: AskOptions,
): Promise<number | null> {
  if (ids.tmdbId !== null) return ids.tmdbId;
  const sources: [source: string, id: string | null][] = [
    ['imdb_id', ids.imdbId],
    // TMDB knows TheTVDB's numbers of shows alone; those of films mean other things there.
    ['tvdb_id', kind === 'movie' || ids.tvdbId === null ? null : String(ids.tvdbId)],
  ];
  for (const [source, id] of sources) {
    if (id === null) continue;
    const answer = await api.ask(
      {
        path: `/find/${encodeURIComponent(id)}`,
        query: { external_source: source },
        schema: findSchema,
        keepForMs: KEEP_MS.details,
        what: 'a search by id',
      },
      options,
    );
    const found = (kind === 'movie' ? answer?.movie_results : answer?.tv_results)?.[0];
    if (found !== undefined) return found.id;
  }
  return null;
}

/** All ids of a title of which one is known. Null when TMDB does not know it. */
export async function completeIds(
  api: TmdbApi,
  kind: 'movie' | 'series',
  ids: ProviderIds,
  options: AskOptions,
): Promise<ProviderIds | null> {
  const tmdbId = await findTmdbId(api, kind, ids, options);
  if (tmdbId === null) return null;
  const answer = await api.ask(
    {
      path: `/${kind === 'movie' ? 'movie' : 'tv'}/${String(tmdbId)}/external_ids`,
      schema: externalIdsSchema,
      keepForMs: KEEP_MS.details,
      what: 'the ids of a title',
    },
    options,
  );
  if (answer === null) return null;
  return {
    tmdbId: answer.id ?? tmdbId,
    imdbId: imdbIdOf(answer.imdb_id),
    tvdbId: kind === 'movie' ? null : answer.tvdb_id,
  };
}
