import { parseEpisodeName } from '../../domain/names/episode-name.ts';
import { parseMoviePath } from '../../domain/names/movie-path.ts';
import { pathSegments } from '../../domain/names/name-text.ts';
import { readProviderIds, type ProviderIds } from '../../domain/names/provider-ids.ts';
import { parseSeasonFolder } from '../../domain/names/season-folder.ts';
import { parseSeriesFolder } from '../../domain/names/series-name.ts';
import { UsageError } from '../usage-error.ts';
import { answerLines } from './answer-lines.ts';
import type { Inspection } from './inspect-io.ts';

interface NameQuestion {
  path: string;
  library: 'movie' | 'tv';
  isFolder: boolean;
}

/**
 * `inspect name`: one JSON line on standard input, `{ "path", "library": "movie" | "tv", "is_folder": false }`, gives one on
 * standard output, in order: what the name tells, null for what it does not. A line that is something else answers
 * `{ "error" }` in its place, and the exit code is 1. Empty lines are passed over.
 */
export const inspectName: Inspection = async (args, io) => {
  if (args.length > 0) throw new UsageError('inspect name takes no arguments: it reads JSON lines on standard input');
  return answerLines(io, readQuestion, answer);
};

function readQuestion(fields: Record<string, unknown>): NameQuestion | string {
  const { path, library, is_folder: isFolder = false } = fields;
  if (typeof path !== 'string') return '"path" must be a text.';
  if (library !== 'movie' && library !== 'tv') return '"library" must be "movie" or "tv".';
  if (typeof isFolder !== 'boolean') return '"is_folder" must be true or false.';
  return { path, library, isFolder };
}

function answer({ path, library, isFolder }: NameQuestion): Record<string, unknown> {
  if (library === 'movie') return movieAnswer(path, isFolder);
  return isFolder ? tvFolderAnswer(path) : episodeAnswer(path);
}

function movieAnswer(path: string, isFolder: boolean): Record<string, unknown> {
  const facts = parseMoviePath(path, isFolder ? 'folder' : 'file');
  return {
    kind: 'movie',
    title: facts.title,
    year: facts.year,
    edition: facts.edition,
    part: facts.part,
    format_3d: facts.format3d,
    stub: facts.stub,
    ...idAnswer(facts),
  };
}

function episodeAnswer(path: string): Record<string, unknown> {
  const facts = parseEpisodeName(path);
  return {
    kind: 'episode',
    series: facts.series,
    series_year: facts.seriesYear,
    season: facts.season,
    episodes: facts.episodes,
    absolute: facts.absolute,
    air_date: facts.airDate,
    ...idAnswer(facts),
  };
}

function tvFolderAnswer(path: string): Record<string, unknown> {
  const segments = pathSegments(path);
  const name = segments.at(-1) ?? path;
  const season = parseSeasonFolder(name, segments.at(-2) ?? null);
  if (season !== null) {
    const ids = readProviderIds(name);
    const hasIds = ids.tmdbId !== null || ids.imdbId !== null || ids.tvdbId !== null;
    return { kind: 'season_folder', season: season.season, ...(hasIds ? idAnswer(ids) : {}) };
  }
  const facts = parseSeriesFolder(name);
  return { kind: 'series_folder', series: facts.series, series_year: facts.seriesYear, ...idAnswer(facts) };
}

/** Ids are texts in what the command line prints: those of IMDb have letters. */
function idAnswer(ids: ProviderIds): Record<string, string | null> {
  return {
    tmdb_id: ids.tmdbId === null ? null : String(ids.tmdbId),
    imdb_id: ids.imdbId,
    tvdb_id: ids.tvdbId === null ? null : String(ids.tvdbId),
  };
}
