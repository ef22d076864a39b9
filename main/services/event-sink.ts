import type { EventMessage } from '../../contract/events.ts';
import type { ItemRef } from '../../contract/primitives.ts';

/** Where services announce what changed; the transport layer's event bus is one. */
export interface EventSink {
  publish(message: EventMessage): void;
  /** Gathers items and announces them together. */
  itemChanged(item: ItemRef): void;
  flush(): void;
}
