import { findSeasonInFolder, parseSeasonFolder } from '../../names/season-folder.ts';
import { type Companion, companionOf } from '../companion-folder.ts';

/** What a folder below a show's folder means for the files in it. */
export interface FolderPlace {
  /** The folder whose videos these files belong to: the folder itself, or the one that the companion folder lies in. */
  home: string;
  /** Of the nearest season folder above; null in the show's own folder. */
  season: number | null;
  seasonFolder: string | null;
  /** Set inside a folder of extras, subtitles, portraits …; folders of parts are transparent. */
  companion: Companion | null;
  /** The folder within the companion folder ("Subs/<video>"); null directly in it. */
  inner: string | null;
  /** The home folder's path without folders of parts, to read names with. */
  context: readonly string[];
}

/** Answers for folders below one show's folder; each folder is worked out once. */
export class FolderPlaces {
  readonly #showName: string;
  readonly #known = new Map<string, FolderPlace>();

  /** @param showName name of the show's folder */
  constructor(showName: string) {
    this.#showName = showName;
  }

  /** @param folders path of the folder in pieces; none for the show's own */
  of(folders: readonly string[]): FolderPlace {
    const key = folders.join('/');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const place = this.#workOut(folders);
    this.#known.set(key, place);
    return place;
  }

  #workOut(folders: readonly string[]): FolderPlace {
    const place: FolderPlace = {
      home: '',
      season: null,
      seasonFolder: null,
      companion: null,
      inner: null,
      context: [],
    };
    const name = folders.at(-1);
    if (name === undefined) return place;
    const above = this.of(folders.slice(0, -1));
    if (above.companion !== null) return { ...above, inner: above.inner ?? name };
    const path = folders.join('/');
    const companion = companionOf(name);
    // "Season 1 Disc 2" is a season's folder, too.
    const part = companion?.kind === 'part' && companion.stem !== '' ? this.#seasonOf(companion.stem, above) : null;
    if (part !== null) return { ...above, home: path, season: part };
    if (companion?.kind === 'part') return { ...above, home: path };
    if (companion !== null) return { ...above, companion };
    const season = this.#seasonOf(name, above);
    const context = [...above.context, name];
    if (season === null) return { ...above, home: path, context };
    return { ...above, home: path, context, season, seasonFolder: path };
  }

  /** Within a season only a folder that names nothing but another season is one ("Show S01-S03/Season 2"). */
  #seasonOf(name: string, above: FolderPlace): number | null {
    const season = parseSeasonFolder(name, above.context.length === 0 ? this.#showName : null)?.season ?? null;
    if (season !== null) return season;
    const pack = parseSeasonFolder(name, this.#showName)?.season ?? null;
    return pack !== null && above.season === null && findSeasonInFolder(name) !== null ? pack : null;
  }
}
