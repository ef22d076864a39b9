import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { IdentifiableRef } from '../../../contract/identification.ts';
import { Id } from '../../../contract/primitives.ts';
import { type JobContext, type JobKind, jobKind, type JobOutcome, PRIORITY } from '../../jobs/job-kind.ts';
import type { AskOptions, ProviderError } from '../../providers/provider.ts';
import { getJob, type NewJob } from '../../store/job.store.ts';
import { identificationOf, waitingAfter } from '../../store/identification.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { askOptions } from '../enrich/ask-options.ts';
import { boundedTasks } from '../scan/bounded-tasks.ts';
import type { IdentifyDependencies } from './identify-dependencies.ts';
import { identifyItem, type IdentifyOutcome, keepUnanswered } from './identify-item.ts';
import { searchers } from './search-title.ts';

export const IDENTIFY_ITEMS = 'identify_items';

const Payload = z.object({ libraryId: Id.nullable().default(null), items: z.array(IdentifiableRef).default([]) });

/** Few: each is one request or more, and the provider's own limit comes first anyway. */
const AT_ONCE = 4;
const SLICE = 500;
const SLICE_MS = 4;
/** So many without an answer one after the other: the next one would get none either. */
const GIVE_UP_AFTER = 6;
/** A pause up to this long is worth waiting for; the job goes on by itself then. */
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Accepted items are announced together, so that enriching them is a few jobs and not hundreds. */
const ACCEPTED_BATCH = 25;

export interface IdentifyJobDependencies extends IdentifyDependencies {
  /** Items that were accepted, some at a time: where the library wants it, they are enriched. */
  onAccepted: (items: readonly IdentifiableRef[]) => void;
}

/** Searches for these items, or for all that wait in a library (null: in all). */
export function identifyJob(request: z.input<typeof Payload> & { priority?: number }): NewJob {
  const { priority, ...input } = request;
  const payload = Payload.parse(input);
  const count = payload.items.length;
  const isAll = count === 0;
  return {
    type: IDENTIFY_ITEMS,
    label: isAll
      ? 'Find out what the inbox holds'
      : `Find out what ${count === 1 ? '1 item is' : `${String(count)} items are`}`,
    priority: priority ?? PRIORITY.user,
    payload,
    ...(isAll ? { dedupeKey: `${IDENTIFY_ITEMS}:${String(payload.libraryId ?? 'all')}` } : {}),
    ...(payload.libraryId === null ? {} : { libraryId: payload.libraryId }),
  };
}

/** What a job comes to. Items that nobody answered about wait with that reason, and are not a failure of the job. */
export interface IdentifyCounts {
  accepted: number;
  /** Identified before, and still. */
  known: number;
  waiting: number;
  unanswered: number;
  /** Why, in words; null when all were answered. */
  message: string | null;
}

/**
 * Searches for items a few at a time. Goes on after a restart with those that were not asked about yet. A provider that
 * asks for a short pause gets it; one that is down leaves the rest waiting, with the reason.
 */
export function createIdentifyKind(deps: IdentifyJobDependencies): JobKind {
  return jobKind({
    type: IDENTIFY_ITEMS,
    payload: Payload,
    concurrency: 1,
    maxRetries: 2,
    run: ({ items, libraryId }, context) => new IdentifyRun(deps, context).run(items, libraryId),
  });
}

class IdentifyRun {
  readonly #deps: IdentifyJobDependencies;
  readonly #context: JobContext;
  readonly #options: AskOptions;
  /** When the job was asked for: what was searched for since has been done by an earlier run of it. */
  readonly #since: string;
  readonly #counts: IdentifyCounts = { accepted: 0, known: 0, waiting: 0, unanswered: 0, message: null };
  #accepted: IdentifiableRef[] = [];
  #unansweredInARow = 0;
  #pauseUntilMs: number | null = null;
  #down: ProviderError | null = null;

  constructor(deps: IdentifyJobDependencies, context: JobContext) {
    this.#deps = deps;
    this.#context = context;
    this.#since = getJob(deps.db, context.jobId)?.createdAt ?? '';
    this.#options = askOptions(deps.db, { isFresh: false, isInteractive: false, signal: context.signal });
  }

  async run(given: readonly IdentifiableRef[], libraryId: number | null): Promise<JobOutcome> {
    const { signal } = this.#context;
    const items = given.length > 0 ? given : await everyWaiting(this.#deps.db, libraryId, signal);
    if (items.length > 0 && !(await this.#canAsk())) {
      const message = 'No provider can be searched. Enter a key in the settings.';
      return { kind: 'done', result: { ...this.#counts, waiting: items.length, message } };
    }
    let next = 0;
    let done = 0;
    const nextTask = (): (() => Promise<IdentifyOutcome>) | null => {
      if (this.#pauseUntilMs !== null || this.#down !== null) return null;
      const item = items[next++];
      return item === undefined ? null : () => this.#identify(item);
    };
    const take = (outcome: IdentifyOutcome): void => {
      this.#count(outcome);
    };
    for await (const _ of boundedTasks(nextTask, take, AT_ONCE, signal)) {
      done += 1;
      this.#context.progress(done, items.length);
    }
    this.#announce(1);
    signal.throwIfAborted();
    if (this.#pauseUntilMs !== null) return { kind: 'rateLimited', untilMs: this.#pauseUntilMs };
    if (this.#down !== null) await this.#leave(items.slice(next), this.#down);
    return { kind: 'done', result: { ...this.#counts } };
  }

  async #canAsk(): Promise<boolean> {
    const providers = this.#deps.providers.all();
    const able = [...(await searchers(providers, 'movie')), ...(await searchers(providers, 'series'))];
    return able.length > 0;
  }

  async #identify(item: IdentifiableRef): Promise<IdentifyOutcome> {
    const earlier = identificationOf(this.#deps.db, item);
    if (earlier !== null && earlier.searchedAt > this.#since && earlier.reason !== 'provider_error') {
      // Without anything awaited, thousands of these would keep the thread.
      await nextTurn();
      return { kind: 'waiting', reason: earlier.reason };
    }
    const outcome = await identifyItem(this.#deps, item, this.#options);
    if (outcome.kind === 'accepted') {
      this.#accepted.push(item);
      this.#announce(ACCEPTED_BATCH);
    }
    return outcome;
  }

  #count(outcome: IdentifyOutcome): void {
    if (outcome.kind !== 'gone') this.#counts[outcome.kind] += 1;
    if (outcome.kind !== 'unanswered') {
      this.#unansweredInARow = 0;
      return;
    }
    this.#unansweredInARow += 1;
    this.#counts.message = outcome.error.message;
    const { code, retryAtMs } = outcome.error;
    const isShort = retryAtMs !== null && retryAtMs - Date.now() <= LONGEST_PAUSE_MS;
    if (code === 'rate_limited' && isShort) this.#pauseUntilMs = Math.max(this.#pauseUntilMs ?? 0, retryAtMs);
    else if (this.#unansweredInARow >= GIVE_UP_AFTER || isHopeless(code)) this.#down = outcome.error;
  }

  #announce(from: number): void {
    if (this.#accepted.length < from) return;
    const items = this.#accepted;
    this.#accepted = [];
    this.#deps.onAccepted(items);
  }

  /** The rest waits with the reason why nobody was asked. */
  async #leave(items: readonly IdentifiableRef[], error: ProviderError): Promise<void> {
    let at = 0;
    while (at < items.length) {
      const start = performance.now();
      do {
        const item = items[at++];
        if (item !== undefined) keepUnanswered(this.#deps, item, error);
        this.#counts.unanswered += 1;
      } while (at < items.length && performance.now() - start < SLICE_MS);
      await nextTurn();
      this.#context.signal.throwIfAborted();
    }
  }
}

/** Nothing that waiting or another item would change. */
function isHopeless(code: ProviderError['code']): boolean {
  return ['no_key', 'bad_key', 'quota', 'offline'].includes(code);
}

async function everyWaiting(db: ReadDb, libraryId: number | null, signal: AbortSignal): Promise<IdentifiableRef[]> {
  const items: IdentifiableRef[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: ReturnType<typeof waitingAfter> = waitingAfter(db, { libraryId, after, limit: SLICE });
    for (const { item } of page) items.push(item);
    after = page.length < SLICE ? null : (page.at(-1)?.rank ?? null);
    await nextTurn();
    signal.throwIfAborted();
  }
  return items;
}
