/** Time as waiting needs it: a clock that never jumps, and a way to be called later. Tests drive their own. */
export interface HttpTimers {
  /** Milliseconds since some moment; never goes back, whatever becomes of the computer's clock. */
  elapsed(): number;
  /** Calls `run` after that many milliseconds; the function it answers takes the call back. */
  after(delayMs: number, run: () => void): () => void;
}

/** Longer than this setTimeout takes for nothing at all. */
const LONGEST_MS = 2_147_483_647;

export const systemTimers: HttpTimers = {
  elapsed: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(LONGEST_MS, Math.ceil(delayMs)));
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits that long. Throws the signal's reason as soon as it is aborted. */
export function sleep(timers: HttpTimers, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = timers.after(delayMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
