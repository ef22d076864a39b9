import { normaliseName } from './name-text.ts';
import { readProviderIds } from './provider-ids.ts';
import { parseSeasonFolder } from './season-folder.ts';
import { parseSeriesFolder } from './series-name.ts';

export interface EpisodeNameFacts {
  /** As read from the file name, else from the series folder above. */
  series: string | null;
  seriesYear: number | null;
  /** 0 = specials; from the file, else from the season folder. */
  season: number | null;
  /** Ranges are expanded: E01-E03 is [1, 2, 3]. */
  episodes: number[];
  absolute: number[];
  /** YYYY-MM-DD. */
  airDate: string | null;
  /** Episode title when the name carries one, tidy. */
  title: string | null;
  /** One episode in several files: 1-based. */
  part: number | null;
  /** Version label (Uncut, Extended …). */
  edition: string | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
}

const NUMBER = /(?<![\p{L}\p{N}])(?:s(\d{1,4})[\s._-]*e|(\d{1,2})x)(\d{1,5})(?!\d)/iu;

/** @param path file path with '/' between parts, relative to the library or absolute; its folders count as context. */
export function parseEpisodeName(path: string): EpisodeNameFacts {
  const segments = normaliseName(path)
    .split('/')
    .filter((segment) => segment !== '');
  const file = segments.at(-1) ?? '';
  const parent = segments.at(-2) ?? null;
  const above = segments.at(-3) ?? null;
  const ids = readProviderIds(file.replace(/\.[^.]{2,4}$/u, ''));
  const folderSeason = parent === null ? null : parseSeasonFolder(parent, above);
  const showFolder = folderSeason === null ? parent : above;
  const show = showFolder === null ? null : parseSeriesFolder(showFolder);
  const match = NUMBER.exec(ids.rest);
  const own = match === null ? null : parseSeriesFolder(ids.rest.slice(0, match.index));
  return {
    series: own?.series || show?.series || null,
    seriesYear: own?.seriesYear ?? show?.seriesYear ?? null,
    season: match === null ? (folderSeason?.season ?? null) : Number(match[1] ?? match[2]),
    episodes: match === null ? [] : [Number(match[3])],
    absolute: [],
    airDate: null,
    title: null,
    part: null,
    edition: null,
    tmdbId: ids.tmdbId ?? show?.tmdbId ?? null,
    imdbId: ids.imdbId ?? show?.imdbId ?? null,
    tvdbId: ids.tvdbId ?? show?.tvdbId ?? null,
  };
}
