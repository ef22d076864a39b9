import type { EventEnvelope, EventMessage } from '../../contract/events.ts';
import type { ItemRef } from '../../contract/primitives.ts';

export type EventListener = (envelope: EventEnvelope) => void;

/**
 * Carries typed events to every client with one sequence without gaps. Items that changed are gathered for a moment
 * and sent together, so that a scan of thousands of them does not send thousands of messages.
 */
export class EventBus {
  #seq = 0;
  /** Published and not yet sent: only while a listener publishes in turn. */
  readonly #waiting: EventEnvelope[] = [];
  #isSending = false;
  readonly #listeners = new Set<EventListener>();
  readonly #changedItems = new Map<string, ItemRef>();
  #timer: NodeJS.Timeout | null = null;
  readonly #delayMs: number;
  readonly #onListenerError: (error: unknown) => void;

  /** @param onListenerError hears of a listener that threw; neither the publisher nor the other listeners do */
  constructor(delayMs = 60, onListenerError: (error: unknown) => void = () => undefined) {
    this.#delayMs = delayMs;
    this.#onListenerError = onListenerError;
  }

  on(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  publish(message: EventMessage): void {
    this.#seq += 1;
    this.#waiting.push({ seq: this.#seq, ...message });
    // A listener that publishes in turn has its event sent after this one, to everybody in the same order.
    if (this.#isSending) return;
    this.#isSending = true;
    for (let envelope = this.#waiting.shift(); envelope !== undefined; envelope = this.#waiting.shift()) {
      for (const listener of this.#listeners) this.#send(listener, envelope);
    }
    this.#isSending = false;
  }

  #send(listener: EventListener, envelope: EventEnvelope): void {
    try {
      listener(envelope);
    } catch (error) {
      this.#onListenerError(error);
    }
  }

  itemChanged({ type, id }: ItemRef): void {
    this.#changedItems.set(`${type}:${String(id)}`, { type, id });
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, this.#delayMs);
    this.#timer.unref();
  }

  /** Sends what was gathered now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#changedItems.size === 0) return;
    const items = [...this.#changedItems.values()];
    this.#changedItems.clear();
    this.publish({ name: 'items.changed', payload: { items } });
  }
}
