/**
 * Runs tasks side by side, at most `width`, and yields each result as it comes. `take` hears of a result first, so that
 * it can add tasks before the next one is asked for. Ends when there is no task left, or, after an abort, when those
 * under way are done; their results are not yielded then.
 */
export async function* boundedTasks<T>(
  nextTask: () => (() => Promise<T>) | null,
  take: (result: T) => void,
  width: number,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const running = new Map<number, Promise<{ id: number; result: T }>>();
  let nextId = 0;
  for (;;) {
    while (running.size < width && !signal.aborted) {
      const task = nextTask();
      if (task === null) break;
      const id = nextId++;
      running.set(
        id,
        task().then((result) => ({ id, result })),
      );
    }
    if (running.size === 0) return;
    const { id, result } = await Promise.race(running.values());
    running.delete(id);
    take(result);
    if (!signal.aborted) yield result;
  }
}
