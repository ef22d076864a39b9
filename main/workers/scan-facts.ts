import type { ItemIssue } from '../../contract/items.ts';
import type { MovieImageType } from '../domain/asset-types.ts';
import type { MovieGroup, NameFacts } from '../domain/folder-facts.ts';
import type { SubtitleTrack } from '../domain/streams.ts';
import type { UnknownCategory } from '../domain/unknown-content.ts';
import type { IgnoreRules } from '../files/ignore-rules.ts';
import type { MovieNfoReading } from '../nfo/read-movie-nfo.ts';

/** What a worker hands back of one folder. All paths are absolute; everything survives structured clone. */
export interface FolderOutcome {
  path: string;
  /** `unchanged`: same fingerprint as last time, nothing was opened. `skipped`: an ignore file says so. */
  status: 'read' | 'unchanged' | 'skipped' | 'unreadable';
  fingerprint: string | null;
  /** Folders still to be walked. */
  subfolders: string[];
  /** What holds in them. */
  ignoreRules: IgnoreRules;
  movies: MovieFacts[];
  /** Films of a large flat folder that are to be read by `readMovies`, a few at a time. */
  deferred: MovieGroup[];
  /** Files that lie beside no film. */
  stray: ScannedUnknownFile[];
  isFlat: boolean;
  issues: ItemIssue[];
  fileCount: number;
}

export interface ScannedFile {
  filePath: string;
  kind: 'main' | 'extra' | 'trailer' | 'sample' | 'theme';
  extraType: string | null;
  part: number | null;
  edition: string | null;
  sizeBytes: number;
  mtimeMs: number;
}

/** A file that nothing could be made of. */
export interface ScannedUnknownFile {
  filePath: string;
  fileName: string;
  fileSize: number;
  /** Whole milliseconds. */
  mtimeMs: number;
  /** Lower case, without the dot; '' for none. */
  fileExtension: string;
  /** By content; null when it says nothing. */
  mimeType: string | null;
  category: UnknownCategory;
}

export interface CachedImage {
  hash: string;
  sizeBytes: number;
  cachePath: string;
  width: number;
  height: number;
  mimeType: string;
}

export interface ScannedImage extends CachedImage {
  filePath: string;
  type: MovieImageType;
  /** 0 for the plain name, n for fanartN. */
  index: number;
}

export interface MovieFacts {
  directoryPath: string;
  /** The main video. */
  filePath: string;
  /** Its name without extension (a disc folder's film: the folder's name). */
  baseName: string;
  isFlat: boolean;
  isDisc: boolean;
  name: NameFacts;
  files: ScannedFile[];
  nfo: { path: string; hash: string; reading: MovieNfoReading } | null;
  images: ScannedImage[];
  actorImages: (CachedImage & { actorName: string })[];
  subtitles: SubtitleTrack[];
  unknown: ScannedUnknownFile[];
  issues: ItemIssue[];
}
