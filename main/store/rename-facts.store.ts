import type { EpisodeFacts, TitleFacts, VideoFacts } from '../domain/rename/rename-facts.ts';
import { rangeBelow } from './folder-scope.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** A film as renaming needs it; absolute paths. */
export interface FilmFacts {
  id: number;
  libraryId: number;
  folder: string;
  of: TitleFacts;
  videos: VideoFacts[];
}

export interface ShowFacts {
  id: number;
  libraryId: number;
  folder: string;
  of: TitleFacts;
  seasons: { number: number; folder: string | null }[];
  episodes: { id: number; title: string; videos: (VideoFacts & { episode: EpisodeFacts })[] }[];
}

interface TitleRow {
  id: number;
  libraryId: number;
  folder: string;
  title: string;
  originalTitle: string | null;
  year: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  tvdbId: number | null;
  setName: string | null;
}

const TITLE = `i.id, i.library_id AS libraryId, i.directory_path AS folder, i.title, i.original_title AS originalTitle,
  i.year, i.imdb_id AS imdbId, i.tmdb_id AS tmdbId, i.tvdb_id AS tvdbId`;

const VIDEO = `f.entity_id AS entityId, f.file_path AS path, f.edition, f.part, v.width, v.height, v.codec AS videoCodec,
  v.hdr_type AS hdrType,
  (SELECT json_array(a.codec, a.profile, a.channels) FROM audio_streams a WHERE a.media_file_id = f.id
   ORDER BY a.is_default DESC, a.stream_index LIMIT 1) AS audio`;

const STREAMS = `LEFT JOIN video_streams v ON v.media_file_id = f.id AND v.entity_type = f.entity_type
  AND v.entity_id = f.entity_id`;

type VideoRow = Omit<VideoFacts, 'audioCodec' | 'audioProfile' | 'audioChannels'> & {
  entityId: number;
  audio: string | null;
};

/** Live films of some ids, with their main videos, parts in order. */
export function filmFacts(db: ReadDb, ids: readonly number[]): FilmFacts[] {
  const list = JSON.stringify(ids);
  const rows = prepare(
    db,
    'renameFacts.films',
    `SELECT ${TITLE}, s.name AS setName FROM movies i LEFT JOIN sets s ON s.id = i.set_id
     WHERE i.id IN (SELECT value FROM json_each(?)) AND i.deleted_on IS NULL ORDER BY i.id`,
  ).all(list) as TitleRow[];
  const videos = prepare(
    db,
    'renameFacts.filmVideos',
    `SELECT ${VIDEO} FROM media_files f ${STREAMS} WHERE f.entity_type = 'movie' AND f.entity_id IN (SELECT value FROM json_each(?))
       AND f.kind = 'main' AND f.deleted_on IS NULL ORDER BY f.part, f.file_path`,
  ).all(list) as VideoRow[];
  const byFilm = Map.groupBy(videos, ({ entityId }) => entityId);
  return rows.map((row) => ({ ...titled(row), videos: (byFilm.get(row.id) ?? []).map(toVideo) }));
}

/** A live show with its seasons and the files of its episodes; null when it is gone. */
export function showFacts(db: ReadDb, id: number): ShowFacts | null {
  const row = prepare(
    db,
    'renameFacts.show',
    `SELECT ${TITLE}, NULL AS setName FROM series i WHERE i.id = ? AND i.deleted_on IS NULL`,
  ).get(id) as TitleRow | undefined;
  if (row === undefined) return null;
  const seasons = prepare(
    db,
    'renameFacts.seasons',
    'SELECT season_number AS number, directory_path AS folder FROM seasons WHERE series_id = ? ORDER BY season_number',
  ).all(id) as ShowFacts['seasons'];
  return { ...titled(row), seasons, episodes: episodesOf(db, id) };
}

type EpisodeRow = VideoRow & { season: number; number: number; title: string; aired: string | null };

/** Episodes that share a file are one; its facts are those of all that it holds. */
function episodesOf(db: ReadDb, seriesId: number): ShowFacts['episodes'] {
  const rows = prepare(
    db,
    'renameFacts.episodeVideos',
    // In this order: the other way round every episode's file of the database would be looked at.
    `SELECT e.season_number AS season, e.episode_number AS number, e.title, e.aired, ${VIDEO}
     FROM episodes e CROSS JOIN media_files f ON f.entity_type = 'episode' AND f.entity_id = e.id ${STREAMS}
     WHERE e.series_id = ? AND e.deleted_on IS NULL AND f.kind = 'main'
       AND f.deleted_on IS NULL ORDER BY e.season_number, e.episode_number, f.part, f.file_path`,
  ).all(seriesId) as EpisodeRow[];
  const episodes = new Map<number, ShowFacts['episodes'][number]>();
  const owners = new Map<string, { owner: number; video: VideoFacts & { episode: EpisodeFacts } }>();
  for (const row of rows) {
    const known = owners.get(row.path);
    if (known !== undefined) {
      if (known.video.episode.season === row.season) {
        known.video.episode.episodes.push({ number: row.number, title: row.title });
      }
      continue;
    }
    const episode = {
      season: row.season,
      episodes: [{ number: row.number, title: row.title }],
      aired: row.aired,
    };
    const video = { ...toVideo(row), episode };
    owners.set(row.path, { owner: row.entityId, video });
    const entry = episodes.get(row.entityId) ?? { id: row.entityId, title: episodeTitle(row), videos: [] };
    entry.videos.push(video);
    episodes.set(row.entityId, entry);
  }
  return [...episodes.values()];
}

function episodeTitle({ season, number, title }: EpisodeRow): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `S${two(season)}E${two(number)}${title === '' ? '' : ` ${title}`}`;
}

/** Whether no other live film or show lies in a folder or below it. */
export function isAloneIn(db: ReadDb, type: 'movie' | 'series', id: number, folder: string): boolean {
  const table = type === 'movie' ? 'movies' : 'series';
  const below = rangeBelow(folder);
  return ['directory_path = @folder', 'directory_path > @low AND directory_path < @high'].every(
    (where, at) =>
      prepare(
        db,
        `renameFacts.alone.${table}.${String(at)}`,
        `SELECT 1 FROM ${table} WHERE ${where} AND id <> @id AND deleted_on IS NULL LIMIT 1`,
      ).get(at === 0 ? { id, folder } : { id, low: below.from, high: below.to }) === undefined,
  );
}

/** Main videos of the other films in a folder; absolute. */
export function otherVideosIn(db: ReadDb, id: number, folder: string): string[] {
  return prepare(
    db,
    'renameFacts.others',
    `SELECT f.file_path FROM movies m CROSS JOIN media_files f ON f.entity_type = 'movie' AND f.entity_id = m.id
     WHERE m.directory_path = ? AND m.id <> ? AND m.deleted_on IS NULL AND f.kind = 'main' AND f.deleted_on IS NULL`,
  )
    .pluck()
    .all(folder, id) as string[];
}

/** The live episodes of a show that have a file. */
export function episodesWithFiles(db: ReadDb, seriesId: number): number[] {
  return prepare(
    db,
    'renameFacts.episodeIds',
    'SELECT id FROM episodes WHERE series_id = ? AND deleted_on IS NULL AND file_path IS NOT NULL',
  )
    .pluck()
    .all(seriesId) as number[];
}

/** Ids of a library's films or shows, by title. */
export function itemIdsOf(db: ReadDb, type: 'movie' | 'series', libraryId: number): number[] {
  const table = type === 'movie' ? 'movies' : 'series';
  return prepare(
    db,
    `renameFacts.ids.${table}`,
    `SELECT id FROM ${table} WHERE library_id = ? AND deleted_on IS NULL ORDER BY sort_key, id`,
  )
    .pluck()
    .all(libraryId) as number[];
}

/** The shows that seasons or episodes belong to. */
export function showsOf(db: ReadDb, type: 'season' | 'episode', ids: readonly number[]): number[] {
  return prepare(
    db,
    `renameFacts.shows.${type}`,
    `SELECT DISTINCT series_id FROM ${type}s WHERE id IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(JSON.stringify(ids)) as number[];
}

/** Which of some places are known as another live film's or show's. */
export function isPlaceKnown(db: ReadDb, type: 'movie' | 'series', id: number, paths: readonly string[]): boolean {
  const columns = type === 'movie' ? 'file_path' : 'directory_path';
  const table = type === 'movie' ? 'movies' : 'series';
  return (
    prepare(
      db,
      `renameFacts.known.${table}`,
      `SELECT 1 FROM ${table} WHERE ${columns} IN (SELECT value FROM json_each(?)) AND id <> ? AND deleted_on IS NULL LIMIT 1`,
    ).get(JSON.stringify(paths), id) !== undefined
  );
}

function titled({
  id,
  libraryId,
  folder,
  setName,
  ...rest
}: TitleRow): Pick<FilmFacts, 'id' | 'libraryId' | 'folder' | 'of'> {
  return { id, libraryId, folder, of: { ...rest, set: setName } };
}

function toVideo(row: VideoRow): VideoFacts {
  const [audioCodec = null, audioProfile = null, audioChannels = null] = (
    row.audio === null ? [] : JSON.parse(row.audio)
  ) as [string?, string?, number?];
  const { path, edition, part, width, height, videoCodec, hdrType } = row;
  return { path, edition, part, width, height, videoCodec, hdrType, audioCodec, audioProfile, audioChannels };
}
