import type { RenameItem, RenameRun } from '../../../contract/renaming.ts';
import { call } from '../../client/client.ts';
import { jobEnded } from '../../client/job-ended.ts';
import { liveJobs } from '../../client/live-jobs.svelte.ts';
import type { RenameSubject } from './rename-sheet.svelte.ts';

export type RenameFilter = 'all' | 'conflict' | 'failed';

const PAGE_SIZE = 200;

/** Planning names as a job, what a person leaves out, renaming, and taking it back. */
export class RenameSession {
  run = $state.raw<RenameRun | null>(null);
  rows = $state.raw<readonly RenameItem[]>([]);
  /** How many rows the filter lets through. */
  matching = $state(0);
  filter = $state<RenameFilter>('all');
  error = $state.raw<unknown>(null);
  #jobId = $state<number | null>(null);
  #isGone = false;

  get job(): (typeof liveJobs.list)[number] | null {
    return liveJobs.list.find((job) => job.id === this.#jobId) ?? null;
  }

  /** What is renamed, by the rows that are here: a list has one kind. */
  get kind(): 'films' | 'shows' | 'any' {
    const [first] = this.rows;
    if (first === undefined) return 'any';
    return first.item.type === 'movie' ? 'films' : 'shows';
  }

  get isPlanning(): boolean {
    return this.error === null && (this.run === null || this.run.state === 'planning');
  }

  get isWorking(): boolean {
    return this.run?.state === 'applying' || this.run?.state === 'undoing';
  }

  get canApply(): boolean {
    return (this.run?.state === 'planned' || this.run?.state === 'done') && this.run.counts.planned > 0;
  }

  get canUndo(): boolean {
    return (this.run?.state === 'done' || this.run?.state === 'undone') && this.run.counts.moved > 0;
  }

  async start(subject: RenameSubject): Promise<void> {
    this.run = null;
    this.rows = [];
    this.filter = 'all';
    this.error = null;
    try {
      const runId = subject.kind === 'run' ? subject.runId : await this.#plan(subject);
      await this.#follow(runId);
    } catch (error) {
      this.error = error;
    }
  }

  async setFilter(filter: RenameFilter): Promise<void> {
    this.filter = filter;
    await this.#load(PAGE_SIZE);
  }

  async more(): Promise<void> {
    await this.#load(this.rows.length + PAGE_SIZE);
  }

  /** Leaves a row out, or takes it in again. A show brings its episodes along. */
  async toggle(row: RenameItem): Promise<void> {
    if (this.run === null) return;
    this.run = await call('rename.exclude', { runId: this.run.id, ids: [row.id], isExcluded: !row.isExcluded });
    await this.#load(Math.max(this.rows.length, PAGE_SIZE));
  }

  /** Renames; answers what became of it. Throws what the core refuses. */
  async apply(): Promise<RenameRun | null> {
    if (this.run === null) return null;
    const { id } = this.run;
    const { jobId } = await call('rename.apply', { runId: id });
    return this.#work(id, jobId);
  }

  /** Gives the old names back: all of them, or one row's with what lies below it. */
  async undo(row: RenameItem | null): Promise<RenameRun | null> {
    if (this.run === null) return null;
    const { id } = this.run;
    const { jobId } = await call('rename.undo', { runId: id, id: row?.id ?? null });
    return this.#work(id, jobId);
  }

  /** Nobody looks any more: planning stops, renaming goes on. */
  dispose(): void {
    this.#isGone = true;
    if (this.isPlanning && this.#jobId !== null) void liveJobs.cancel(this.#jobId).catch(() => undefined);
  }

  async stop(): Promise<void> {
    if (this.#jobId !== null) await liveJobs.cancel(this.#jobId).catch(() => undefined);
  }

  async #plan(subject: Exclude<RenameSubject, { kind: 'run' }>): Promise<number> {
    const scope =
      subject.kind === 'library'
        ? { kind: 'library' as const, libraryId: subject.libraryId }
        : { kind: 'items' as const, items: [...subject.items] };
    const { runId, jobId } = await call('rename.plan', { scope });
    this.#jobId = jobId;
    if (this.#isGone) void liveJobs.cancel(jobId).catch(() => undefined);
    await jobEnded(jobId);
    return runId;
  }

  /** Shows a run, and what works on it until it has ended. */
  async #follow(runId: number): Promise<void> {
    this.run = await call('rename.run', { runId });
    if (this.isWorking && this.run.jobId !== null) {
      this.#jobId = this.run.jobId;
      await jobEnded(this.run.jobId);
      this.run = await call('rename.run', { runId });
    }
    await this.#load(PAGE_SIZE);
  }

  async #work(runId: number, jobId: number): Promise<RenameRun> {
    this.#jobId = jobId;
    this.run = await call('rename.run', { runId });
    await jobEnded(jobId);
    const run = await call('rename.run', { runId });
    this.run = run;
    await this.#load(Math.max(this.rows.length, PAGE_SIZE));
    return run;
  }

  async #load(upTo: number): Promise<void> {
    if (this.run === null) return;
    const rows: RenameItem[] = [];
    while (rows.length < upTo) {
      const limit = Math.min(PAGE_SIZE, upTo - rows.length);
      const page = await call('rename.items', { runId: this.run.id, show: this.filter, offset: rows.length, limit });
      rows.push(...page.rows);
      this.matching = page.matching;
      if (page.rows.length === 0 || rows.length >= page.matching) break;
    }
    this.rows = rows;
  }
}
