import type { ConfidencePart, Guess } from '../../../contract/identification.ts';
import { PROVIDERS } from '../provider-answer.ts';
import {
  episodesPart,
  part,
  popularityPart,
  queryWords,
  round,
  runtimePart,
  titleFit,
  yearPart,
} from './guess-scores.ts';
import type { IdentifyQuery, RankableHit } from './identify-query.ts';
import { mergeHits } from './merge-hits.ts';
import { SAME_TITLE, titleSimilarity } from './title-similarity.ts';

/** The lead over the second best from which on a guess stands alone. */
const CLEAR_LEAD = 0.15;
/** A title that is not the same may look like it in everything else: it is still another film. */
const CEILING_OTHER_TITLE = 70;
const CEILING_OTHER_YEAR = 60;
/** Without a year there is room for a remake nobody has listed. */
const CEILING_NO_YEAR = 88;
const CEILING_NO_YEAR_SAME_RUNTIME = 95;
/** Another running time, or seasons that the show does not have. */
const CEILING_OTHER_LENGTH = 80;

/**
 * What an item may be, best first: the hits of all searches, those of one title as one, each with a confidence of 0–100
 * and what it is made of. The order of the hits does not matter.
 */
export function rankGuesses(query: IdentifyQuery, hits: readonly RankableHit[]): Guess[] {
  const words = queryWords(query);
  const scored = mergeHits(hits.filter((hit) => hit.kind === query.kind)).map((hit) => {
    const title = titleFit(words, hit);
    const year = yearPart(title.isYearInTitle ? null : query.year, hit.year);
    const parts = [title.part, year, runtimePart(query.runtimeMinutes, hit.runtimeMinutes)];
    if (query.kind === 'series') parts.push(episodesPart(query.seasons, hit.seasons));
    parts.push(popularityPart(hit.popularity));
    return { guess: toGuess(hit, parts), base: average(parts) };
  });
  const ranked = scored.map(({ guess, base }) => {
    const others = scored.filter((other) => other.guess !== guess && !isSameWork(other.guess, guess));
    const lead = base - Math.max(0, ...others.map((other) => other.base));
    const parts = [...guess.parts, uniqueness(others.length, lead)];
    return { ...guess, parts, confidence: confidenceOf(parts) };
  });
  return ranked.sort(byConfidence);
}

/** The score of one part; null when nothing is known of it. */
export function scoreOf(guess: Guess, name: ConfidencePart['name']): number | null {
  const found = guess.parts.find((known) => known.name === name);
  return found === undefined || found.weight === 0 ? null : found.score;
}

/** How well a guess fits by itself (0–1), whatever else was found. */
export function fitOf(guess: Guess): number {
  return average(guess.parts.filter((known) => known.name !== 'uniqueness'));
}

/**
 * Two providers' entries for one film that share no id to tell it by: the same title and year, and no id that contradicts.
 */
export function isSameWork(a: Guess, b: Guess): boolean {
  const hasCommonKind =
    (a.tmdbId !== null && b.tmdbId !== null) ||
    (a.tvdbId !== null && b.tvdbId !== null) ||
    (a.imdbId !== null && b.imdbId !== null);
  if (a.provider === b.provider || hasCommonKind || a.year === null) return false;
  return a.year === b.year && titleSimilarity(a.title, b.title) >= SAME_TITLE;
}

function uniqueness(others: number, lead: number): ConfidencePart {
  if (others === 0) return part('uniqueness', 1, 'Nothing else was found.');
  const score = Math.min(1, Math.max(0, lead / CLEAR_LEAD));
  return part('uniqueness', score, score === 1 ? 'Nothing else fits nearly as well.' : 'Others fit about as well.');
}

function average(parts: readonly ConfidencePart[]): number {
  const weight = parts.reduce((sum, known) => sum + known.weight, 0);
  return weight === 0 ? 0 : round(parts.reduce((sum, known) => sum + known.score * known.weight, 0) / weight);
}

function confidenceOf(parts: readonly ConfidencePart[]): number {
  const score = (name: ConfidencePart['name']): number | null =>
    parts.find((known) => known.name === name && known.weight > 0)?.score ?? null;
  const [title, year, runtime, episodes] = [score('title') ?? 0, score('year'), score('runtime'), score('episodes')];
  const ceilings = [100];
  if (title < SAME_TITLE) ceilings.push(Math.min(CEILING_OTHER_TITLE, 100 * title));
  if (year === null) ceilings.push(runtime === 1 ? CEILING_NO_YEAR_SAME_RUNTIME : CEILING_NO_YEAR);
  else if (year < 0.4) ceilings.push(CEILING_OTHER_YEAR);
  if (runtime === 0) ceilings.push(CEILING_OTHER_LENGTH);
  if (episodes !== null && episodes < 0.5) ceilings.push(CEILING_OTHER_LENGTH);
  return Math.round(Math.min(100 * average(parts), ...ceilings));
}

function toGuess(hit: RankableHit, parts: ConfidencePart[]): Guess {
  return {
    provider: hit.provider,
    title: hit.title,
    originalTitle: hit.originalTitle,
    year: hit.year,
    runtimeMinutes: hit.runtimeMinutes,
    overview: hit.overview,
    posterUrl: hit.posterUrl,
    ...hit.ids,
    confidence: 0,
    parts,
  };
}

function byConfidence(a: Guess, b: Guess): number {
  return (
    b.confidence - a.confidence ||
    (scoreOf(b, 'title') ?? 0) - (scoreOf(a, 'title') ?? 0) ||
    (scoreOf(b, 'popularity') ?? 0) - (scoreOf(a, 'popularity') ?? 0) ||
    PROVIDERS.indexOf(a.provider) - PROVIDERS.indexOf(b.provider) ||
    (a.tmdbId ?? a.tvdbId ?? 0) - (b.tmdbId ?? b.tvdbId ?? 0) ||
    (a.imdbId ?? '').localeCompare(b.imdbId ?? '', 'en')
  );
}
