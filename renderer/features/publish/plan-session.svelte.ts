import type { Output } from '../../../contract/contract.ts';
import type { PlanFilter, PlanRow, PlanScope } from '../../../contract/publish-plans.ts';
import type { ConflictChoice } from '../../../contract/publishing.ts';
import { call, on, onResync } from '../../client/client.ts';

type PlanState = Output<'publish.plan'>;

const PAGE_ROWS = 100;

/** One plan of many items as the window sees it: how far it is, and the rows that are being looked at. */
export class PlanSession {
  state = $state.raw<PlanState | null>(null);
  error = $state.raw<unknown>(null);
  /** Rows that fit the filter, as far as they are known. */
  total = $state(0);
  filter = $state.raw<PlanFilter | null>('pending');
  #rows = $state.raw<ReadonlyMap<number, PlanRow>>(new Map());
  #range = { first: 0, last: 30 };
  #isFetching = false;
  #isStale = false;
  #isClosed = false;
  readonly #scope: PlanScope;
  readonly #stops: (() => void)[];

  constructor(scope: PlanScope) {
    this.#scope = scope;
    this.#stops = [
      on('publish.planProgressed', ({ planId }) => {
        if (planId === this.state?.planId) void this.refresh();
      }),
      onResync(() => void this.refresh()),
    ];
    void this.begin();
  }

  /** Plans anew. */
  async begin(): Promise<void> {
    this.error = null;
    const earlier = this.state;
    if (earlier?.state === 'planning') void call('publish.cancelPlan', { planId: earlier.planId });
    try {
      this.state = await call('publish.plan', { scope: this.#scope });
      if (this.#isClosed) void call('publish.cancelPlan', { planId: this.state.planId });
      else await this.refresh();
    } catch (error) {
      this.error = error;
    }
  }

  /** Stops looking; a plan that is still being made is given up. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    if (this.state?.state === 'planning') void call('publish.cancelPlan', { planId: this.state.planId });
  }

  row(index: number): PlanRow | null {
    return this.#rows.get(index) ?? null;
  }

  show(filter: PlanFilter | null): void {
    this.filter = filter;
    this.#rows = new Map();
    void this.refresh();
  }

  /** The rows that are in sight now. */
  look(first: number, last: number): void {
    this.#range = { first, last };
    const isMissing = Array.from({ length: last - first }, (_, at) => first + at).some(
      (index) => index < this.total && !this.#rows.has(index),
    );
    if (isMissing) void this.refresh();
  }

  async stop(): Promise<void> {
    if (this.state !== null) this.state = await call('publish.cancelPlan', { planId: this.state.planId });
  }

  async settleAll(choice: ConflictChoice): Promise<Output<'publish.resolveAll'> | null> {
    if (this.state === null) return null;
    const result = await call('publish.resolveAll', { planId: this.state.planId, choice });
    await this.refresh();
    return result;
  }

  /** Opens the conflicts again that the last settleAll settled. */
  async takeBack(): Promise<number> {
    if (this.state === null) return 0;
    const { takenBack } = await call('publish.takeBackChoice', { planId: this.state.planId });
    await this.refresh();
    return takenBack;
  }

  /** An item was settled by itself: it is looked at again. */
  async recheck(row: PlanRow | null): Promise<void> {
    if (this.state === null || row === null) return;
    await call('publish.replan', { planId: this.state.planId, items: [row.item] });
    await this.refresh();
  }

  /** Fetches how far the plan is and what is in sight of it; once more when something came meanwhile. */
  async refresh(): Promise<void> {
    const planId = this.state?.planId;
    if (planId === undefined || this.#isClosed) return;
    if (this.#isFetching) {
      this.#isStale = true;
      return;
    }
    this.#isFetching = true;
    try {
      do {
        this.#isStale = false;
        await this.#fetch(planId);
      } while (this.#isBehind());
    } catch (error) {
      this.error = error;
    } finally {
      this.#isFetching = false;
    }
  }

  /** Something came while it was being fetched. */
  #isBehind(): boolean {
    return this.#isStale && !this.#isClosed;
  }

  async #fetch(planId: number): Promise<void> {
    const offset = Math.floor(this.#range.first / PAGE_ROWS) * PAGE_ROWS;
    const { filter } = this;
    const [state, page] = await Promise.all([
      call('publish.planState', { planId }),
      call('publish.planPage', { planId, filter, offset, limit: PAGE_ROWS * 2 }),
    ]);
    if (filter !== this.filter || planId !== this.state?.planId) {
      this.#isStale = true;
      return;
    }
    this.state = state;
    this.total = page.total;
    this.#rows = new Map(page.rows.map((row, at) => [offset + at, row]));
  }
}
