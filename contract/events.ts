import { z } from 'zod';
import { Job } from './jobs.ts';
import { Id, ItemRef } from './primitives.ts';

/**
 * What the core tells its clients. Events carry ids, not data: a client asks for what it shows. Each envelope has a
 * sequence number without gaps; a client that sees a gap has missed something and refetches everything.
 */
export const events = {
  'items.changed': z.object({ items: z.array(ItemRef) }),
  /**
   * Films (or shows with their episodes, or sets) came, went, or changed in numbers too large to name: lists and counts should be
   * fetched again. Null for all kinds.
   */
  'items.listChanged': z.object({ type: z.enum(['movie', 'series', 'set']).nullable(), libraryId: Id.nullable() }),
  /** Files that nothing is known of came, went or were dealt with. */
  'unknownFiles.changed': z.object({}),
  'libraries.changed': z.object({ ids: z.array(Id) }),
  'jobs.changed': z.object({ jobs: z.array(Job) }),
  'activity.logged': z.object({ id: Id }),
  /** A verification began, went on or ended, findings were repaired, or what runs by the clock was changed. */
  'verification.changed': z.object({ libraryId: Id }),
  'settings.changed': z.object({}),
  /** A plan of many items has gone on, or is made. */
  'publish.planProgressed': z.object({ planId: Id }),
  /** A run of upkeep began, or how often it runs was changed. */
  'schedules.changed': z.object({}),
  'backups.changed': z.object({}),
  /** The core began anew with another database: nothing that a client knows holds any more. */
  'core.restarted': z.object({}),
  /** How far the rebuilding of the database is: manifests read. */
  'recovery.progressed': z.object({ done: z.int(), total: z.int() }),
  /** The desktop menu asks the window to do something. */
  'menu.chosen': z.object({
    item: z.enum(['addLibrary', 'createSample', 'showKeys', 'theme:system', 'theme:light', 'theme:dark']),
  }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
export type EventEnvelope = {
  [E in EventName]: { seq: number; name: E; payload: EventPayload<E> };
}[EventName];
export type EventMessage = { [E in EventName]: { name: E; payload: EventPayload<E> } }[EventName];
