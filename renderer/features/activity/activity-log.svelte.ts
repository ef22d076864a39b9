import type { ActivityEntry } from '../../../contract/jobs.ts';
import { call, on, onResync } from '../../client/client.ts';
import { throttled } from '../../lib/throttled.ts';

type Severity = ActivityEntry['severity'];
const PAGE_SIZE = 50;

/** The activity log, newest first, kept true by events and continued on request. */
export class ActivityLog {
  entries = $state.raw<ActivityEntry[]>([]);
  hasMore = $state(false);
  isLoaded = $state(false);
  error = $state.raw<unknown>(null);
  /** The one kind that is shown; null shows all. */
  severity = $state<Severity | null>(null);
  readonly #stops: (() => void)[];

  constructor() {
    const refresh = throttled(() => void this.refresh(), 500);
    this.#stops = [on('activity.logged', refresh), onResync(refresh)];
    refresh();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  async setSeverity(severity: Severity | null): Promise<void> {
    this.severity = severity;
    this.entries = [];
    await this.refresh();
  }

  /** Fetches the newest entries and keeps the older ones that were shown already. */
  async refresh(): Promise<void> {
    const { severity } = this;
    try {
      const page = await call('activity.page', { limit: PAGE_SIZE, severities: severity === null ? [] : [severity] });
      if (severity !== this.severity) return;
      const oldest = page.entries.at(-1)?.id ?? 0;
      const kept = page.hasMore ? this.entries.filter((entry) => entry.id < oldest) : [];
      if (kept.length === 0) this.hasMore = page.hasMore;
      this.entries = [...page.entries, ...kept];
      this.error = null;
      this.isLoaded = true;
    } catch (error) {
      this.error = error;
    }
  }

  async older(): Promise<void> {
    const { severity } = this;
    try {
      const before = this.entries.at(-1)?.id ?? null;
      const page = await call('activity.page', {
        before,
        limit: PAGE_SIZE,
        severities: severity === null ? [] : [severity],
      });
      if (severity !== this.severity) return;
      this.entries = [...this.entries, ...page.entries];
      this.hasMore = page.hasMore;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
