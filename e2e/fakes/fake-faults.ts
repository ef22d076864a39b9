import type { FakeRequest } from './fake-http.ts';

interface When {
  /** Only requests whose path matches; all without it. */
  on?: RegExp;
  /** Every nth of those: 3 leaves two alone and hits the third. */
  every?: number;
  /** The first of those that is hit, counted from 1; without it the nth. 3 of every 9 and 6 of every 9 take turns. */
  from?: number;
  /** At most so many times; without it, for good. */
  times?: number;
}

/**
 * Something that goes wrong on demand.
 * - `slow`: the answer comes after `delayMs`.
 * - `reset`: the connection is cut before the answer, or in the middle of it when `isMidway`.
 * - `error`: a status of 500 and above, worded as the provider does.
 * - `bad-json`: JSON that ends too early. `html`: a page instead of JSON, as hotel networks answer.
 * - `truncated`: a whole answer whose bytes are the first two fifths: a cut image. `wrong-type`: another content type.
 * - `gone`: 404, as for an id that was taken away. `too-many`: 429 with Retry-After. `redirect`: to another address.
 */
export type Fault = When &
  (
    | { kind: 'slow'; delayMs: number }
    | { kind: 'reset'; isMidway?: boolean }
    | { kind: 'error'; status: number }
    | { kind: 'bad-json' }
    | { kind: 'html'; status?: number }
    | { kind: 'truncated' }
    | { kind: 'wrong-type'; contentType: string }
    | { kind: 'gone' }
    | { kind: 'too-many'; retryAfterS: number }
    | { kind: 'redirect'; to: string }
  );

/** Answers, request by request, which of the faults is its turn: the first that applies. Each counts all of its requests. */
export function faultChooser(faults: readonly Fault[]): (request: FakeRequest) => Fault | null {
  const counts = faults.map(() => ({ seen: 0, hit: 0 }));
  return (request) => {
    let chosen: number | null = null;
    for (const [index, fault] of faults.entries()) {
      const count = counts[index]!;
      if (fault.on !== undefined && !fault.on.test(request.path)) continue;
      if (fault.times !== undefined && count.hit >= fault.times) continue;
      count.seen += 1;
      const every = fault.every ?? 1;
      const from = fault.from ?? every;
      if (chosen === null && count.seen >= from && (count.seen - from) % every === 0) chosen = index;
    }
    if (chosen === null) return null;
    counts[chosen]!.hit += 1;
    return faults[chosen]!;
  };
}
