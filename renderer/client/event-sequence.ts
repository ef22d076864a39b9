/** Watches the sequence numbers of events and tells when one went missing. */
export class EventSequence {
  #last: number | null = null;

  /** Takes the next number; answers true when events between the last one and this one were missed. */
  isGap(seq: number): boolean {
    const last = this.#last;
    this.#last = seq;
    return last !== null && seq !== last + 1;
  }

  /** Forgets the last number, so the next one starts a new count (after a reconnection). */
  reset(): void {
    this.#last = null;
  }
}
