import type { MovieGroup } from '../folder-facts.ts';
import { StemIndex } from './stem-index.ts';
import type { Entry, VideoUnit } from './video-unit.ts';

export interface OwnedName {
  group: MovieGroup;
  /** What the name has behind the video's name; null when it does not start with one. */
  suffix: string | null;
  /** The video of that name is an extra of the film, so the file is nothing of the film itself. */
  isOfExtra: boolean;
}

interface NamedVideo {
  group: MovieGroup;
  isExtra: boolean;
}

/** In a folder of many films "Film 2.txt" beside "Film.mkv" is not Film's, "Film-poster.jpg" and "Film.en.srt" are. */
const FLAT_SUFFIX = /^\s*[-._]/u;

/** Finds the film that a file belongs to by its name: the longest name of a video that the file's name starts with. */
export class FileOwners {
  readonly #byStem = new StemIndex<NamedVideo>();
  readonly #byFolder = new Map<string, MovieGroup>();
  readonly #only: MovieGroup | null;

  /** @param isFlat several films share the folder, so a name has to say whose a file is */
  constructor(films: readonly { group: MovieGroup; versions: readonly VideoUnit[] }[], isFlat: boolean) {
    this.#only = isFlat ? null : (films[0]?.group ?? null);
    for (const { group, versions } of films) {
      for (const unit of versions) {
        if (unit.disc === null && unit.stem !== '') this.#byStem.set(unit.stem, { group, isExtra: false });
        for (const { path } of unit.entries) {
          const folder = path.folders[0];
          if (unit.disc === null) this.#byStem.set(path.stem, { group, isExtra: false });
          if (folder !== undefined) this.#byFolder.set(folder, group);
        }
      }
    }
  }

  /** Lets files named after an extra be told from the film's own. */
  addExtra(entry: Entry, group: MovieGroup): void {
    if (entry.path.folders.length > 0) return;
    const { stem } = entry.path;
    if (!this.#byStem.has(stem)) this.#byStem.set(stem, { group, isExtra: true });
  }

  /** The film of a file; null when none can be told. */
  ofEntry({ path }: Entry): OwnedName | null {
    const byName = this.ofStem(path.stem);
    if (byName !== null) return byName;
    const folder = path.folders[0];
    const group = this.#only ?? (folder === undefined ? undefined : this.#byFolder.get(folder));
    return group === undefined ? null : { group, suffix: null, isOfExtra: false };
  }

  /** The film that a name starts with. */
  ofStem(stem: string): OwnedName | null {
    const isWhole = this.#only !== null;
    const match = this.#byStem.find(stem, (suffix) => suffix === '' || isWhole || FLAT_SUFFIX.test(suffix));
    if (match === null) return null;
    return { group: match.value.group, suffix: match.suffix, isOfExtra: match.value.isExtra };
  }

  /** The only film of the folder; null in a folder of many. */
  get only(): MovieGroup | null {
    return this.#only;
  }
}
