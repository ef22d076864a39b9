import type { PublishRun, PublishRunItem, RunOutcome } from '../../../contract/publish-runs.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

const PAGE_SIZE = 100;

/** A run with as much of its report as is shown, kept true while it works. Methods throw what the core refuses. */
export class OpenRun {
  readonly id: number;
  run = $state.raw<PublishRun | null>(null);
  items = $state.raw<PublishRunItem[]>([]);
  hasMore = $state(false);
  /** The one outcome that is shown; null shows all. */
  outcome = $state<RunOutcome | null>(null);
  error = $state.raw<unknown>(null);
  readonly #stops: (() => void)[];

  constructor(id: number) {
    this.id = id;
    const refresh = throttled(() => void this.load(), 400);
    this.#stops = [
      on('jobs.changed', ({ jobs }) => {
        if (jobs.some((job) => job.id === this.run?.jobId || job.type === 'publish_entity')) refresh();
      }),
      onResync(refresh),
    ];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async show(outcome: RunOutcome | null): Promise<void> {
    this.outcome = outcome;
    this.items = [];
    await this.load();
  }

  /** Fetches the run, and again as much of its report as is shown. */
  async load(): Promise<void> {
    const { outcome } = this;
    try {
      const [run, page] = await Promise.all([
        call('publish.run', { runId: this.id }),
        this.#page(null, Math.min(500, Math.max(PAGE_SIZE, this.items.length))),
      ]);
      if (outcome !== this.outcome) return;
      this.run = run;
      this.items = [...page.items, ...this.items.slice(page.items.length)];
      if (this.items.length === page.items.length) this.hasMore = page.hasMore;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }

  async more(): Promise<void> {
    const page = await this.#page(this.items.at(-1)?.position ?? null, PAGE_SIZE);
    this.items = [...this.items, ...page.items];
    this.hasMore = page.hasMore;
  }

  /** Takes back what it wrote; answers the run that does. */
  async undo(): Promise<number> {
    return (await call('publish.undoRun', { runId: this.id })).runId;
  }

  /** Publishes what it left out or failed at; answers the run that does. */
  async retry(): Promise<number> {
    return (await call('publish.retryRun', { runId: this.id })).runId;
  }

  #page(after: number | null, limit: number): Promise<{ items: PublishRunItem[]; hasMore: boolean }> {
    const outcomes = this.outcome === null ? [] : [this.outcome];
    return call('publish.runItems', { runId: this.id, outcomes, after, limit });
  }
}
