import type { AssetImageType } from './asset-types.ts';
import type { ActorImageFile, ExtraFile, ListedFile, SubtitleFile, TrackFile, VideoFile } from './folder-facts.ts';
import type { SeriesNameFacts } from './names/series-name.ts';

/** Artwork of a show, a season or an episode. Lists of it are ordered by type and index, the preferred name first. */
export interface TvArtworkFile extends ListedFile {
  type: AssetImageType;
  /** 0 for the plain name, n for fanartN. */
  index: number;
  /** Among files of the same type and index: the smaller, the more it is the type's own name. */
  rank: number;
}

/** Which episodes a video holds. Nothing in it: the number could not be told. */
export interface EpisodeNumbers {
  /** 0 for specials; null when only an absolute number or a date is known. */
  season: number | null;
  /** In the file's order; several for one file with several episodes. */
  episodes: number[];
  /** Numbers that count through all seasons. */
  absolute: number[];
  /** YYYY-MM-DD of a show that is named by days. */
  airDate: string | null;
}

/** What belongs to one video: an episode, or several in one file. */
export interface EpisodeFiles extends EpisodeNumbers {
  /** The episode's own title, when the name has one. */
  title: string | null;
  tmdbId: number | null;
  imdbId: string | null;
  tvdbId: number | null;
  /** Parts and versions; the first is the one that others are named after. */
  videos: VideoFile[];
  /** Disc structure (BDMV/VIDEO_TS) when the episodes are one; then `videos` holds its main file. */
  disc: 'bluray' | 'dvd' | null;
  /** Best first. */
  nfos: ListedFile[];
  artwork: TvArtworkFile[];
  subtitles: SubtitleFile[];
  /** Audio tracks beside the video, in its name. */
  externalAudio: TrackFile[];
  extras: ExtraFile[];
  unknown: ListedFile[];
}

export interface SeasonFiles {
  season: number;
  /** Path below the show's folder; null when its episodes lie in the show's own folder. */
  folder: string | null;
  nfo: ListedFile | null;
  /** Of the season's folder and of the show's (season01-poster.jpg). */
  artwork: TvArtworkFile[];
  /** Of the season's folder; an episode's own are with the episode. */
  extras: ExtraFile[];
}

/** One show found below its folder, before any file is opened. */
export interface SeriesFiles {
  name: SeriesNameFacts;
  /** `tvshow.nfo`, then others. */
  nfos: ListedFile[];
  artwork: TvArtworkFile[];
  /** Kodi's `season-all-*`: for the list of all seasons, and for seasons without artwork of their own. */
  allSeasonsArtwork: TvArtworkFile[];
  actorImages: ActorImageFile[];
  /** Theme music or videos. */
  themes: ListedFile[];
  extras: ExtraFile[];
  /** By number; also seasons of which there is nothing but artwork, an NFO or an empty folder's name. */
  seasons: SeasonFiles[];
  /** By season and number; those without a season behind them by date, then by absolute number. */
  episodes: EpisodeFiles[];
  /** Videos whose number no name tells, with what belongs to them: their NFO may still tell it. */
  unnumbered: EpisodeFiles[];
  unknown: ListedFile[];
}
