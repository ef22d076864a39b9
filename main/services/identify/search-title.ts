import type { Guess } from '../../../contract/identification.ts';
import { decide, type Decision } from '../../domain/identify/decide.ts';
import { unitedIds } from '../../domain/identify/compare-ids.ts';
import type { IdentifyQuery, RankableHit } from '../../domain/identify/identify-query.ts';
import { rankGuesses, scoreOf } from '../../domain/identify/rank-guesses.ts';
import { SAME_TITLE } from '../../domain/identify/title-similarity.ts';
import { type AskOptions, type Provider, ProviderError } from '../../providers/provider.ts';
import { withDetails } from './look-up-title.ts';

export interface SearchResult {
  /** Best first, at most MAX_GUESSES. */
  guesses: Guess[];
  decision: Decision;
  problems: ProviderError[];
  /** False when there was nobody to ask, or nobody answered. */
  hasAnswer: boolean;
}

const MAX_GUESSES = 10;
/** Whose details may decide. */
const MAX_DETAILS = 3;
const MAX_LANGUAGES = 3;

/**
 * Searches for what an item may be. One provider after the other, in one language after the other, and only as far as it
 * takes: most titles are found with a single request. What remains in doubt is looked at in full, for its running time or
 * its seasons. A provider's failure is part of the result. Throws the signal's reason when aborted.
 */
export async function searchTitle(
  providers: readonly Provider[],
  query: IdentifyQuery,
  acceptFrom: number,
  options: AskOptions,
): Promise<SearchResult> {
  const search = new TitleSearch(query, acceptFrom, options);
  for (const provider of await searchers(providers, query.kind)) {
    await search.ask(provider);
    if (search.isSettled) break;
  }
  await search.lookCloser(providers);
  return search.result;
}

/** Asks all providers at once, as a person does who looks for something. */
export async function searchEverywhere(
  providers: readonly Provider[],
  query: IdentifyQuery,
  options: AskOptions,
): Promise<SearchResult> {
  const search = new TitleSearch(query, 100, options);
  await Promise.all((await searchers(providers, query.kind)).map((provider) => search.ask(provider)));
  await search.lookCloser(providers);
  return search.result;
}

/** Those that can be searched at present. */
export async function searchers(providers: readonly Provider[], kind: 'movie' | 'series'): Promise<Provider[]> {
  const able: Provider[] = [];
  for (const provider of providers) {
    if (provider.abilities.has(`search.${kind}`) && (await provider.isConfigured())) able.push(provider);
  }
  return able;
}

class TitleSearch {
  readonly #query: IdentifyQuery;
  readonly #acceptFrom: number;
  readonly #options: AskOptions;
  #hits: RankableHit[] = [];
  readonly #problems: ProviderError[] = [];
  #answers = 0;

  constructor(query: IdentifyQuery, acceptFrom: number, options: AskOptions) {
    this.#query = query;
    this.#acceptFrom = acceptFrom;
    this.#options = options;
  }

  /** Another provider would change nothing: it is sure, or there are too many already. */
  get isSettled(): boolean {
    const decision = decide(this.#guesses, this.#acceptFrom);
    return decision.kind === 'accept' || decision.reason === 'ambiguous';
  }

  get #guesses(): Guess[] {
    return rankGuesses(this.#query, this.#hits);
  }

  get result(): SearchResult {
    const guesses = this.#guesses;
    return {
      guesses: guesses.slice(0, MAX_GUESSES),
      decision: decide(guesses, this.#acceptFrom),
      problems: this.#problems,
      hasAnswer: this.#answers > 0,
    };
  }

  async ask(provider: Provider): Promise<void> {
    const { title, otherTitles, year } = this.#query;
    const [language = 'en-US', ...others] = this.#options.languages;
    try {
      for (const words of [title, ...otherTitles]) {
        if (words === '') continue;
        let found = await this.#search(provider, words, year, language);
        // The year may be off by one, or be a part of the title.
        if (year !== null && !this.#isFound()) found += await this.#search(provider, words, null, language);
        if (this.#isFound()) return;
        // What is found under no title of this language may go by this name in another.
        for (const other of found === 0 ? [] : others.slice(0, MAX_LANGUAGES - 1)) {
          await this.#search(provider, words, year, other);
          if (this.#isFound()) return;
        }
      }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.#problems.push(error);
    }
  }

  /** Of the best guesses, where details could tell them apart or add certainty. */
  async lookCloser(providers: readonly Provider[]): Promise<void> {
    const { runtimeMinutes, seasons, kind } = this.#query;
    const decision = decide(this.#guesses, this.#acceptFrom);
    if (decision.kind === 'accept' && scoreOf(decision.guess, 'year') !== null) return;
    if (kind === 'movie' ? runtimeMinutes.length === 0 : seasons.length === 0) return;
    const likely = this.#guesses.slice(0, MAX_DETAILS).filter((guess) => (scoreOf(guess, 'title') ?? 0) >= SAME_TITLE);
    const full = await Promise.all(likely.map((guess) => withDetails(providers, toHit(kind, guess), this.#options)));
    this.#options.signal.throwIfAborted();
    this.#hits = [...this.#hits, ...full];
  }

  #isFound(): boolean {
    return this.#guesses.some(
      (guess) => (scoreOf(guess, 'title') ?? 0) >= SAME_TITLE && (scoreOf(guess, 'year') ?? 1) >= 0.75,
    );
  }

  async #search(provider: Provider, title: string, year: number | null, language: string): Promise<number> {
    const hits = (await provider.search?.(this.#query.kind, { title, year, language }, this.#options)) ?? [];
    this.#options.signal.throwIfAborted();
    this.#answers += 1;
    this.#hits = [...this.#hits, ...hits];
    return hits.length;
  }
}

function toHit(kind: 'movie' | 'series', guess: Guess): RankableHit {
  return {
    provider: guess.provider,
    kind,
    ids: unitedIds([guess]),
    title: guess.title,
    originalTitle: guess.originalTitle,
    alternativeTitles: [],
    year: guess.year,
    runtimeMinutes: guess.runtimeMinutes,
    popularity: scoreOf(guess, 'popularity'),
    overview: guess.overview,
    posterUrl: guess.posterUrl,
    originalLanguage: null,
  };
}
