import type { MovieImageType } from './asset-types.ts';
import type { StereoFormat } from './names/stereo-format.ts';

/** One entry of a directory listing. Paths are relative to the folder, with '/' between the parts on every platform. */
export interface ListedFile {
  /** Path below the listed folder, e.g. "Alien (1979).mkv" or ".actors/Ian_Holm.jpg". */
  relPath: string;
  sizeBytes: number;
  /** Milliseconds since the epoch, as fs.Stats.mtimeMs. */
  mtimeMs: number;
}

export type ExtraType =
  | 'behindthescenes'
  | 'deleted'
  | 'featurette'
  | 'interview'
  | 'scene'
  | 'short'
  | 'clip'
  | 'trailer'
  | 'sample'
  | 'other';

export interface VideoFile extends ListedFile {
  /** 1-based position in a stack (cd1, part 2 …); null for a file that is not part of one. */
  part: number | null;
  /** Edition or version label read from the name; null when there is none. */
  edition: string | null;
}

export interface ExtraFile extends ListedFile {
  extraType: ExtraType;
}

export interface ArtworkFile extends ListedFile {
  type: MovieImageType;
  /** 0 for the plain name, n for fanartN. */
  index: number;
}

/** A subtitle or an audio track in a file of its own, by what its name says. */
export interface TrackFile extends ListedFile {
  /** ISO 639-2/B; null when the name does not say. */
  language: string | null;
  /** BCP 47, with the region or script that the name gives: `pt-BR`. */
  languageTag: string | null;
  isForced: boolean;
  isHearingImpaired: boolean;
  isDefault: boolean;
  isCommentary: boolean;
  title: string | null;
}

export interface SubtitleFile extends TrackFile {
  /** subrip, ass, ssa, webvtt, vobsub, pgs, … as ffprobe names codecs. */
  codec: string;
}

export interface ActorImageFile extends ListedFile {
  actorName: string;
}

/** What a file or folder name tells by itself. */
export interface NameFacts {
  title: string;
  year: number | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
  edition: string | null;
  part: number | null;
  /** Stereoscopic layout the name gives. */
  format3d: StereoFormat | null;
  /** Medium that a `.disc` stub stands for, in Kodi's word ("dvd", "bluray"). */
  stub: string | null;
}

/** One film found in a folder, before any file is opened. */
export interface MovieGroup {
  /** All playable main files: parts and versions; the first is the one others are named after. */
  videos: VideoFile[];
  /** Disc structure (BDMV/VIDEO_TS) when the film is one; then `videos` holds its main file. */
  disc: 'bluray' | 'dvd' | null;
  name: NameFacts;
  /** NFO files, best first: `<video>.nfo`, `movie.nfo`, others. */
  nfos: ListedFile[];
  artwork: ArtworkFile[];
  subtitles: SubtitleFile[];
  /** Audio tracks beside the video, in its name: known, so that nobody takes them for litter. */
  externalAudio: TrackFile[];
  extras: ExtraFile[];
  actorImages: ActorImageFile[];
  /** Theme music or videos. */
  themes: ListedFile[];
  unknown: ListedFile[];
}

/** What a folder of a film library holds. */
export interface FolderClassification {
  movies: MovieGroup[];
  /** True when the folder holds several films side by side, so short names (poster.jpg) belong to none of them. */
  isFlat: boolean;
  /** Files that belong to no film of this folder and are not ignorable. */
  stray: ListedFile[];
}
