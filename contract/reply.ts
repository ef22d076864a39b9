import type { WireError } from './errors.ts';

/** What every call answers, on every transport. Nothing is ever thrown across the boundary. */
export type Reply<T = unknown> = { ok: true; value: T } | { ok: false; error: WireError };

/** Who calls: the application's own window, a signed-in browser session, or the command line. */
export interface Caller {
  principal: 'window' | 'session' | 'cli';
  /** Aborted when the caller goes away (request closed, window destroyed). */
  signal: AbortSignal;
}
