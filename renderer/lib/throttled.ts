/** Runs at once, then at most every `intervalMs`; the last request is never lost. */
export function throttled(run: () => void, intervalMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const tick = (): void => {
    timer = undefined;
    if (!isAsked) return;
    isAsked = false;
    timer = setTimeout(tick, intervalMs);
    run();
  };
  return () => {
    isAsked = true;
    if (timer === undefined) tick();
  };
}
