import { findDuplicates } from './near-duplicates.ts';
import type { ImageCandidate, Score, ScoreContext, SelectionRules } from './image-candidate.ts';
import { scoreCandidate } from './score-candidate.ts';

export interface RankedCandidate<C extends ImageCandidate> extends Score {
  candidate: C;
}

/**
 * All candidates of one type: those that stay in any case, then the others best first, then the excluded ones, each with
 * its score and the reason. The order they are given in does not matter.
 */
export function rankCandidates<C extends ImageCandidate>(
  candidates: readonly C[],
  rules: SelectionRules,
  context: ScoreContext,
): RankedCandidate<C>[] {
  const scored = candidates.map((candidate) => ({ candidate, ...scoreCandidate(candidate, rules, context) }));
  scored.sort((a, b) => compare(a, b, rules));
  const fixed = (context.fixed ?? []).flatMap((id) => scored.find(({ candidate }) => candidate.id === id) ?? []);
  const eligible = [...fixed, ...scored.filter((entry) => entry.excluded === null && !fixed.includes(entry))];
  const duplicateOf = findDuplicates(
    eligible.map(({ candidate }) => candidate),
    rules.similarity,
  );
  const isKept = (entry: RankedCandidate<C>): boolean => fixed.includes(entry) || !duplicateOf.has(entry.candidate.id);
  const repeats = eligible.flatMap((entry) => {
    const original = duplicateOf.get(entry.candidate.id);
    if (original === undefined || isKept(entry)) return [];
    const message = 'It looks the same as a better one.';
    return [{ ...entry, score: null, excluded: { reason: 'duplicate', message, duplicateOf: original } as const }];
  });
  const out = scored.filter((entry) => entry.excluded !== null && !fixed.includes(entry));
  return [...eligible.filter(isKept), ...repeats, ...out];
}

export interface Selection<C extends ImageCandidate> {
  /** Best first, no more than the settings allow. */
  chosen: C[];
  /** How many are missing to what the settings ask for at least. */
  missing: number;
}

/**
 * The images that win by the settings. Images that are not downloaded yet count as unlike all others: once their bytes are
 * known, ask again.
 */
export function selectBest<C extends ImageCandidate>(
  candidates: readonly C[],
  rules: SelectionRules,
  context: ScoreContext,
): Selection<C> {
  const isFixed = ({ id }: ImageCandidate): boolean => context.fixed?.includes(id) === true;
  const ranked = rankCandidates(candidates, rules, context).map(({ candidate, excluded }) => ({ candidate, excluded }));
  const standing = ranked.filter(({ candidate, excluded }) => excluded === null || isFixed(candidate));
  const stays = standing.filter(({ candidate }) => isFixed(candidate)).length;
  const chosen = standing.slice(0, Math.max(rules.maxCount, stays)).map(({ candidate }) => candidate);
  return { chosen, missing: Math.max(0, Math.min(rules.minCount, rules.maxCount) - chosen.length) };
}

/** By score; equals by the order of providers, votes, pixels, and at last by a key that no two share. */
function compare(
  a: { candidate: ImageCandidate; score: number | null },
  b: { candidate: ImageCandidate; score: number | null },
  rules: SelectionRules,
): number {
  return (
    (b.score ?? -1) - (a.score ?? -1) ||
    placeOf(a.candidate, rules) - placeOf(b.candidate, rules) ||
    (b.candidate.voteCount ?? 0) - (a.candidate.voteCount ?? 0) ||
    pixels(b.candidate) - pixels(a.candidate) ||
    compareText(a.candidate.sourceKey, b.candidate.sourceKey) ||
    a.candidate.id - b.candidate.id
  );
}

function placeOf({ provider }: ImageCandidate, { providers }: SelectionRules): number {
  const place = provider === 'user' ? 0 : providers.indexOf(provider);
  return place === -1 ? providers.length : place;
}

function pixels({ width, height }: ImageCandidate): number {
  return (width ?? 0) * (height ?? 0);
}

/** Not by the system's language: the same everywhere. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
