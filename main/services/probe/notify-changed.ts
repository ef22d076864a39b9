import type { EntityRef } from '../../domain/entity-ref.ts';
import type { EventSink } from '../event-sink.ts';

/** Tells the windows that what is known of an item's files has changed. */
export function notifyChanged(events: EventSink, entity: EntityRef): void {
  events.itemChanged(entity);
}
