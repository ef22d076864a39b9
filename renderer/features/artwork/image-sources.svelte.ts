import type { ProviderName, ProviderState } from '../../../contract/providers.ts';
import { liveProviders } from '../../client/live-providers.svelte.ts';
import { t } from '../../messages/t.ts';

/** Who has images to choose from. */
const IMAGE_PROVIDERS: ReadonlySet<ProviderName> = new Set(['tmdb', 'tvdb', 'fanart.tv']);
const AWAY: ReadonlySet<string> = new Set(['offline', 'unreachable']);

/** What to know about the providers of images: whether there is any, and what keeps them from answering. */
class ImageSources {
  readonly #ready: ProviderState[] = $derived(
    liveProviders.list.filter(
      (state) => IMAGE_PROVIDERS.has(state.name) && state.isEnabled && (state.hasKey || !state.needsKey),
    ),
  );
  /** True once it is known that nobody can be asked. */
  isNobodyThere = $derived(liveProviders.isLoaded && this.#ready.length === 0);
  /** Why fewer images may be here than there are, in words; empty when all is well. */
  problem = $derived.by(() => {
    const failing = this.#ready.filter((state) => state.problem !== null);
    if (failing.length === 0) return '';
    if (failing.length === this.#ready.length && failing.every((state) => AWAY.has(state.problem ?? ''))) {
      return t.artwork.offline;
    }
    return failing
      .map((state) =>
        t.artwork.providerProblem(
          t.providers.names[state.name],
          state.problem === null ? '' : t.providers.problems[state.problem].toLowerCase(),
        ),
      )
      .join(' ');
  });

  start(): void {
    liveProviders.start();
  }
}

export const imageSources = new ImageSources();
