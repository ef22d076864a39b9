import type { EventMessage } from '../../contract/events.ts';

/** Where services announce what changed; the transport layer's event bus is one. */
export interface EventSink {
  publish(message: EventMessage): void;
  /** Gathers ids and announces them together. */
  movieChanged(id: number): void;
  flush(): void;
}
