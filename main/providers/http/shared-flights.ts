export interface FlightCaller {
  signal: AbortSignal;
  isInteractive: boolean;
}

/** A request under way that several may wait for. */
export interface Flight {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** True as soon as one of those who wait is interactive. */
  readonly isInteractive: boolean;
}

interface Shared<T> {
  flight: { signal: AbortSignal; isInteractive: boolean };
  control: AbortController;
  callers: number;
  answer: Promise<T>;
}

/** Lets identical requests that are under way at the same time be one. */
export class SharedFlights<T> {
  readonly #flights = new Map<string, Shared<T>>();
  readonly #onUrgent: (key: string) => void;

  /** @param onUrgent a flight has just become interactive */
  constructor(onUrgent: (key: string) => void = () => undefined) {
    this.#onUrgent = onUrgent;
  }

  /** Joins the flight of that key, or starts it. Throws what it throws, or the caller's own signal's reason. */
  join(key: string, caller: FlightCaller, start: (flight: Flight) => Promise<T>): Promise<T> {
    caller.signal.throwIfAborted();
    const shared = this.#flights.get(key) ?? this.#begin(key, caller, start);
    shared.callers += 1;
    if (caller.isInteractive && !shared.flight.isInteractive) {
      shared.flight.isInteractive = true;
      this.#onUrgent(key);
    }
    return new Promise<T>((resolve, reject) => {
      const onAbort = (): void => {
        this.#leave(key, shared, caller.signal.reason);
        reject(caller.signal.reason as Error);
      };
      caller.signal.addEventListener('abort', onAbort, { once: true });
      shared.answer.then(resolve, reject).finally(() => {
        caller.signal.removeEventListener('abort', onAbort);
      });
    });
  }

  #begin(key: string, caller: FlightCaller, start: (flight: Flight) => Promise<T>): Shared<T> {
    const control = new AbortController();
    const flight = { signal: control.signal, isInteractive: caller.isInteractive };
    const shared: Shared<T> = { flight, control, callers: 0, answer: start(flight) };
    const forget = (): void => {
      if (this.#flights.get(key) === shared) this.#flights.delete(key);
    };
    shared.answer.then(forget, forget);
    this.#flights.set(key, shared);
    return shared;
  }

  #leave(key: string, shared: Shared<T>, reason: unknown): void {
    shared.callers -= 1;
    if (shared.callers > 0) return;
    if (this.#flights.get(key) === shared) this.#flights.delete(key);
    shared.control.abort(reason);
  }
}
