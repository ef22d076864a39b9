import { classifyMovieFolder } from '../classify/classify-movie-folder.ts';
import { classifySeriesFolder } from '../classify/series/classify-series-folder.ts';
import type { AssetImageType } from '../asset-types.ts';
import type { ListedFile } from '../folder-facts.ts';
import type { NamedItem } from '../publish-names.ts';

/** What a scan takes a file for. */
export type ReadFile =
  | { kind: 'image'; type: AssetImageType; index: number; season: number | null; isOfEpisode: boolean }
  | { kind: 'nfo' }
  | { kind: 'trailer' }
  | { kind: 'unknown' };

/** Where the files of an item lie, as a scan finds them. */
export interface SampleFolder {
  folderName: string;
  /** Paths within it, of the videos. */
  videos: readonly string[];
  isLibraryRoot: boolean;
}

const UNKNOWN: ReadFile = { kind: 'unknown' };

/** What the next scan of such a folder takes a file for that lies there by this name (relative to the folder). */
export function readBack(folder: SampleFolder, item: NamedItem, name: string): ReadFile {
  return item.type === 'movie' ? readFilmFile(folder, item.baseName, name) : readShowFile(folder, name);
}

function readFilmFile({ folderName, videos, isLibraryRoot }: SampleFolder, baseName: string, name: string): ReadFile {
  const { movies } = classifyMovieFolder({ folderName, files: listed([...videos, name]), isLibraryRoot });
  const isOwn = (file: { relPath: string }): boolean => file.relPath === name;
  const isFilm = (relPath: string): boolean => movies.length === 1 || relPath.startsWith(`${baseName}.`);
  const own = movies.find((movie) => movie.videos.some(({ relPath }) => isFilm(relPath)));
  const image = own?.artwork.find(isOwn);
  if (image !== undefined) {
    return { kind: 'image', type: image.type, index: image.index, season: null, isOfEpisode: false };
  }
  if (own?.nfos.some(isOwn) === true) return { kind: 'nfo' };
  if (own?.extras.some((file) => isOwn(file) && file.extraType === 'trailer') === true) return { kind: 'trailer' };
  return UNKNOWN;
}

function readShowFile({ folderName, videos }: SampleFolder, name: string): ReadFile {
  const show = classifySeriesFolder({ folderName, files: listed([...videos, name]) });
  const isOwn = (file: { relPath: string }): boolean => file.relPath === name;
  const asImage = (
    files: readonly { relPath: string; type: AssetImageType; index: number }[],
    season: number | null,
    isOfEpisode: boolean,
  ): ReadFile | null => {
    const image = files.find(isOwn);
    return image === undefined ? null : { kind: 'image', type: image.type, index: image.index, season, isOfEpisode };
  };
  const image =
    asImage(show.artwork, null, false) ??
    show.seasons.map((season) => asImage(season.artwork, season.season, false)).find((found) => found !== null) ??
    show.episodes.map((episode) => asImage(episode.artwork, episode.season, true)).find((found) => found !== null);
  if (image != null) return image;
  const nfos = [
    ...show.nfos,
    ...show.seasons.flatMap(({ nfo }) => nfo ?? []),
    ...show.episodes.flatMap(({ nfos: own }) => own),
  ];
  if (nfos.some(isOwn)) return { kind: 'nfo' };
  if (show.extras.some((file) => isOwn(file) && file.extraType === 'trailer')) return { kind: 'trailer' };
  return UNKNOWN;
}

function listed(paths: readonly string[]): ListedFile[] {
  return [...new Set(paths)].map((relPath) => ({ relPath, sizeBytes: 10, mtimeMs: 0 }));
}
