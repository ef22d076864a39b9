import type { IdentifiableRef } from '../../../contract/identification.ts';
import type { FoundSeason, IdentifyQuery } from '../../domain/identify/identify-query.ts';
import { parseMoviePath } from '../../domain/names/movie-path.ts';
import { parseSeriesFolder } from '../../domain/names/series-name.ts';
import type { ProviderIds } from '../../domain/provider-answer.ts';
import { wholeMinutes } from '../../domain/whole-minutes.ts';
import { episodesOf } from '../../store/episode.store.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import type { ReadDb } from '../../store/open-database.ts';

/** What the names of a film's or a show's files and folders say. */
export interface NamedFacts {
  title: string;
  year: number | null;
  ids: ProviderIds;
}

export function namedFacts(item: ItemRecord): NamedFacts {
  if (item.type === 'series') {
    const { series, seriesYear, ...ids } = parseSeriesFolder(item.directory_path ?? '');
    return { title: series, year: seriesYear, ids: pick(ids) };
  }
  const named = parseMoviePath(item.file_path ?? item.directory_path ?? '', 'file');
  return { title: named.title, year: named.year, ids: pick(named) };
}

function pick({ tmdbId, tvdbId, imdbId }: ProviderIds): ProviderIds {
  return { tmdbId, tvdbId, imdbId };
}

/** What is known of an item: what it is called, its year, and what was measured of its files. */
export function queryOf(db: ReadDb, item: ItemRecord): IdentifyQuery {
  const named = namedFacts(item);
  const title = item.title ?? '';
  const original = typeof item['original_title'] === 'string' ? item['original_title'] : '';
  const year = typeof item['year'] === 'number' ? item['year'] : null;
  return {
    kind: item.type === 'series' ? 'series' : 'movie',
    title,
    otherTitles: [...new Set([original, named.title])].filter((other) => other !== '' && other !== title),
    year: year ?? named.year,
    runtimeMinutes: item.type === 'series' ? [] : versionMinutes(db, { type: 'movie', id: item.id }),
    seasons: item.type === 'series' ? foundSeasons(db, item.id) : [],
  };
}

/** Running times of a film's versions; the parts of one are added up. Shorter than a minute is no film. */
function versionMinutes(db: ReadDb, item: IdentifiableRef): number[] {
  const files = filesOf(db, item).filter((file) => file.kind === 'main');
  const versions = new Map<string, { seconds: number; isWhole: boolean }>();
  for (const file of files) {
    const key = file.part === null ? String(file.id) : (file.edition ?? '');
    const known = versions.get(key) ?? { seconds: 0, isWhole: true };
    versions.set(key, {
      seconds: known.seconds + (file.durationSeconds ?? 0),
      isWhole: known.isWhole && file.durationSeconds !== null,
    });
  }
  const minutes = [...versions.values()].map(({ seconds, isWhole }) => (isWhole ? wholeMinutes(seconds) : null));
  return [...new Set(minutes.filter((value) => value !== null))].sort((a, b) => a - b);
}

function foundSeasons(db: ReadDb, seriesId: number): FoundSeason[] {
  const last = new Map<number, number>();
  for (const episode of episodesOf(db, seriesId)) {
    // Years as seasons come from shows that are named by days.
    const isCounted = episode.deleted_on === null && episode.file_path !== null && episode.season_number < 1900;
    if (!isCounted || episode.season_number === 0) continue;
    last.set(episode.season_number, Math.max(last.get(episode.season_number) ?? 0, episode.episode_number));
  }
  return [...last].map(([season, lastEpisode]) => ({ season, lastEpisode })).sort((a, b) => a.season - b.season);
}
