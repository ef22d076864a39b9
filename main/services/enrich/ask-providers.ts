import type { MovieAnswer, ProviderIds, ProviderName, SeriesAnswer } from '../../domain/provider-answer.ts';
import { type AskOptions, type Provider, ProviderError } from '../../providers/provider.ts';
import type { ProviderSource } from './enrich-types.ts';
import { askedWith, completedBy, hasAnyId, hasOwnId } from './item-identity.ts';

type AnswerOf<K> = K extends 'movie' ? MovieAnswer : SeriesAnswer;

/** What came of asking one provider: an answer, null for "not known", or an error. */
export interface Asked<A> {
  provider: ProviderName;
  askedWith: string;
  answer: A | null;
  error: ProviderError | null;
}

/** Providers that would only fail for the time being, so that they are not asked for each of a thousand items. */
export type DownProviders = Map<ProviderName, ProviderError>;

export interface AskRequest<K extends 'movie' | 'series'> {
  kind: K;
  ids: ProviderIds;
  options: AskOptions;
  down: DownProviders;
}

/**
 * Asks all able providers about a film or a show. Those that know it by an id that is there go first, together; their
 * answers complete the ids for the rest, and what is still missing is looked up. A provider's failure is its result.
 * Answers are in the providers' order. Throws the signal's reason when aborted.
 */
export async function askProviders<K extends 'movie' | 'series'>(
  source: ProviderSource,
  request: AskRequest<K>,
): Promise<{ asked: Asked<AnswerOf<K>>[]; ids: ProviderIds }> {
  const { kind, options, down } = request;
  const providers: Provider[] = [];
  for (const provider of source.all()) {
    const isAble = provider.abilities.has(kind) && provider[kind] !== undefined;
    if (isAble && (await provider.isConfigured())) providers.push(provider);
  }
  let { ids } = request;
  if (!hasAnyId(ids)) return { asked: [], ids };
  const results = new Map<ProviderName, Asked<AnswerOf<K>>>();
  const left = new Set(providers);
  while (left.size > 0) {
    const ready = [...left].filter((provider) => hasOwnId(provider.name, kind, ids));
    const [seeker] = [...left].filter((provider) => canSeek(provider));
    const batch = ready.length > 0 ? ready : seeker === undefined ? [] : [seeker];
    if (batch.length === 0) break;
    const withIds = ids;
    const asked = await Promise.all(
      batch.map((provider) => attempt(provider, kind, withIds, down, () => ask(provider, kind, withIds, options))),
    );
    options.signal.throwIfAborted();
    for (const provider of batch) left.delete(provider);
    for (const result of asked) {
      results.set(result.provider, result);
      if (result.answer !== null) ids = completedBy(ids, result.answer.ids);
    }
  }
  return { asked: providers.flatMap(({ name }) => results.get(name) ?? []), ids };
}

/** Runs one request. Whoever is known to be down is not asked, and is remembered when it turns out to be. */
export async function attempt<A>(
  { name }: Provider,
  kind: 'movie' | 'series',
  ids: ProviderIds,
  down: DownProviders,
  run: () => Promise<A | null>,
): Promise<Asked<A>> {
  const result = { provider: name, askedWith: askedWith(name, kind, ids) };
  const known = down.get(name);
  if (known !== undefined && (known.retryAtMs === null || known.retryAtMs > Date.now())) {
    return { ...result, answer: null, error: known };
  }
  down.delete(name);
  try {
    return { ...result, answer: await run(), error: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (isDown(error)) down.set(name, error);
    return { ...result, answer: null, error };
  }
}

/** Nothing else would come of asking about another item. */
function isDown({ code, retryAtMs }: ProviderError): boolean {
  return ['quota', 'no_key', 'bad_key', 'offline'].includes(code) || (retryAtMs !== null && code !== 'bad_answer');
}

/** TheTVDB's adapter looks for its own id by itself; others have `find` for it. */
function canSeek(provider: Provider): boolean {
  return provider.name === 'tvdb' || (provider.abilities.has('find') && provider.find !== undefined);
}

async function ask<K extends 'movie' | 'series'>(
  provider: Provider,
  kind: K,
  ids: ProviderIds,
  options: AskOptions,
): Promise<AnswerOf<K> | null> {
  let known = ids;
  if (!hasOwnId(provider.name, kind, ids) && provider.name !== 'tvdb') {
    const found = (await provider.find?.(kind, ids, options)) ?? null;
    if (found === null) return null;
    known = completedBy(ids, found);
    if (!hasOwnId(provider.name, kind, known)) return null;
  }
  const answer = kind === 'movie' ? await provider.movie?.(known, options) : await provider.series?.(known, options);
  return (answer ?? null) as AnswerOf<K> | null;
}
