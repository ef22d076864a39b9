import type { EventEnvelope, EventMessage } from '../../contract/events.ts';

export type EventListener = (envelope: EventEnvelope) => void;

/**
 * Carries typed events to every client with one sequence without gaps. `movies.changed` ids are gathered for a moment
 * and sent together, so that a scan of thousands of films does not send thousands of messages.
 */
export class EventBus {
  #seq = 0;
  readonly #listeners = new Set<EventListener>();
  readonly #changedMovies = new Set<number>();
  #timer: NodeJS.Timeout | null = null;
  readonly #delayMs: number;

  constructor(delayMs = 60) {
    this.#delayMs = delayMs;
  }

  on(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  publish(message: EventMessage): void {
    this.#seq += 1;
    const envelope = { seq: this.#seq, ...message } as EventEnvelope;
    for (const listener of this.#listeners) listener(envelope);
  }

  movieChanged(id: number): void {
    this.#changedMovies.add(id);
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, this.#delayMs);
    this.#timer.unref();
  }

  /** Sends what was gathered now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#changedMovies.size === 0) return;
    const ids = [...this.#changedMovies];
    this.#changedMovies.clear();
    this.publish({ name: 'movies.changed', payload: { ids } });
  }
}
