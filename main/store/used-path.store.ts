import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';
import type { LibraryPath } from './unknown-file.store.ts';

/** Kinds of rows that name a file of a library which Metarr uses. */
export const USED_PATH_SOURCES = [
  'videos',
  'images',
  'subtitles',
  'movieNfos',
  'seriesNfos',
  'seasonNfos',
  'episodeNfos',
] as const;
export type UsedPathSource = (typeof USED_PATH_SOURCES)[number];

const ITEM_LIBRARY = `CASE x.entity_type WHEN 'movie' THEN (SELECT library_id FROM movies WHERE id = x.entity_id)
  WHEN 'series' THEN (SELECT library_id FROM series WHERE id = x.entity_id)
  WHEN 'season' THEN (SELECT s.library_id FROM seasons n JOIN series s ON s.id = n.series_id WHERE n.id = x.entity_id)
  WHEN 'episode' THEN (SELECT s.library_id FROM episodes e JOIN series s ON s.id = e.series_id WHERE e.id = x.entity_id)
  END`;

/** Row by row from the page's first: CROSS JOIN keeps SQLite from beginning with the libraries and sorting everything. */
const SELECT: Readonly<Record<UsedPathSource, string>> = {
  videos: `SELECT x.id, x.file_path AS filePath, l.path AS libraryPath FROM media_files x NOT INDEXED
    CROSS JOIN libraries l ON l.id = x.library_id WHERE x.id > @after AND x.deleted_on IS NULL`,
  images: `SELECT x.id, x.file_path AS filePath, l.path AS libraryPath FROM asset_candidates x NOT INDEXED
    CROSS JOIN libraries l ON l.id = ${ITEM_LIBRARY} WHERE x.id > @after AND x.file_path IS NOT NULL`,
  subtitles: `SELECT x.id, x.file_path AS filePath, l.path AS libraryPath FROM subtitle_streams x NOT INDEXED
    CROSS JOIN libraries l ON l.id = ${ITEM_LIBRARY} WHERE x.id > @after AND x.is_external = 1`,
  movieNfos: `SELECT x.id, x.nfo_path AS filePath, l.path AS libraryPath FROM movies x NOT INDEXED
    CROSS JOIN libraries l ON l.id = x.library_id WHERE x.id > @after AND x.nfo_path IS NOT NULL AND x.deleted_on IS NULL`,
  seriesNfos: `SELECT x.id, x.nfo_path AS filePath, l.path AS libraryPath FROM series x NOT INDEXED
    CROSS JOIN libraries l ON l.id = x.library_id WHERE x.id > @after AND x.nfo_path IS NOT NULL AND x.deleted_on IS NULL`,
  seasonNfos: `SELECT x.id, x.nfo_path AS filePath, l.path AS libraryPath FROM seasons x NOT INDEXED
    CROSS JOIN series s ON s.id = x.series_id CROSS JOIN libraries l ON l.id = s.library_id
    WHERE x.id > @after AND x.nfo_path IS NOT NULL AND s.deleted_on IS NULL`,
  episodeNfos: `SELECT x.id, x.nfo_path AS filePath, l.path AS libraryPath FROM episodes x NOT INDEXED
    CROSS JOIN series s ON s.id = x.series_id CROSS JOIN libraries l ON l.id = s.library_id
    WHERE x.id > @after AND x.nfo_path IS NOT NULL AND x.deleted_on IS NULL AND s.deleted_on IS NULL`,
};

/**
 * A page of the files that Metarr uses, of one source, behind an id. A file that several items share comes once for each.
 * @param libraryId null for all libraries that are there
 */
export function usedPathsAfter(
  db: ReadDb,
  source: UsedPathSource,
  libraryId: number | null,
  after: number,
  limit: number,
): LibraryPath[] {
  return prepare(
    db,
    `usedPath.${source}`,
    `${SELECT[source]} AND l.enabled = 1 AND (@libraryId IS NULL OR l.id = @libraryId) ORDER BY x.id LIMIT @limit`,
  ).all({ libraryId, after, limit }) as LibraryPath[];
}
