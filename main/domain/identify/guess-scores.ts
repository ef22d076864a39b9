import type { ConfidencePart } from '../../../contract/identification.ts';
import type { IdentifyQuery, RankableHit } from './identify-query.ts';
import { SAME_TITLE, wordsSimilarity } from './title-similarity.ts';
import { type TitleWords, titleWords } from './title-words.ts';

/** A title that the provider lists as another one of the film's counts nearly as much as its own. */
const ALTERNATIVE = 0.97;
const WEIGHTS = { title: 0.45, year: 0.25, runtime: 0.1, popularity: 0.05, uniqueness: 0.15, episodes: 0.1 } as const;

type PartName = keyof typeof WEIGHTS;

/** `score` null: nobody knows; then the part weighs nothing. */
export function part(name: PartName, score: number | null, note: string): ConfidencePart {
  return { name, score: round(score ?? 0), weight: score === null ? 0 : WEIGHTS[name], note };
}

export interface QueryWords {
  titles: readonly TitleWords[];
  /** The title with the year as a part of it: "Blade Runner 2049" was read as a film of 2049. */
  withYear: TitleWords | null;
}

export function queryWords(query: IdentifyQuery): QueryWords {
  const titles = [query.title, ...query.otherTitles].filter((title) => title.trim() !== '').map(titleWords);
  return { titles, withYear: query.year === null ? null : titleWords(`${query.title} ${String(query.year)}`) };
}

export interface TitleFit {
  part: ConfidencePart;
  /** The year is a number in the title and says nothing of when the film came out. */
  isYearInTitle: boolean;
}

/** How well the best of a hit's titles fits. */
export function titleFit(words: QueryWords, hit: RankableHit): TitleFit {
  const own = [hit.title, hit.originalTitle ?? ''].filter((title) => title !== '');
  const all = [
    ...own.map((title) => ({ title, factor: 1 })),
    ...hit.alternativeTitles.map((title) => ({ title, factor: ALTERNATIVE })),
  ].map((known) => ({ ...known, words: titleWords(known.title) }));
  let best = { score: 0, title: hit.title, isYearInTitle: false };
  for (const { title, factor, words: known } of all) {
    for (const wanted of words.titles) {
      const score = wordsSimilarity(wanted, known) * factor;
      if (score > best.score) best = { score, title, isYearInTitle: false };
    }
    if (words.withYear?.key === known.key && factor > best.score) best = { score: factor, title, isYearInTitle: true };
  }
  return { part: part('title', best.score, titleNote(best)), isYearInTitle: best.isYearInTitle };
}

function titleNote({ score, title }: { score: number; title: string }): string {
  if (score === 1) return 'The same title.';
  if (score >= SAME_TITLE) return `Also known as “${title}”, or spelt a little differently.`;
  return score >= 0.4 ? `Like “${title}”, but not the same.` : 'Another title.';
}

/** 1 for the same year, less for the one beside it: festivals and cinemas count differently. */
export function yearPart(wanted: number | null, hit: number | null): ConfidencePart {
  if (wanted === null) return part('year', null, 'The file names no year.');
  if (hit === null) return part('year', 0.4, 'The provider names no year.');
  const apart = Math.abs(wanted - hit);
  if (apart === 0) return part('year', 1, `The same year, ${String(hit)}.`);
  if (apart === 1) return part('year', 0.75, `${String(hit)} instead of ${String(wanted)}: a year off.`);
  return part('year', apart === 2 ? 0.2 : 0, `${String(hit)} instead of ${String(wanted)}.`);
}

/**
 * Measured against stated minutes. 4 % are the difference between cinema and television; a version may be longer by a
 * third, and is rarely much shorter.
 */
export function runtimePart(measured: readonly number[], stated: number | null): ConfidencePart {
  if (measured.length === 0 || stated === null || stated <= 0) {
    return part(
      'runtime',
      null,
      measured.length === 0 ? 'The video has not been measured.' : 'No running time is given.',
    );
  }
  const scored = measured.map((minutes) => ({ minutes, score: runtimeScore(minutes, stated) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return part('runtime', best.score, `${String(best.minutes)} minutes here, ${String(stated)} there.`);
}

function runtimeScore(minutes: number, stated: number): number {
  const off = Math.abs(minutes - stated);
  const share = off / stated;
  if (off <= 3 || share <= 0.05) return 1;
  if (minutes > stated) return share <= 0.2 ? 0.8 : share <= 0.35 ? 0.5 : 0;
  return share <= 0.12 ? 0.6 : 0;
}

export function popularityPart(popularity: number | null): ConfidencePart {
  if (popularity === null) return part('popularity', null, 'Nothing is known of how well known it is.');
  const note = popularity >= 0.5 ? 'Well known.' : popularity >= 0.1 ? 'Less known than others.' : 'Hardly known.';
  return part('popularity', Math.min(1, Math.max(0, popularity)), note);
}

/** Whether the show has the seasons, and as many episodes in them, as there are files of. */
export function episodesPart(
  found: readonly { season: number; lastEpisode: number }[],
  listed: RankableHit['seasons'],
): ConfidencePart {
  if (found.length === 0 || listed == null || listed.length === 0) {
    return part('episodes', null, 'Its episodes have not been compared.');
  }
  const counts = new Map(listed.map((season) => [season.season, season.episodeCount]));
  const fitting = found.filter(({ season, lastEpisode }) => {
    const count = counts.get(season);
    return count === null || (count !== undefined && lastEpisode <= count + 1);
  });
  const note = `${String(fitting.length)} of ${String(found.length)} seasons fit.`;
  return part('episodes', fitting.length / found.length, note);
}

export function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
