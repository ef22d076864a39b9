import type {
  RenameExample,
  RenamePatternName,
  RenamePatternProblem,
  RenamePatterns,
} from '../../../contract/renaming.ts';
import { call, on } from '../../client/client.ts';
import { debounced } from '../../lib/debounced.ts';

const LOOK_AFTER_MS = 250;

/** A library's patterns for renaming as they are typed: what is wrong with them, what they would do, and what is saved. */
export class RenameDraft {
  readonly libraryId: number;
  patterns = $state.raw<RenamePatterns | null>(null);
  isDefault = $state(true);
  /** What every library begins with. */
  #defaults: RenamePatterns | null = null;
  problems = $state.raw<readonly RenamePatternProblem[]>([]);
  examples = $state.raw<readonly RenameExample[] | null>(null);
  error = $state.raw<unknown>(null);
  savedAt = $state(0);
  #generation = 0;
  readonly #look = debounced(() => void this.look(), LOOK_AFTER_MS);
  readonly #stop: () => void;

  constructor(libraryId: number) {
    this.libraryId = libraryId;
    this.#stop = on('items.listChanged', () => this.#look());
    void this.#read();
  }

  problemOf(name: RenamePatternName): RenamePatternProblem | undefined {
    const own = this.problems.filter(({ pattern }) => pattern === name);
    return own.find(({ isWarning }) => !isWarning) ?? own[0];
  }

  /** While it is typed; nothing is saved. */
  type(change: Partial<RenamePatterns>): void {
    if (this.patterns === null) return;
    this.patterns = { ...this.patterns, ...change };
    this.#look();
  }

  /** Saves what is typed, unless something is wrong with it: then that is said. */
  async save(change: Partial<RenamePatterns> = {}): Promise<void> {
    if (this.patterns === null) return;
    const patterns = { ...this.patterns, ...change };
    this.patterns = patterns;
    this.#look.cancel();
    // Not what is shown: a later look may have begun, and what is shown is still of the one before.
    const problems = await this.look();
    if (problems === null || problems.some(({ isWarning }) => !isWarning)) return;
    try {
      const saved = await call('rename.setPatterns', { libraryId: this.libraryId, patterns });
      this.isDefault = saved.isDefault;
      this.savedAt += 1;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  async reset(): Promise<void> {
    if (this.#defaults !== null) await this.save(this.#defaults);
  }

  /** Answers what is wrong with the patterns as they were when it was asked; null where that could not be found out. */
  async look(): Promise<readonly RenamePatternProblem[] | null> {
    const { patterns } = this;
    if (patterns === null) return null;
    const generation = (this.#generation += 1);
    try {
      const seen = await call('rename.examples', { libraryId: this.libraryId, patterns });
      if (generation === this.#generation) {
        this.problems = seen.problems;
        if (seen.problems.every(({ isWarning }) => isWarning)) this.examples = seen.examples;
        this.error = null;
      }
      return seen.problems;
    } catch (error) {
      if (generation === this.#generation) this.error = error;
      return null;
    }
  }

  dispose(): void {
    this.#generation += 1;
    this.#look.cancel();
    this.#stop();
  }

  async #read(): Promise<void> {
    try {
      const { patterns, isDefault, defaults } = await call('rename.patterns', { libraryId: this.libraryId });
      this.patterns = patterns;
      this.#defaults = defaults;
      this.isDefault = isDefault;
      await this.look();
    } catch (error) {
      this.error = error;
    }
  }
}
