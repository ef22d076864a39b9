/** A function that runs once things have been quiet for `waitMs`, and a way to call it off. */
export interface Debounced {
  (): void;
  cancel(): void;
}

/** Delays `run` until it has not been asked for during `waitMs`. */
export function debounced(run: () => void, waitMs: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, waitMs);
  };
  return Object.assign(ask, { cancel: () => clearTimeout(timer) });
}
