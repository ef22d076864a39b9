import { untrack } from 'svelte';
import type {
  PatternKey,
  ProfileFacts,
  ProfileName,
  ProfilePreview,
  PublishProfile,
} from '../../../contract/profiles.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { call, on, onResync } from '../../client/client.ts';
import { debounced } from '../../lib/debounced.ts';

const LOOK_AFTER_MS = 150;

/** How a library is published as the person tries it out: what is stored, what is changed, and the names it would give. */
export class ProfileDraft {
  readonly libraryId: number;
  facts = $state.raw<readonly ProfileFacts[]>([]);
  stored = $state.raw<PublishProfile | null>(null);
  draft = $state.raw<PublishProfile | null>(null);
  preview = $state.raw<ProfilePreview | null>(null);
  error = $state.raw<unknown>(null);
  previewError = $state.raw<unknown>(null);
  #item: ItemRef | null = null;
  #turn = 0;
  readonly #look = debounced(() => void this.look(), LOOK_AFTER_MS);
  readonly #stops: (() => void)[];

  constructor(libraryId: number) {
    this.libraryId = libraryId;
    const reload = (): void => void this.load();
    this.#stops = [on('libraries.changed', reload), onResync(reload), on('items.changed', () => this.#look())];
    reload();
  }

  get isDirty(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.stored);
  }

  /** What the player of the profile that is tried out reads. */
  get usual(): ProfileFacts | undefined {
    return this.facts.find(({ profile }) => profile === this.draft?.base);
  }

  /** Why a pattern cannot be used; undefined when it can. */
  problemOf(key: PatternKey): string | undefined {
    return this.preview?.problems.find((problem) => problem.key === key)?.message;
  }

  async load(): Promise<void> {
    try {
      const [facts, stored] = await Promise.all([
        call('profiles.list', {}),
        call('profiles.get', { libraryId: this.libraryId }),
      ]);
      this.facts = facts;
      // The same again must not throw away what is being tried out.
      if (JSON.stringify(stored) !== JSON.stringify(this.stored)) this.#take(stored);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  /** A profile brings what its player reads along; names of one's own begin with what is there. */
  choose(profile: ProfileName): void {
    const { draft } = this;
    if (draft === null) return;
    if (profile === 'custom') {
      this.change({ profile });
      return;
    }
    const facts = this.facts.find((known) => known.profile === profile);
    if (facts) this.change({ profile, base: profile, dialect: facts.dialect, kinds: facts.kinds });
  }

  change(changes: Partial<PublishProfile>): void {
    if (this.draft === null) return;
    this.draft = { ...this.draft, ...changes };
    this.#look();
  }

  setPattern(key: PatternKey, pattern: string): void {
    const { [key]: _, ...others } = this.draft?.names ?? {};
    this.change({ names: pattern.trim() === '' ? others : { ...others, [key]: pattern } });
  }

  discard(): void {
    if (this.stored !== null) this.#take(this.stored);
  }

  /** Throws what the core refuses. */
  async save(): Promise<void> {
    if (this.draft === null) return;
    this.#take(await call('profiles.set', { libraryId: this.libraryId, draft: this.draft }));
  }

  /** Shows the names of another item; null for the library's first. */
  show(item: ItemRef | null): void {
    if (this.#item?.id === item?.id && this.#item?.type === item?.type) return;
    this.#item = item;
    untrack(() => this.#look());
  }

  async look(): Promise<void> {
    const { draft, libraryId } = this;
    if (draft === null) return;
    const turn = (this.#turn += 1);
    try {
      const preview = await call('profiles.preview', { libraryId, draft, item: this.#item });
      if (turn !== this.#turn) return;
      this.preview = preview;
      this.previewError = null;
    } catch (error) {
      if (turn === this.#turn) this.previewError = error;
    }
  }

  dispose(): void {
    this.#turn += 1;
    this.#look.cancel();
    for (const stop of this.#stops) stop();
  }

  #take(profile: PublishProfile): void {
    this.stored = profile;
    this.draft = profile;
    this.#look();
  }
}
