const TICK_MS = 30_000;

/** The present time for relative dates, moved on twice a minute so that "2 minutes ago" does not lie. */
class Now {
  ms = $state(Date.now());

  constructor() {
    setInterval(() => {
      this.ms = Date.now();
    }, TICK_MS);
  }
}

export const now = new Now();
