import type { Output } from '../../../contract/contract.ts';
import type { Guess, IdentifiableRef, Identity } from '../../../contract/identification.ts';
import { call } from '../../client/client.ts';
import { identityOf, parseIdentity } from './identity.ts';

type Problem = Output<'identify.search'>['problems'][number];

/** Finding out what one film or show is: the guesses there are, a search with other words, or an id. */
export class IdentifySession {
  readonly item: IdentifiableRef;
  mode = $state<'guesses' | 'search' | 'id'>('guesses');
  /** What was found, best first: in advance, or with the words that were typed. */
  guesses = $state.raw<readonly Guess[]>([]);
  /** Providers that did not answer the search. */
  problems = $state.raw<readonly Problem[]>([]);
  isSearched = $state(false);
  isBusy = $state(false);
  error = $state.raw<unknown>(null);
  /** What the typed id stands for. */
  lookedUp = $state.raw<Guess | null>(null);
  typedId = $state('');
  #chosen = $state(0);
  /** Answers to older questions are dropped. */
  #generation = 0;

  constructor(item: IdentifiableRef, guesses: readonly Guess[]) {
    this.item = item;
    this.guesses = guesses;
  }

  /** What can be chosen from at present. */
  get shown(): readonly Guess[] {
    if (this.mode !== 'id') return this.guesses;
    return this.lookedUp ? [this.lookedUp] : [];
  }

  get chosenIndex(): number {
    return Math.min(this.#chosen, this.shown.length - 1);
  }

  get chosen(): Guess | null {
    return this.shown[this.chosenIndex] ?? null;
  }

  /** What accepting would settle; null when there is nothing to accept. */
  get identity(): Identity | null {
    if (this.mode === 'id') return parseIdentity(this.typedId);
    return this.chosen && identityOf(this.chosen);
  }

  /** Takes over newer guesses, unless a person is at it with other words. */
  take(guesses: readonly Guess[]): void {
    if (!this.isSearched) this.guesses = guesses;
  }

  choose(index: number): void {
    if (index >= 0 && index < this.shown.length) this.#chosen = index;
  }

  step(by: number): void {
    this.choose(Math.min(this.shown.length - 1, Math.max(0, this.chosenIndex + by)));
  }

  setMode(mode: IdentifySession['mode']): void {
    this.mode = mode;
    this.#generation += 1;
    this.isBusy = false;
    this.error = null;
    this.#chosen = 0;
  }

  /** Searches with other words than the item's own; without any it asks with what the item says. */
  async search(words: { title?: string; year?: number | null } = {}): Promise<void> {
    await this.#ask(async (isCurrent) => {
      const { guesses, problems } = await call('identify.search', { item: this.item, ...words });
      if (!isCurrent()) return;
      this.isSearched = true;
      this.guesses = guesses;
      this.problems = problems;
      this.#chosen = 0;
    });
  }

  /** Looks up what the typed id or address stands for. */
  async lookUp(): Promise<void> {
    const identity = parseIdentity(this.typedId);
    this.lookedUp = null;
    if (identity === null) return;
    await this.#ask(async (isCurrent) => {
      const guess = await call('identify.lookUp', { item: this.item, identity });
      if (isCurrent()) this.lookedUp = guess;
    });
  }

  async #ask(work: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const generation = (this.#generation += 1);
    const isCurrent = (): boolean => generation === this.#generation;
    this.isBusy = true;
    this.error = null;
    try {
      await work(isCurrent);
    } catch (error) {
      if (isCurrent()) this.error = error;
    } finally {
      if (isCurrent()) this.isBusy = false;
    }
  }
}
