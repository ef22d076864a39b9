import type { PlannedRename } from './planned-rename.ts';
import type { EpisodeFacts, TitleFacts, VideoFacts } from './rename-facts.ts';
import type { RenameEntry } from './sidecars.ts';

/** The files of an episode, or of several that share them. */
export interface EpisodeToRename {
  /** Of the first episode. */
  id: number;
  title: string;
  videos: readonly (VideoFacts & { episode: EpisodeFacts })[];
}

/** A show as it lies in its library; all paths relative to that. */
export interface ShowToRename {
  show: TitleFacts;
  /** '' for the library's own. */
  folder: string;
  /** No other show lies in the folder. */
  isOwnFolder: boolean;
  seasons: readonly { number: number; folder: string | null }[];
  episodes: readonly EpisodeToRename[];
  /** What lies in the folder, three levels deep. */
  entries: readonly RenameEntry[];
}

export interface PlannedShow {
  /** Of the show's folder and those of its seasons. */
  folders: PlannedRename;
  episodes: (PlannedRename & {
    id: number;
    title: string;
    /** The season's folder that the files go to, when it is another than the one they lie in. */
    seasonFolders: { season: number; from: string; to: string }[];
  })[];
}

/** Where everything of a show is to lie once its folders have their names. */
export interface ShowPlaces {
  /** New place of a path below the show. */
  moved: (path: string) => string;
  /** Present place of a new path. */
  before: (path: string) => string;
  /** The folder a season's videos belong in; null where they stay. */
  seasonFolder: (season: number) => string | null;
  showFolder: string;
}
