import type { ScorePart } from '../../../contract/artwork-candidates.ts';
import type { Exclusion, ImageCandidate, Score, ScoreContext, SelectionRules } from './image-candidate.ts';
import { type ImageShape, shapeOf } from './image-shape.ts';

/** The setting's word for images without text. */
export const TEXTLESS = 'none';

/** What is taken for granted of every image: as if it had this many votes of this mean already. */
const PRIOR_VOTES = 10;
const PRIOR_MEAN = 5;

/** An image of unknown size may be any. */
const UNKNOWN_RESOLUTION = 0.5;

/**
 * How good an image is by the person's settings, 0–100, with the parts that make it up; or why it is excluded. Depends on
 * nothing but its arguments, so that the order in which providers answer changes nothing.
 */
export function scoreCandidate(candidate: ImageCandidate, rules: SelectionRules, context: ScoreContext): Score {
  const shape = shapeOf(candidate.type, context.entity);
  const parts = weighted(
    [
      resolutionPart(candidate, shape),
      votesPart(candidate),
      languagePart(candidate, rules.languages),
      providerPart(candidate, rules.providers),
    ],
    rules,
  );
  const excluded = exclusionOf(candidate, rules, shape);
  const sum = parts.reduce((total, part) => total + part.score * part.weight, 0);
  return { score: excluded === null ? Math.round(sum * 10_000) / 100 : null, parts, excluded };
}

type Unweighted = Omit<ScorePart, 'weight'>;

/** The weights need not sum to 1 in the settings; all zero counts as all the same. */
function weighted(parts: readonly Unweighted[], rules: SelectionRules): ScorePart[] {
  const given: Record<ScorePart['name'], number> = {
    resolution: rules.weightResolution,
    votes: rules.weightVotes,
    language: rules.weightLanguage,
    provider: rules.weightProvider,
  };
  const sum = parts.reduce((total, { name }) => total + given[name], 0);
  return parts.map((part) => ({ ...part, weight: sum > 0 ? given[part.name] / sum : 1 / parts.length }));
}

/** By the length of the side, so that half of the ideal's is half as good; more than the ideal is not better. */
function resolutionPart({ width, height }: ImageCandidate, shape: ImageShape): Unweighted {
  const ideal = `${String(shape.idealWidth)} × ${String(shape.idealHeight)}`;
  if (width === null || height === null) {
    return { name: 'resolution', score: UNKNOWN_RESOLUTION, note: 'Its size is not known before it is downloaded.' };
  }
  const score = Math.min(1, Math.sqrt((width * height) / (shape.idealWidth * shape.idealHeight)));
  return { name: 'resolution', score, note: `${String(width)} × ${String(height)} of an ideal ${ideal}.` };
}

/** A Bayesian mean: few votes hardly move it from the middle, so that a single vote of 10 does not win. */
function votesPart({ voteAverage, voteCount }: ImageCandidate): Unweighted {
  const count = voteAverage === null ? 0 : Math.max(0, voteCount ?? 1);
  const mean = (PRIOR_VOTES * PRIOR_MEAN + count * (voteAverage ?? 0)) / (PRIOR_VOTES + count);
  const score = Math.min(1, Math.max(0, mean / 10));
  if (count === 0) return { name: 'votes', score, note: 'Nobody has voted for it.' };
  const votes = count === 1 ? 'vote' : 'votes';
  const note = `${decimal(voteAverage ?? 0)} from ${String(count)} ${votes} counts as ${decimal(mean)}.`;
  return { name: 'votes', score, note };
}

function languagePart({ language }: ImageCandidate, languages: readonly string[]): Unweighted {
  const name = language === null ? 'Without text' : `In “${language}”`;
  if (languages.length === 0) return { name: 'language', score: 1, note: `${name}; any language will do.` };
  const place = languages.indexOf(language ?? TEXTLESS);
  if (place === -1) return { name: 'language', score: 0, note: `${name}, which is not among your languages.` };
  return {
    name: 'language',
    score: 1 - place / (languages.length + 1),
    note: `${name}, your ${ordinal(place)} choice.`,
  };
}

function providerPart({ provider }: ImageCandidate, providers: readonly string[]): Unweighted {
  if (providers.length === 0) return { name: 'provider', score: 1, note: 'Any provider will do.' };
  // A file of the person's own needs no place in a list of providers.
  const place = provider === 'user' ? 0 : providers.indexOf(provider);
  if (place === -1) return { name: 'provider', score: 0, note: 'Its provider is not in your order.' };
  return {
    name: 'provider',
    score: 1 - place / providers.length,
    note: `Its provider is your ${ordinal(place)} choice.`,
  };
}

function exclusionOf(candidate: ImageCandidate, rules: SelectionRules, shape: ImageShape): Exclusion | null {
  const excluded = (reason: Exclusion['reason'], message: string): Exclusion => ({
    reason,
    message,
    duplicateOf: null,
  });
  if (candidate.isRejected) return excluded('rejected', 'You rejected it.');
  if (candidate.brokenReason !== null) return excluded('broken', candidate.brokenReason);
  if (rules.maxCount === 0) return excluded('type_off', 'Images of this type are switched off in this library.');
  const { width, height } = candidate;
  if (width === null || height === null) return null;
  const size = `${String(width)} × ${String(height)}`;
  if (width < (rules.minWidth ?? 0) || height < (rules.minHeight ?? 0)) {
    const least = `${String(rules.minWidth ?? 0)} × ${String(rules.minHeight ?? 0)}`;
    return excluded('too_small', `${size} pixels are less than the ${least} that your settings ask for.`);
  }
  const ratio = width / height;
  if (!(ratio >= shape.minRatio && ratio <= shape.maxRatio)) {
    return excluded('wrong_shape', `${size} is not the shape of this type: players would cut or squeeze it.`);
  }
  return null;
}

function decimal(value: number): string {
  return value.toFixed(1);
}

function ordinal(place: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][place] ?? `${String(place + 1)}th`;
}
