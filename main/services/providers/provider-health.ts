import type { ProviderName } from '../../domain/provider-answer.ts';
import type { ProviderError } from '../../providers/provider.ts';

/** What kept each provider's last request from being answered. Not stored: after a restart nobody knows. */
export class ProviderHealth {
  readonly #problems = new Map<ProviderName, ProviderError>();
  readonly #listeners = new Set<(provider: ProviderName) => void>();

  /** Null when the last request was answered, or nothing was asked yet. */
  problemOf(provider: ProviderName): ProviderError | null {
    return this.#problems.get(provider) ?? null;
  }

  note(provider: ProviderName, problem: ProviderError | null): void {
    const before = this.problemOf(provider);
    if (problem === null) this.#problems.delete(provider);
    else this.#problems.set(provider, problem);
    if (before?.code === problem?.code) return;
    for (const listener of this.#listeners) listener(provider);
  }

  /** Told when a provider gets into trouble, out of it, or from one into another. Answers what takes the listener away. */
  onChange(listener: (provider: ProviderName) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
