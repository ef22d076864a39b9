import { SvelteSet } from 'svelte/reactivity';
import type { EnrichPreview } from '../../../contract/enrichment.ts';
import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { call } from '../../client/client.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { liveJobs } from '../../client/live-jobs.svelte.ts';
import { applyCount, fieldCounts, previewKey } from './preview-counts.ts';

const PAGE_SIZE = 100;
/** So many are shown without being asked for. */
const SHOWN_AT_FIRST = 500;

/** Asking the providers about items as a job, what would change, and what a person leaves out of it. */
export class PreviewRun {
  readonly items: readonly ItemRef[];
  phase = $state<'asking' | 'ready' | 'failed'>('asking');
  /** Not all were asked: the person stopped it. */
  isStopped = $state(false);
  isFresh = $state(false);
  previews = $state.raw<readonly EnrichPreview[]>([]);
  /** How many previews there are, and how many of them would change something. */
  total = $state(0);
  changed = $state(0);
  error = $state.raw<unknown>(null);
  /** Why the job failed, in its own words. */
  failure = $state<string | null>(null);
  readonly leftOutFields = new SvelteSet<FieldName>();
  readonly leftOutItems = new SvelteSet<string>();
  #jobId = $state<number | null>(null);
  #previewId: number | null = null;
  #nextAfter: number | null = null;
  #generation = 0;

  constructor(items: readonly ItemRef[]) {
    this.items = items;
  }

  get job(): (typeof liveJobs.list)[number] | null {
    return liveJobs.list.find((job) => job.id === this.#jobId) ?? null;
  }

  get remaining(): number {
    return Math.max(0, this.total - this.previews.length);
  }

  get fields(): ReturnType<typeof fieldCounts> {
    return fieldCounts(this.previews, this.leftOutItems);
  }

  /** How many items applying would change. */
  get toApply(): number {
    return applyCount(this.previews, this.changed, { fields: this.leftOutFields, items: this.leftOutItems });
  }

  /** Asks; `isFresh` asks also about what was answered before. */
  async start(isFresh: boolean): Promise<void> {
    const generation = (this.#generation += 1);
    this.isFresh = isFresh;
    this.phase = 'asking';
    this.isStopped = false;
    this.error = null;
    this.failure = null;
    this.previews = [];
    this.leftOutFields.clear();
    this.leftOutItems.clear();
    try {
      const { previewId, jobId } = await call('enrich.previewRun', { items: [...this.items], isFresh });
      if (generation !== this.#generation) return void liveJobs.cancel(jobId).catch(() => undefined);
      this.#previewId = previewId;
      this.#jobId = jobId;
      const job = await jobEnded(jobId);
      if (generation !== this.#generation) return;
      this.failure = job.status === 'failed' ? (job.errorMessage ?? '') : null;
      this.isStopped = job.status === 'cancelled';
      await this.#load(generation, SHOWN_AT_FIRST);
      this.phase = job.status === 'failed' && this.previews.length === 0 ? 'failed' : 'ready';
    } catch (error) {
      if (generation !== this.#generation) return;
      this.error = error;
      this.phase = 'failed';
    }
  }

  /** Fetches more of the previews that are there. */
  async more(): Promise<void> {
    try {
      await this.#load(this.#generation, this.previews.length + SHOWN_AT_FIRST);
    } catch (error) {
      this.error = error;
    }
  }

  /** Stops asking; what was asked until then can be looked at and applied. */
  async stop(): Promise<void> {
    if (this.phase === 'asking' && this.#jobId !== null) await liveJobs.cancel(this.#jobId).catch(() => undefined);
  }

  /** Nobody looks any more: what still runs is stopped. */
  dispose(): void {
    void this.stop();
    this.#generation += 1;
  }

  toggleField(field: FieldName): void {
    if (!this.leftOutFields.delete(field)) this.leftOutFields.add(field);
  }

  toggleItem(preview: EnrichPreview): void {
    const key = previewKey(preview);
    if (!this.leftOutItems.delete(key)) this.leftOutItems.add(key);
  }

  /** Applies what is not left out; answers the job. Throws what the core refuses. */
  async apply(): Promise<number> {
    if (this.#previewId === null) throw new Error('There is nothing to apply yet.');
    const exceptItems = this.previews
      .filter((entry) => this.leftOutItems.has(previewKey(entry)))
      .map(({ item }) => item);
    const { jobId } = await call('enrich.apply', {
      previewId: this.#previewId,
      exceptFields: [...this.leftOutFields],
      exceptItems,
    });
    return jobId;
  }

  async #load(generation: number, upTo: number): Promise<void> {
    let after = this.previews.length === 0 ? null : this.#nextAfter;
    while (this.previews.length < upTo && this.#previewId !== null) {
      const page = await this.#page(this.#previewId, after);
      if (generation !== this.#generation) return;
      this.previews = [...this.previews, ...page.previews];
      this.total = page.total;
      this.changed = page.changed;
      after = page.nextAfter;
      this.#nextAfter = after;
      if (after === null) return;
    }
  }

  #page(previewId: number, after: number | null): ReturnType<typeof call<'enrich.previewPage'>> {
    return call('enrich.previewPage', { previewId, after, limit: PAGE_SIZE });
  }
}
