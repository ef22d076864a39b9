import { sortKey } from '../domain/names/sort-key.ts';
import { insertEpisode } from '../store/episode.store.ts';
import { updateItem } from '../store/item.store.ts';
import { insertLibrary, libraryPaths } from '../store/library.store.ts';
import type { WriteDb } from '../store/open-database.ts';
import { ensureSeason } from '../store/season.store.ts';
import { insertSeries } from '../store/series.store.ts';

export interface TestEpisode {
  season: number;
  episode: number;
  title?: string;
  /** Name below the show's folder; none makes the episode a missing one. */
  file?: string;
  columns?: Record<string, string | number | null>;
}

export interface TestShow {
  title: string;
  /** Seasons that have a row. */
  seasons?: number[];
  episodes?: TestEpisode[];
  columns?: Record<string, string | number | null>;
}

export interface ShowIds {
  series: number;
  /** By number. */
  seasons: Record<number, number>;
  /** By `season x number`, as 1x05. */
  episodes: Record<string, number>;
}

const FOLDER = '/invented/Shows';

/** Puts a show into the database as a scan would, without files. */
export function addShow(db: WriteDb, show: TestShow): ShowIds {
  const known = libraryPaths(db).find((library) => library.path === FOLDER);
  const libraryId = known?.id ?? insertLibrary(db, { name: 'Shows', type: 'tvshows', path: FOLDER });
  const directoryPath = `${FOLDER}/${show.title}`;
  const series = insertSeries(db, libraryId, { title: show.title, sortKey: sortKey(show.title), directoryPath });
  updateItem(db, { type: 'series', id: series }, show.columns ?? {});
  const seasons: ShowIds['seasons'] = {};
  for (const number of show.seasons ?? []) seasons[number] = ensureSeason(db, series, number).id;
  const episodes: ShowIds['episodes'] = {};
  for (const { season, episode, title, file, columns } of show.episodes ?? []) {
    const id = insertEpisode(db, { seriesId: series, seasonNumber: season, episodeNumber: episode });
    episodes[`${String(season)}x${String(episode).padStart(2, '0')}`] = id;
    updateItem(
      db,
      { type: 'episode', id },
      {
        ...(title === undefined ? {} : { title }),
        ...(file === undefined ? {} : { file_path: `${directoryPath}/${file}` }),
        ...columns,
      },
    );
  }
  return { series, seasons, episodes };
}
