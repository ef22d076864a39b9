import type { ItemIssue } from '../../contract/items.ts';
import type { AssetImageType } from '../domain/asset-types.ts';
import type { SeriesNameFacts } from '../domain/names/series-name.ts';
import type { EpisodeFiles, EpisodeNumbers } from '../domain/series-facts.ts';
import type { SubtitleTrack } from '../domain/streams.ts';
import type { EpisodeMetadata } from '../domain/tv-metadata.ts';
import type { IgnoreRules } from '../files/ignore-rules.ts';
import type { EpisodeNfoReading, SeasonNfoReading, TvshowNfoReading } from '../nfo/read-tv-nfo.ts';
import type { CachedImage, MovieFacts, ScannedFile, ScannedUnknownFile } from './scan-facts.ts';

/** A folder of a library of series that is to be looked at. */
export interface TvFolderTask {
  path: string;
  isLibraryRoot: boolean;
  /**
   * What the last scan stored of shows (see formatSeriesFingerprint), by their path: of this folder, and of the paths
   * directly in it, which loose shows have. An absent one is read whatever it holds.
   */
  known: Readonly<Record<string, string>>;
  /** Of the folders above. */
  ignoreRules: IgnoreRules;
}

/** What a worker hands back of one folder of a library of series. Paths are absolute; everything survives structured clone. */
export interface TvFolderOutcome {
  path: string;
  /** `walked`: a folder of shows, not one itself; it may still hold the loose episodes of some. */
  status: 'walked' | 'series' | 'skipped' | 'unreadable';
  /** Folders still to be walked; only of a folder of shows. */
  subfolders: string[];
  /** What holds in them. */
  ignoreRules: IgnoreRules;
  /** The folder's show, or the shows whose episodes lie loose in it. */
  series: SeriesOutcome[];
  /** Files in it that no show can be told of. */
  stray: ScannedUnknownFile[];
  /** What could not be read or followed. */
  issues: ItemIssue[];
}

export interface SeriesOutcome {
  /**
   * The show's folder, which identifies it. For loose episodes a folder in their folder with the show's name: it need not
   * exist, and is where files of the show itself would go.
   */
  path: string;
  /** Its episodes lie in a folder that they share with other shows. */
  isLoose: boolean;
  /** `unchanged`: the same as last time in every part, nothing was opened, and nothing below is filled. */
  status: 'read' | 'unchanged';
  /** Digest of everything below the show's folder; null when it has to be looked at again next time. */
  fingerprint: string | null;
  /**
   * The parts of a show that are compared and read one by one: seasons. The writer stores both digests as one text under
   * the show's path (see formatSeriesFingerprint), a part's once its episodes are written and the whole one at last.
   */
  parts: SeriesPart[];
  /** The show itself is always read when something changed. */
  series: SeriesFacts | null;
  /** Of the changed parts; without episodes. */
  seasons: SeasonFacts[];
  /** Of the changed parts those read already, and all that have their number from an NFO, */
  episodes: EpisodeFacts[];
  /** and those to be read by `readEpisodes`, a few at a time. */
  deferred: { directoryPath: string; groups: EpisodeFiles[] };
  /** All videos of the show whose number nobody tells, with what belongs to them; the show's issues say so of each. */
  unknown: ScannedUnknownFile[];
  /** What could not be read below the show's folder. Then nothing of it counts as gone, and no part as known. */
  issues: ItemIssue[];
  fileCount: number;
}

export interface SeriesPart {
  /** `season:N`, or `other` for episodes whose season no name tells; see partKey. */
  key: string;
  season: number | null;
  /** Digest of the part's files (names, sizes, times); null when the part has to be read again next time. */
  fingerprint: string | null;
  isChanged: boolean;
  /** All main videos of the part, also of an unchanged one: what is in none of them is gone. */
  videoPaths: string[];
  /** Entries in `episodes` and `deferred` that are the part's. */
  episodeCount: number;
}

export interface ScannedTvImage extends CachedImage {
  filePath: string;
  type: AssetImageType;
  /** 0 for the plain name, n for fanartN. */
  index: number;
}

/** What belongs to the show itself. */
export interface SeriesFacts {
  /** The show's folder; for a loose show the path that stands for one. */
  directoryPath: string;
  isLoose: boolean;
  name: SeriesNameFacts;
  nfo: ReadNfoFile<TvshowNfoReading> | null;
  images: ScannedTvImage[];
  /** `season-all-*` */
  allSeasonsImages: ScannedTvImage[];
  actorImages: MovieFacts['actorImages'];
  /** Extras, trailers, samples and themes. */
  files: ScannedFile[];
  unknown: ScannedUnknownFile[];
  issues: ItemIssue[];
}

export interface SeasonFacts {
  season: number;
  /** Null when its episodes lie in the show's own folder. */
  directoryPath: string | null;
  nfo: ReadNfoFile<SeasonNfoReading> | null;
  images: ScannedTvImage[];
  /** Extras, trailers and samples. */
  files: ScannedFile[];
  issues: ItemIssue[];
}

/** One video, or its parts and versions, with one or several episodes in it. */
export interface EpisodeFacts {
  /** The part of the show it belongs to, as in SeriesPart. */
  partKey: string;
  /** The main video. */
  filePath: string;
  /** Its name without extension (a disc's episodes: their folder's name). */
  baseName: string;
  isDisc: boolean;
  /** At least one of episodes, absolute and airDate says something. A season without episodes is dated or absolute. */
  numbers: EpisodeNumbers;
  /** `nfo` where no name tells the number, or only a date, and the NFO does. */
  numberedBy: 'name' | 'nfo';
  title: string | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
  files: ScannedFile[];
  nfo: EpisodeNfoFile | null;
  /** Of the file, so of all its episodes. */
  images: ScannedTvImage[];
  subtitles: SubtitleTrack[];
  unknown: ScannedUnknownFile[];
  issues: ItemIssue[];
}

export interface ReadNfoFile<Reading> {
  path: string;
  /** SHA-256 of its bytes. */
  hash: string;
  reading: Reading;
}

export interface EpisodeNfoFile extends ReadNfoFile<EpisodeNfoReading> {
  /**
   * What the NFO says of each episode, beside `numbers.episodes` (one entry when there are none): the root with the same
   * season and episode, else the one in the same place. Null where it has none.
   */
  byEpisode: (EpisodeMetadata | null)[];
}
