import type { PublishRun } from '../../../contract/publish-runs.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 50;

/** Publications of many items, newest first, kept true while their jobs work, and continued on request. */
export class RunList {
  runs = $state.raw<PublishRun[]>([]);
  hasMore = $state(false);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 400);
    this.#stops = [
      on('jobs.changed', ({ jobs }) => {
        if (jobs.some(({ type }) => type === 'publish_entity')) refresh();
      }),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  /** Fetches the newest and keeps the older ones that were shown already. */
  async refresh(): Promise<void> {
    try {
      const page = await call('publish.runs', { limit: PAGE_SIZE });
      const oldest = page.runs.at(-1)?.id ?? 0;
      const kept = page.hasMore ? this.runs.filter((run) => run.id < oldest) : [];
      if (kept.length === 0) this.hasMore = page.hasMore;
      this.runs = [...page.runs, ...kept];
      this.error = null;
      this.isLoaded = true;
    } catch (error) {
      this.error = error;
    }
  }

  async older(): Promise<void> {
    try {
      const page = await call('publish.runs', { before: this.runs.at(-1)?.id ?? null, limit: PAGE_SIZE });
      this.runs = [...this.runs, ...page.runs];
      this.hasMore = page.hasMore;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
