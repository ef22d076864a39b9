import { setImmediate } from 'node:timers';

const waiting: (() => void)[] = [];

/**
 * Waits for a turn of the event loop that nobody else has. Answers that arrive together, and the writes that follow from
 * them, would otherwise run one after the other in a single turn, and the window would wait for all of them.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
}

/** One at a time: Node runs all immediates that are due in one turn. */
function next(): void {
  const [resolve] = waiting;
  resolve?.();
  waiting.shift();
  if (waiting.length > 0) setImmediate(next);
}
