import type { ProviderIds } from '../../domain/provider-answer.ts';
import type { AnswerProblem, ApiClient } from '../http/http-types.ts';
import { readAnswer } from '../loose-schema.ts';
import { ProviderError } from '../provider.ts';
import type { AskOptions, Provider, ProviderAccess } from '../provider.ts';
import { mapOmdbMovie, mapOmdbSeries } from './map-omdb.ts';
import { OmdbReply, OmdbTitle } from './omdb-schemas.ts';

const KEEP_MS = 3 * 86_400_000;
/** A film that every key can see (The Shawshank Redemption). */
const TEST_ID = 'tt0111161';

/**
 * OMDb (https://www.omdbapi.com/): the ratings of IMDb, Rotten Tomatoes and Metacritic by IMDb's id, and a few English
 * values that fill gaps.
 */
export function createOmdbProvider(client: ApiClient, access: ProviderAccess): Provider {
  async function get(
    imdbId: string,
    options: Pick<AskOptions, 'signal' | 'isFresh' | 'isInteractive'>,
    keepForMs: number,
  ): Promise<OmdbTitle | null> {
    const key = await access.key();
    if (key === null) throw new ProviderError('omdb', 'no_key', 'Enter a key of OMDb in the settings.');
    const { status, body } = await client.request({
      provider: 'omdb',
      method: 'GET',
      url: `${access.baseUrl().replace(/\/+$/u, '')}/?i=${encodeURIComponent(imdbId)}&plot=full`,
      secretQuery: { apikey: key },
      signal: options.signal,
      isFresh: options.isFresh,
      isInteractive: options.isInteractive,
      keepForMs,
      acceptStatuses: [404],
      problemOf,
    });
    if (status === 404 || isFailure(body)) return null;
    return readAnswer('omdb', OmdbTitle, body, 'ratings');
  }

  async function title(kind: 'movie' | 'series', ids: ProviderIds, options: AskOptions): Promise<OmdbTitle | null> {
    const found = ids.imdbId === null ? null : await get(ids.imdbId, options, KEEP_MS);
    // The id of a show's episode, say: what it is rated is not what the show is.
    return found !== null && (found.Type ?? kind) === kind ? found : null;
  }

  return {
    name: 'omdb',
    abilities: new Set(['movie', 'series', 'ratings-only']),
    isConfigured: async () => (await access.key()) !== null,
    async test(signal) {
      await get(TEST_ID, { signal, isFresh: true, isInteractive: true }, 0);
    },
    async movie(ids, options) {
      const found = await title('movie', ids, options);
      return found === null ? null : mapOmdbMovie(found, ids, options.languages);
    },
    async series(ids, options) {
      const found = await title('series', ids, options);
      return found === null ? null : mapOmdbSeries(found, ids, options.languages);
    },
  };
}

function isFailure(body: unknown): boolean {
  return OmdbReply.safeParse(body).data?.Response?.toLowerCase() === 'false';
}

/** OMDb says in words what is wrong, with 401 for keys and quotas and with 200 for the rest. */
function problemOf(status: number, body: unknown): AnswerProblem | null {
  const reply = OmdbReply.safeParse(body);
  if (!reply.success) {
    const isAnswer = status >= 200 && status < 300 && body !== undefined;
    return isAnswer ? { code: 'bad_answer', message: 'The answer of OMDb has an unknown shape.' } : null;
  }
  const { Response, Error: said } = reply.data;
  const message = said ?? '';
  if (/limit/iu.test(message)) {
    return {
      code: 'quota',
      message: 'The requests that OMDb allows a day are used up. It is asked again after midnight UTC.',
    };
  }
  if (status === 401 || status === 403 || /api ?key|not activated/iu.test(message)) {
    return {
      code: 'bad_key',
      message: 'OMDb does not accept the key. Enter a valid and activated one in the settings.',
    };
  }
  if (status < 200 || status >= 300) return null;
  if (Response?.toLowerCase() === 'true') return null;
  // "Error getting data." is what it says of ids that nobody has.
  if (/not found|incorrect imdb id|getting data/iu.test(message)) return null;
  return { code: 'bad_answer', message: `OMDb could not answer (${message === '' ? 'it says no more' : message}).` };
}
