import { lastSegment, normaliseName } from './name-text.ts';
import { readProviderIds } from './provider-ids.ts';
import { indexOfStrongTag, trimTrailingTags } from './release-tags.ts';
import { findReleaseYear } from './release-year.ts';
import { tidyTitle } from './tidy-title.ts';

export interface SeriesNameFacts {
  series: string;
  seriesYear: number | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
}

const SEASON_OR_EPISODE =
  /(?<![\p{L}\p{N}])(?:s\d{1,4}(?:[\s._-]*(?:e|x)p?[\s._-]*\d+)?(?:[\s._]*-[\s._]*s?\d{1,3})?|\d{1,2}x\d{1,3}|(?:complete[\s._]+)?(?:seasons?|staffel|saison|temporada|stagione|seizoen)[\s._-]*\d{1,3})(?![\p{L}\p{N}])/iu;
const EDGE_SEPARATORS = /[\s._\-([{]+$/u;
const LEADING_GROUP = /^\[[^\]]*\][\s._-]*(?=[\p{L}\p{N}])/u;
const ONLY_SEPARATORS = /^[\s._\-([{]*$/u;

/**
 * Reads a show's folder: "Some Show (2010) {tvdb-1}", "Some.Show.S01.1080p.WEB-DL-GRP". Takes the last segment of a path.
 * The name is empty only when the folder's is; a year in the name is not part of it.
 */
export function parseSeriesFolder(name: string): SeriesNameFacts {
  const bare = lastSegment(normaliseName(name));
  const ids = readProviderIds(bare);
  return {
    ...readSeriesText(ids.rest.trim(), bare),
    tmdbId: ids.tmdbId,
    imdbId: ids.imdbId,
    tvdbId: ids.tvdbId,
  };
}

function readSeriesText(text: string, fallback: string): { series: string; seriesYear: number | null } {
  const ungrouped = text.replace(LEADING_GROUP, '');
  const season = SEASON_OR_EPISODE.exec(ungrouped);
  const tagStart = indexOfStrongTag(ungrouped);
  const year = findReleaseYear(ungrouped, tagStart);
  const isYearFirst = year !== null && ONLY_SEPARATORS.test(ungrouped.slice(0, year.start));
  const from = isYearFirst ? year.end : 0;
  const cut = Math.min(
    ...[season?.index ?? -1, tagStart, year?.start ?? -1].filter((index) => index > from),
    ungrouped.length,
  );
  const piece = ungrouped.slice(from, cut);
  const trimmed = cut === tagStart ? trimTrailingTags(piece.replace(EDGE_SEPARATORS, '')) : piece;
  const series = tidyTitle(trimmed, trimmed.endsWith(' ') || cut === ungrouped.length);
  if (series === '') return { series: tidyTitle(fallback, true) || fallback, seriesYear: null };
  return { series, seriesYear: year?.year ?? null };
}
