import type { Guess } from '../../../contract/identification.ts';
import { fitOf, isSameWork, scoreOf } from './rank-guesses.ts';
import { SAME_TITLE } from './title-similarity.ts';

export type Decision =
  { kind: 'accept'; guess: Guess } | { kind: 'wait'; reason: 'ambiguous' | 'weak' | 'nothing'; best: Guess | null };

/** Two whose title and year fit this nearly alike cannot be told apart by running time or fame. */
const SAME_FIT = 0.06;
const NEAR_FIT = 0.1;
/** Without a year only a title that is the very same will do. */
const VERY_SAME_TITLE = 0.96;

/**
 * Whether the best guess can be taken without asking anybody. A wrong match costs more than a question: where two fit about
 * equally, it waits, however sure each of them looks.
 * @param guesses as of rankGuesses
 * @param acceptFrom the library's least confidence, 0–100
 */
export function decide(guesses: readonly Guess[], acceptFrom: number): Decision {
  const [best] = guesses;
  if (best === undefined) return { kind: 'wait', reason: 'nothing', best: null };
  const rivals = guesses.filter((other) => other !== best && !isSameWork(best, other) && isRival(best, other));
  if (rivals.length > 0) return { kind: 'wait', reason: 'ambiguous', best };
  const isTitleOnly = scoreOf(best, 'year') === null;
  const isTitleEnough = !isTitleOnly || (scoreOf(best, 'title') ?? 0) >= VERY_SAME_TITLE;
  return best.confidence >= acceptFrom && isTitleEnough
    ? { kind: 'accept', guess: best }
    : { kind: 'wait', reason: 'weak', best };
}

/** True when the other could be meant as well. */
function isRival(best: Guess, other: Guess): boolean {
  const title = scoreOf(other, 'title') ?? 0;
  if (title < SAME_TITLE) return false;
  // No year says which of the films of that name it is; nor does one that neither of them has.
  const year = scoreOf(other, 'year');
  if (scoreOf(best, 'year') === null) return year === null || year > 0.2;
  if (titleAndYear(best) - titleAndYear(other) < SAME_FIT) return true;
  // The year beside it: only what nearly nobody knows, or runs for another time, is out of the question.
  return (year ?? 0) >= 0.75 && fitOf(best) - fitOf(other) < NEAR_FIT;
}

function titleAndYear(guess: Guess): number {
  return 0.6 * (scoreOf(guess, 'title') ?? 0) + 0.4 * (scoreOf(guess, 'year') ?? 0);
}
