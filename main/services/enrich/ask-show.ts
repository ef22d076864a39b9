import type { EpisodeOrder } from '../../../contract/field-values.ts';
import type { MergeRules } from '../../../contract/providers.ts';
import type { ProviderIds, ProviderName, SeasonAnswer, SeriesAnswer } from '../../domain/provider-answer.ts';
import type { AskOptions, Provider, ProviderError } from '../../providers/provider.ts';
import { type Asked, askProviders, attempt, type DownProviders } from './ask-providers.ts';
import type { ProviderSource } from './enrich-types.ts';
import { completedBy } from './item-identity.ts';

/** More than any show has; a provider's mistake shall not cost a thousand requests. */
const MAX_SEASONS = 200;

/** What one provider said of a show's seasons. */
export interface ShowSeasons {
  provider: ProviderName;
  askedWith: string;
  /** Of those it knows, by number. */
  seasons: SeasonAnswer[];
  /** What kept it from answering about all of them; null when it did. */
  error: ProviderError | null;
}

export interface ShowAnswers {
  series: Asked<SeriesAnswer>[];
  /** The one by whose numbers missing episodes are added comes first. */
  seasons: ShowSeasons[];
}

export interface ShowRequest {
  ids: ProviderIds;
  order: EpisodeOrder;
  /** Numbers of the seasons that the library has. */
  seasonNumbers: readonly number[];
  rules: MergeRules;
  options: AskOptions;
  down: DownProviders;
}

/**
 * Asks all able providers about a show and those that know it about its seasons. A provider's seasons are asked for one
 * after another: several of them come with the same request, which is kept.
 */
export async function askShow(source: ProviderSource, request: ShowRequest): Promise<ShowAnswers> {
  const { ids, options, down, rules } = request;
  const { asked } = await askProviders(source, { kind: 'series', ids, options, down });
  const order = new Map(rules.default.providers.map((name, index) => [name, index]));
  const able = source
    .all()
    .flatMap((provider) => {
      const known = asked.find((result) => result.provider === provider.name);
      const isAble = provider.abilities.has('season') && provider.season !== undefined;
      return isAble && known?.answer != null ? [{ provider, answer: known.answer, askedWith: known.askedWith }] : [];
    })
    .sort((a, b) => (order.get(a.provider.name) ?? Infinity) - (order.get(b.provider.name) ?? Infinity));
  const seasons = await Promise.all(
    able.map(({ provider, answer, askedWith }) => askSeasons(provider, answer, askedWith, request)),
  );
  options.signal.throwIfAborted();
  return { series: asked, seasons };
}

async function askSeasons(
  provider: Provider,
  answer: SeriesAnswer,
  askedWith: string,
  { ids, order, seasonNumbers, options, down }: ShowRequest,
): Promise<ShowSeasons> {
  const known = completedBy(answer.ids, ids);
  const result: ShowSeasons = { provider: provider.name, askedWith, seasons: [], error: null };
  for (const number of seasonsToAsk(answer, order, seasonNumbers)) {
    const asked = await attempt(
      provider,
      'series',
      known,
      down,
      async () => (await provider.season?.(known, number, order, options)) ?? null,
    );
    if (asked.answer !== null) result.seasons.push(asked.answer);
    result.error ??= asked.error;
  }
  return result;
}

/** In another order than that of airing the provider's list says nothing of how its seasons are numbered. */
function seasonsToAsk(answer: SeriesAnswer, order: EpisodeOrder, own: readonly number[]): number[] {
  const listed = answer.seasons.map(({ season }) => season);
  const numbers = order === 'aired' && listed.length > 0 ? listed : [...listed, ...own];
  return [...new Set(numbers)].sort((a, b) => a - b).slice(0, MAX_SEASONS);
}
