import { SvelteSet } from 'svelte/reactivity';
import type { Finding, FindingKind, Repair, VerifyOverview, VerifyRun } from '../../../contract/verification.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';
import { groupFindings } from './group-findings.ts';

const PAGE_SIZE = 200;
const ALL_AT_MOST = 5_000;
const PER_CALL = 500;

export interface FindingQuery {
  libraryId: number | null;
  kind: FindingKind | null;
}

/** The open findings that a query leaves, the libraries with their checks, and what is selected; kept true by events. */
export class FindingList {
  findings = $state.raw<Finding[]>([]);
  total = $state(0);
  overview = $state.raw<VerifyOverview | null>(null);
  runs = $state.raw<VerifyRun[]>([]);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  activeIndex = $state(-1);
  readonly selected = new SvelteSet<number>();
  readonly groups = $derived(groupFindings(this.findings));
  readonly #ordered = $derived(this.groups.flatMap((group) => group.findings.map(({ finding }) => finding)));
  #query: FindingQuery = { libraryId: null, kind: null };
  #limit = PAGE_SIZE;
  #generation = 0;
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 400);
    this.#stops = [
      on('verification.changed', refresh),
      on('libraries.changed', refresh),
      on('items.listChanged', refresh),
      onResync(refresh),
    ];
  }

  dispose(): void {
    this.#generation += 1;
    for (const stop of this.#stops) stop();
  }

  async setQuery(query: FindingQuery): Promise<void> {
    this.#query = query;
    this.#limit = PAGE_SIZE;
    this.activeIndex = -1;
    this.selected.clear();
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const generation = (this.#generation += 1);
    try {
      const [overview, runs, page] = await Promise.all([
        call('verify.overview', {}),
        call('verify.runs', { libraryId: this.#query.libraryId, limit: 20 }),
        this.#load(),
      ]);
      if (generation !== this.#generation) return;
      this.overview = overview;
      this.runs = runs;
      this.findings = page.findings;
      this.total = page.total;
      this.error = null;
      this.isLoaded = true;
      const there = new Set(page.findings.map(({ id }) => id));
      for (const id of this.selected) if (!there.has(id)) this.selected.delete(id);
      this.activeIndex = Math.min(this.activeIndex, page.findings.length - 1);
    } catch (error) {
      if (generation === this.#generation) this.error = error;
    }
  }

  async #load(): Promise<{ findings: Finding[]; total: number }> {
    const findings: Finding[] = [];
    for (;;) {
      const limit = Math.min(PER_CALL, this.#limit - findings.length);
      const page = await call('verify.findings', { ...this.#query, after: findings.at(-1)?.id ?? null, limit });
      findings.push(...page.findings);
      if (!page.hasMore || findings.length >= this.#limit) return { findings, total: page.total };
    }
  }

  async more(): Promise<void> {
    this.#limit += PAGE_SIZE;
    await this.refresh();
  }

  get active(): Finding | undefined {
    return this.#ordered[this.activeIndex];
  }

  moveTo(index: number): void {
    if (this.#ordered.length > 0) this.activeIndex = Math.min(this.#ordered.length - 1, Math.max(0, index));
  }

  toggle(id: number | undefined): void {
    if (id === undefined) return;
    if (!this.selected.delete(id)) this.selected.add(id);
  }

  async selectAll(): Promise<void> {
    if (this.findings.length < this.total) {
      this.#limit = ALL_AT_MOST;
      await this.refresh();
    }
    for (const { id } of this.findings) this.selected.add(id);
  }

  /** What an action applies to: the selected findings, else the one the keyboard stands on. */
  targets(): Finding[] {
    if (this.selected.size > 0) return this.#ordered.filter(({ id }) => this.selected.has(id));
    return this.active === undefined ? [] : [this.active];
  }

  /** Repairs that fit any of the findings, those that fit most first. */
  repairsOf(findings: readonly Finding[]): Repair[] {
    const counts = new Map<Repair, number>();
    for (const { repairs } of findings) for (const repair of repairs) counts.set(repair, (counts.get(repair) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a).map(([repair]) => repair);
  }

  get lastIndex(): number {
    return this.#ordered.length - 1;
  }
}
