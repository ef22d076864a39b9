/**
 * Lets so many through at once, the others in the order they came. Answers the way out, to be called once; throws the
 * signal's reason for somebody who has stopped waiting.
 */
export function createTurnstile(places: number): (signal: AbortSignal) => Promise<() => void> {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return (signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      let hasLeft = false;
      const wayOut = (): void => {
        if (hasLeft) return;
        hasLeft = true;
        leave();
      };
      if (free > 0) {
        free -= 1;
        resolve(wayOut);
        return;
      }
      const onAbort = (): void => {
        waiting.splice(waiting.indexOf(admit), 1);
        reject(signal.reason as Error);
      };
      const admit = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(wayOut);
      };
      waiting.push(admit);
      signal.addEventListener('abort', onAbort, { once: true });
    });
}
