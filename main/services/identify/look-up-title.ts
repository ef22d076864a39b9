import { unitedIds } from '../../domain/identify/compare-ids.ts';
import type { RankableHit } from '../../domain/identify/identify-query.ts';
import type { MovieAnswer, ProviderIds, ProviderName, SeriesAnswer } from '../../domain/provider-answer.ts';
import { type AskOptions, type Provider, ProviderError } from '../../providers/provider.ts';

/** What some ids stand for, as the first provider that knows them says. */
export interface LookedUp {
  hit: RankableHit;
  /** What was asked for, completed, and with merged ids as they are now. */
  ids: ProviderIds;
  /** Ids that the provider itself states. */
  answerIds: ProviderIds;
  provider: ProviderName;
}

export interface LookUpResult {
  found: LookedUp | null;
  /** True when a provider was asked by an id of its own and does not know it (any more). */
  isGone: boolean;
  problems: ProviderError[];
}

const OWN_ID: Partial<Record<ProviderName, keyof ProviderIds>> = { tmdb: 'tmdbId', tvdb: 'tvdbId' };

/**
 * Asks what ids stand for. The first provider that answers in full decides; those that only have artwork or ratings are
 * not asked. A provider's failure is part of the result. Throws the signal's reason when aborted.
 */
export async function lookUpTitle(
  providers: readonly Provider[],
  kind: 'movie' | 'series',
  ids: ProviderIds,
  options: AskOptions,
): Promise<LookUpResult> {
  const problems: ProviderError[] = [];
  let isGone = false;
  // Who can be asked by an id of its own needs no search for it.
  const able = providers.filter((provider) => provider.abilities.has(kind) && isFull(provider));
  const sorted = [...able].sort((a, b) => Number(hasOwn(b, ids)) - Number(hasOwn(a, ids)));
  for (const provider of sorted) {
    try {
      if (!(await provider.isConfigured())) continue;
      const known = await completed(provider, kind, ids, options);
      const answer = known === null ? null : await detailsOf(provider, kind, known, options);
      options.signal.throwIfAborted();
      if (known !== null && answer !== null) {
        return { found: toLookedUp(provider.name, answer, known, options.languages), isGone: false, problems };
      }
      isGone ||= hasOwn(provider, ids);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      problems.push(error);
    }
  }
  return { found: null, isGone, problems };
}

/** A hit with what the details of its provider add: running time, seasons, other titles. Itself when there are none. */
export async function withDetails(
  providers: readonly Provider[],
  hit: RankableHit,
  options: AskOptions,
): Promise<RankableHit> {
  const provider = providers.find((known) => known.name === hit.provider);
  if (provider?.abilities.has(hit.kind) !== true) return hit;
  try {
    const answer = await detailsOf(provider, hit.kind, hit.ids, options);
    if (answer === null) return hit;
    const { hit: full } = toLookedUp(provider.name, answer, hit.ids, options.languages);
    return {
      ...full,
      ids: unitedIds([hit.ids, full.ids]),
      popularity: hit.popularity,
      alternativeTitles: [...new Set([...hit.alternativeTitles, ...full.alternativeTitles, hit.title])],
    };
  } catch (error) {
    if (error instanceof ProviderError) return hit;
    throw error;
  }
}

function isFull({ abilities }: Provider): boolean {
  return !abilities.has('artwork-only') && !abilities.has('ratings-only');
}

function hasOwn({ name }: Provider, ids: ProviderIds): boolean {
  const own = OWN_ID[name];
  return own !== undefined && ids[own] !== null;
}

/** The ids with the provider's own; null when it knows none of them. */
async function completed(
  provider: Provider,
  kind: 'movie' | 'series',
  ids: ProviderIds,
  options: AskOptions,
): Promise<ProviderIds | null> {
  if (hasOwn(provider, ids) || !provider.abilities.has('find')) return ids;
  const found = (await provider.find?.(kind, ids, options)) ?? null;
  return found === null ? null : unitedIds([ids, found]);
}

async function detailsOf(
  provider: Provider,
  kind: 'movie' | 'series',
  ids: ProviderIds,
  options: AskOptions,
): Promise<MovieAnswer | SeriesAnswer | null> {
  const answer = kind === 'movie' ? await provider.movie?.(ids, options) : await provider.series?.(ids, options);
  return answer ?? null;
}

function toLookedUp(
  provider: ProviderName,
  answer: MovieAnswer | SeriesAnswer,
  asked: ProviderIds,
  languages: readonly string[],
): LookedUp {
  const own = OWN_ID[provider];
  // The answer's own id is the present one, also where the asked one was merged into it.
  const ids = unitedIds([own === undefined ? asked : { ...asked, [own]: null }, answer.ids]);
  const rank = (language: string): number => {
    const at = languages.indexOf(language);
    return at === -1 ? languages.length : at;
  };
  const records = [...answer.records].sort((a, b) => rank(a.language) - rank(b.language));
  const first = <T>(read: (metadata: (typeof records)[number]['metadata']) => T | null): T | null =>
    records.map((record) => read(record.metadata)).find((value) => value !== null) ?? null;
  const title = first((metadata) => metadata.title) ?? first((metadata) => metadata.originalTitle) ?? '';
  const originalTitle = first((metadata) => metadata.originalTitle);
  const titles = answer.records.flatMap(({ metadata }) => metadata.title ?? []);
  const poster = answer.images.find((image) => image.type === 'poster' && image.season === null);
  return {
    provider,
    ids,
    answerIds: answer.ids,
    hit: {
      provider,
      kind: answer.kind,
      ids,
      title,
      originalTitle,
      alternativeTitles: [...new Set(titles)].filter((other) => other !== title && other !== originalTitle),
      year: first((metadata) => metadata.year),
      runtimeMinutes: first((metadata) => metadata.runtime),
      popularity: null,
      overview: first((metadata) => metadata.plot),
      posterUrl: poster?.previewUrl ?? poster?.url ?? null,
      originalLanguage: null,
      ...(answer.kind === 'series' ? { seasons: answer.seasons } : {}),
    },
  };
}
