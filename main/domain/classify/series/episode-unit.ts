import type { ListedFile } from '../../folder-facts.ts';
import type { EpisodeFiles, EpisodeNumbers } from '../../series-facts.ts';
import type { Entry } from '../video-unit.ts';
import type { FolderPlace } from './folder-place.ts';

/** A main video of a show, with what its names say. */
export interface NamedVideo {
  entry: Entry;
  place: FolderPlace;
  numbers: EpisodeNumbers;
  title: string | null;
  edition: string | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
  disc: 'bluray' | 'dvd' | null;
  /** NFO files inside the disc structure. */
  discNfos: ListedFile[];
}

/** Parts and versions that hold the same episodes, while files are given to them. */
export interface EpisodeUnit {
  /** All videos with these numbers; the season of an unnumbered one is its folder's. */
  videos: NamedVideo[];
  /** Names, without extension and part marker, that side files may start with; beside each its folder. */
  stems: { home: string; stem: string }[];
  files: EpisodeFiles;
}

/** Two videos with the same key hold the same episodes; null when nothing tells which. */
export function numbersKey({ season, episodes, absolute, airDate }: EpisodeNumbers): string | null {
  if (episodes.length > 0) return `s${String(season)}e${episodes.join(',')}`;
  if (airDate !== null) return `d${airDate}`;
  return absolute.length > 0 ? `a${absolute.join(',')}` : null;
}
