import type { NamedItem, Naming } from '../../domain/publish-names.ts';

/** A place before it is known what is written there. */
export interface BarePlace extends Naming {
  named: NamedItem;
  /** Names are relative to it, and nothing outside of it is touched. */
  folderPath: string;
  /** Where the item's images may lie: in `folderPath`, of a season in its own folder as well. */
  imageFolders: readonly string[];
  /** Null when the players of the profile read none. */
  nfoPath: string | null;
  /** The NFO that was read under a name that players do not look for, so that `nfoPath` takes its place; else null. */
  formerNfoPath: string | null;
  /** What names in the folder begin with that belong to the video as it is now, folded; null when any name will do. */
  stems: readonly string[] | null;
}
