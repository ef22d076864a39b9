import { versionedUrl } from '../base-url.ts';
import type { AnswerProblem, ApiClient } from '../http/http-types.ts';
import { readAnswer } from '../loose-schema.ts';
import { ProviderError } from '../provider.ts';
import type { AskOptions, Provider, ProviderAccess } from '../provider.ts';
import { FanartAnswer } from './fanart-schemas.ts';
import { mapFanartMovie, mapFanartSeries } from './map-fanart.ts';

const KEEP_MS = 7 * 86_400_000;
/** A film that has had images for as long as there is fanart.tv (Blade Runner). */
const TEST_PATH = '/movies/78';

/**
 * fanart.tv's API v3 (https://fanart.tv/api-docs/api-v3/): images of films by TMDB's or IMDb's id, of shows by TheTVDB's.
 * The key is the project's; a personal one, where the person has it, shows new images earlier. Either will do.
 */
export function createFanartProvider(client: ApiClient, access: ProviderAccess): Provider {
  async function keys(): Promise<Record<string, string> | null> {
    const project = await access.key();
    const personal = await access.secondKey();
    const key = project ?? personal;
    if (key === null) return null;
    return { api_key: key, ...(personal === null ? {} : { client_key: personal }) };
  }

  async function get(
    path: string,
    options: Pick<AskOptions, 'signal' | 'isFresh' | 'isInteractive'>,
    keepForMs: number,
  ): Promise<FanartAnswer | null> {
    const secretQuery = await keys();
    if (secretQuery === null) {
      throw new ProviderError('fanart.tv', 'no_key', 'Enter a key of fanart.tv in the settings.');
    }
    const answer = await client.request({
      provider: 'fanart.tv',
      method: 'GET',
      url: `${versionedUrl(access.baseUrl(), '/v3')}${path}`,
      secretQuery,
      signal: options.signal,
      isFresh: options.isFresh,
      isInteractive: options.isInteractive,
      keepForMs,
      acceptStatuses: [404],
      problemOf,
    });
    if (answer.status === 404) return null;
    const found = readAnswer('fanart.tv', FanartAnswer, answer.body, 'images');
    return isError(found) ? null : found;
  }

  return {
    name: 'fanart.tv',
    abilities: new Set(['movie', 'series', 'artwork-only']),
    isConfigured: async () => (await keys()) !== null,
    async test(signal) {
      await get(TEST_PATH, { signal, isFresh: true, isInteractive: true }, 0);
    },
    async movie(ids, options) {
      const id = ids.tmdbId === null ? ids.imdbId : String(ids.tmdbId);
      const found = id === null ? null : await get(`/movies/${encodeURIComponent(id)}`, options, KEEP_MS);
      return found === null ? null : mapFanartMovie(found, ids, options.imageLanguages);
    },
    async series(ids, options) {
      const found = ids.tvdbId === null ? null : await get(`/tv/${String(ids.tvdbId)}`, options, KEEP_MS);
      return found === null ? null : mapFanartSeries(found, ids, options.imageLanguages);
    },
  };
}

function isError(answer: FanartAnswer): boolean {
  return answer.status === 'error';
}

/** Errors come with the status they deserve, or with 200; 404 and "Not found" mean that there are no images. */
function problemOf(status: number, body: unknown): AnswerProblem | null {
  const answer = FanartAnswer.safeParse(body);
  const message = answer.success && isError(answer.data) ? (answer.data['error message'] ?? '') : null;
  if (status === 401 || status === 403 || /api.?key/iu.test(message ?? '')) {
    return { code: 'bad_key', message: 'fanart.tv does not accept the key. Enter a valid one in the settings.' };
  }
  if (status < 200 || status >= 300 || body === undefined) return null;
  if (!answer.success) return { code: 'bad_answer', message: 'The answer of fanart.tv has an unknown shape.' };
  if (message === null || /not ?found/iu.test(message)) return null;
  return {
    code: 'bad_answer',
    message: `fanart.tv could not answer: ${message === '' ? 'it says no more' : message}.`,
  };
}
